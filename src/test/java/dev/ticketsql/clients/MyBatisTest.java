package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MyBatis: mappers with annotations, over its own pool, with the old types of dates and with java.time. */
@Tag("clients")
@SuppressWarnings("JavaUtilDate") // Many programs have them.
final class MyBatisTest {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    /** An event with the types of java.time. */
    public record Row(
            Long id,
            LocalDateTime time,
            Long ticketId,
            @Nullable String via) {}

    /** An event with java.util.Date. */
    public static final class Bean {

        private long ticketId;
        private @Nullable Date time;
        private @Nullable Date day;

        @Override
        public String toString() {
            return ticketId + " " + Objects.requireNonNull(time).getTime() + " "
                    + Objects.requireNonNull(day).getTime();
        }
    }

    /** A channel and its count. */
    public static final class Channel {

        private @Nullable String channel;
        private long events;
    }

    interface Mapper {

        @Select("SELECT id, time, ticket_id, via FROM ticket_events WHERE time >= #{from} ORDER BY time")
        List<Row> from(LocalDateTime from);

        @Select("SELECT id, time, ticket_id, via FROM ticket_events WHERE time >= #{from} ORDER BY time")
        List<Row> fromDate(Date from);

        @Select("SELECT id, time, ticket_id, via FROM ticket_events WHERE time >= #{from} ORDER BY time")
        List<Row> fromInstant(Instant from);

        @Select("SELECT id, time, ticket_id, via FROM ticket_events WHERE CAST(time AS DATE) = #{day} ORDER BY time")
        List<Row> ofDay(LocalDate day);

        @Select("SELECT id, time, ticket_id, via FROM ticket_events WHERE CAST(time AS DATE) = #{day,jdbcType=DATE}"
                + " ORDER BY time")
        List<Row> ofDate(Date day);

        @Select("SELECT ticket_id, time, CAST(time AS DATE) AS \"day\" FROM ticket_events ORDER BY time")
        List<Bean> beans();

        @Select("SELECT time FROM ticket_events ORDER BY time")
        List<Instant> instants();

        @Select("SELECT time FROM ticket_events ORDER BY time")
        List<OffsetDateTime> offsetTimes();

        @Select("<script>SELECT COUNT(*) FROM ticket_events WHERE ticket_id IN"
                + "<foreach item='ticket' collection='tickets' open='(' separator=',' close=')'>#{ticket}</foreach>"
                + "<if test='via != null'> AND via = #{via}</if>"
                + " AND (#{client,jdbcType=VARCHAR} IS NULL OR client = #{client,jdbcType=VARCHAR})</script>")
        int count(
                @Param("tickets") List<Long> tickets,
                @Param("via") @Nullable String via,
                @Param("client") @Nullable String client);

        @Select("SELECT COALESCE(via, '-') AS channel, COUNT(*) AS events FROM ticket_events GROUP BY 1 ORDER BY 1")
        List<Channel> channels();

        @Select("SELECT id, time, ticket_id, via FROM ticket_events ORDER BY time")
        Cursor<Row> all();

        @Select("SELECT id, time, ticket_id, via FROM ticket_events ORDER BY time")
        List<Row> page(RowBounds bounds);

        @Select("SELECT via, MAX(time) AS last FROM ticket_events WHERE via = #{via} GROUP BY via")
        Map<String, Object> last(String via);

        @Select("SELECT id FROM no_such_table")
        List<Long> mistake();
    }

    /**
     * Instants as JDBC has them. MyBatis' own handler takes them for the fields that they have in the zone of the JVM.
     */
    public static final class ExactInstants extends BaseTypeHandler<Instant> {

        @Override
        public void setNonNullParameter(PreparedStatement statement, int position, Instant value, JdbcType type)
                throws SQLException {
            statement.setObject(position, value);
        }

        @Override
        public Instant getNullableResult(ResultSet result, String column) throws SQLException {
            return result.getObject(column, Instant.class);
        }

        @Override
        public Instant getNullableResult(ResultSet result, int column) throws SQLException {
            return result.getObject(column, Instant.class);
        }

        @Override
        public Instant getNullableResult(CallableStatement statement, int column) throws SQLException {
            return statement.getObject(column, Instant.class);
        }
    }

    private final SqlSessionFactory sessions = sessions();

    private static SqlSessionFactory sessions() {
        PooledDataSource pool =
                new PooledDataSource("dev.ticketsql.jdbc.Driver", DESK.url(), "ann@example.com", "secret");
        pool.setPoolPingEnabled(true);
        pool.setPoolPingQuery("SELECT 1");
        Configuration configuration = new Configuration(new Environment("test", new JdbcTransactionFactory(), pool));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.getTypeHandlerRegistry().register(ExactInstants.class);
        configuration.addMapper(Mapper.class);
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    private static List<Row> rows(List<KnownEvent> events) {
        return events.stream()
                .map(event -> new Row(event.id(), event.time(), event.ticketId(), event.via()))
                .toList();
    }

    private static List<Row> rowsFrom(LocalDateTime from) {
        return rows(DESK.events(event -> !event.time().isBefore(from)));
    }

    @Test
    void parametersOfEachTypeAreTheSameInstant() {
        LocalDateTime from = LocalDateTime.parse("2025-03-30T02:00:00");
        // Berlin has no such time: a Date cannot be it there.
        LocalDateTime later = from.plusHours(5);
        try (SqlSession session = sessions.openSession()) {
            Mapper mapper = session.getMapper(Mapper.class);
            assertEquals(rowsFrom(from), mapper.from(from));
            assertEquals(rowsFrom(from), mapper.fromInstant(from.toInstant(ZoneOffset.UTC)));
            assertEquals(
                    rowsFrom(later),
                    mapper.fromDate(new Date(Timestamp.valueOf(later).getTime())));
        }
    }

    @Test
    void aDayIsTheSameDayInEveryZone() {
        LocalDate day = LocalDate.parse("2025-03-09");
        try (SqlSession session = sessions.openSession()) {
            Mapper mapper = session.getMapper(Mapper.class);
            assertEquals(rows(DESK.of(day)), mapper.ofDay(day));
            assertEquals(rows(DESK.of(day)), mapper.ofDate(java.sql.Date.valueOf(day)));
        }
    }

    @Test
    void datesOfBeansHaveTheFieldsOfTheColumns() {
        try (SqlSession session = sessions.openSession()) {
            assertEquals(
                    DESK.events().stream()
                            .map(event -> event.ticketId() + " "
                                    + event.timestamp().getTime() + " "
                                    + java.sql.Date.valueOf(event.day()).getTime())
                            .toList(),
                    session.getMapper(Mapper.class).beans().stream()
                            .map(Bean::toString)
                            .toList());
        }
    }

    @Test
    void instantsAreRightInEveryZoneOnceTheirHandlerAsksTheDriver() {
        List<Instant> expected = DESK.events().stream().map(KnownEvent::instant).toList();
        try (SqlSession session = sessions.openSession()) {
            Mapper mapper = session.getMapper(Mapper.class);
            assertEquals(expected, mapper.instants());
            assertEquals(
                    expected.stream()
                            .map(instant -> instant.atOffset(ZoneOffset.UTC))
                            .toList(),
                    mapper.offsetTimes());
        }
    }

    @Test
    void dynamicSqlTakesListsAndNulls() {
        try (SqlSession session = sessions.openSession()) {
            Mapper mapper = session.getMapper(Mapper.class);
            assertEquals(DESK.events(event -> event.ticketId() <= 2).size(), mapper.count(List.of(1L, 2L), null, null));
            assertEquals(
                    DESK.events(event ->
                                    event.ticketId() <= 2 && event.viaOr("").equals("Chat"))
                            .size(),
                    mapper.count(List.of(1L, 2L), "Chat", null));
        }
    }

    @Test
    void resultsAreBeansMapsCursorsAndPages() throws Exception {
        try (SqlSession session = sessions.openSession()) {
            Mapper mapper = session.getMapper(Mapper.class);
            Map<String, Long> counts = new TreeMap<>();
            mapper.channels().forEach(row -> counts.put(Objects.requireNonNull(row.channel), row.events));
            Map<String, Long> expected = new TreeMap<>();
            DESK.events().forEach(event -> expected.merge(event.viaOr("-"), 1L, Long::sum));
            assertEquals(expected, counts);
            List<Row> read = new ArrayList<>();
            try (Cursor<Row> rows = mapper.all()) {
                rows.forEach(read::add);
            }
            assertEquals(rows(DESK.events()), read);
            assertEquals(rows(DESK.events()).subList(20, 30), mapper.page(new RowBounds(20, 10)));
            KnownEvent last = DESK.events(event -> event.viaOr("").equals("Chat")).stream()
                    .reduce((first, second) -> second)
                    .orElseThrow();
            assertEquals(Map.of("via", "Chat", "last", last.timestamp()), mapper.last("Chat"));
        }
    }

    @Test
    void aMistakeIsToldAndTheSessionGoesOn() {
        try (SqlSession session = sessions.openSession()) {
            Mapper mapper = session.getMapper(Mapper.class);
            PersistenceException mistake = assertThrows(PersistenceException.class, mapper::mistake);
            assertTrue(Objects.requireNonNull(mistake.getMessage()).contains("no_such_table"), mistake::getMessage);
            session.rollback(true);
            assertEquals(rows(DESK.events()).size(), mapper.instants().size());
            session.commit(true);
        }
    }
}
