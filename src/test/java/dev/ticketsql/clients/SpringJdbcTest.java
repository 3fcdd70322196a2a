package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.BeanPropertyRowMapper;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JdbcTemplate, NamedParameterJdbcTemplate and JdbcClient: rows, parameters, transactions and exceptions. */
@Tag("clients")
@SuppressWarnings("JavaUtilDate") // Many programs have them.
final class SpringJdbcTest {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    /** Los Angeles and Berlin have no 02:30 on one of these days. */
    private static final List<LocalDate> DAYS =
            List.of(LocalDate.parse("2025-03-09"), LocalDate.parse("2025-03-30"), LocalDate.parse("2025-03-14"));

    private final DataSource source = DESK.dataSource();
    private final JdbcTemplate template = new JdbcTemplate(source);
    private final NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(source);
    private final JdbcClient client = JdbcClient.create(source);

    record Row(
            long id,
            LocalDateTime time,
            @Nullable String via,
            @Nullable Double latitude) {}

    private static Row row(KnownEvent event) {
        return new Row(event.id(), event.time(), event.via(), event.latitude());
    }

    private static List<Row> rowsFrom(Instant from, Instant until) {
        return DESK
                .events(event ->
                        !event.instant().isBefore(from) && event.instant().isBefore(until))
                .stream()
                .map(SpringJdbcTest::row)
                .toList();
    }

    private static List<Row> rowsOf(LocalDate day) {
        return rowsFrom(midnight(day), midnight(day.plusDays(1)));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    @Test
    void aRowMapperReadsTheFieldsOfATimestamp() {
        List<Row> rows = template.query(
                "SELECT id, time, via, latitude FROM ticket_events ORDER BY time, id",
                (result, number) -> new Row(
                        result.getLong("id"),
                        result.getObject("time", LocalDateTime.class),
                        result.getString("via"),
                        result.getObject("latitude", Double.class)));
        assertEquals(DESK.events().stream().map(SpringJdbcTest::row).toList(), rows);
    }

    @Test
    void recordsAreFilledByName() {
        assertEquals(
                DESK.events().stream().map(SpringJdbcTest::row).toList(),
                template.query(
                        "SELECT id, time, via, latitude FROM ticket_events ORDER BY time",
                        new DataClassRowMapper<>(Row.class)));
    }

    /** A bean as programs from before java.time have it. */
    public static final class Bean {

        private @Nullable Date time;
        private long ticketId;

        public @Nullable Date getTime() {
            return time;
        }

        public void setTime(Date time) {
            this.time = time;
        }

        public long getTicketId() {
            return ticketId;
        }

        public void setTicketId(long ticketId) {
            this.ticketId = ticketId;
        }
    }

    @Test
    void beansAreFilledByNameWithTheFieldsOfATimestamp() {
        List<Bean> beans = template.query(
                "SELECT ticket_id, time FROM ticket_events ORDER BY time", new BeanPropertyRowMapper<>(Bean.class));
        assertEquals(
                DESK.events().stream()
                        .map(event -> event.ticketId() + " " + event.timestamp())
                        .toList(),
                beans.stream()
                        .map(bean -> bean.getTicketId() + " " + bean.getTime())
                        .toList());
    }

    @Test
    void oneValueIsOfTheTypeThatIsAskedFor() {
        KnownEvent event = DESK.of(LocalDate.parse("2025-03-30")).get(0);
        String where = " FROM ticket_events WHERE id = ?";
        assertEquals(event.time(), one("SELECT time" + where, LocalDateTime.class, event));
        assertEquals(event.day(), one("SELECT time" + where, LocalDate.class, event));
        assertEquals(event.instant(), one("SELECT time" + where, Instant.class, event));
        assertEquals(event.time().atOffset(ZoneOffset.UTC), one("SELECT time" + where, OffsetDateTime.class, event));
        assertEquals(event.timestamp(), one("SELECT time" + where, Timestamp.class, event));
        assertEquals(
                java.sql.Date.valueOf(event.day()),
                one("SELECT CAST(time AS DATE)" + where, java.sql.Date.class, event));
        assertEquals(event.day(), one("SELECT CAST(time AS DATE)" + where, LocalDate.class, event));
        assertEquals(event.instant().getEpochSecond(), one("SELECT start_time" + where, Long.class, event));
        assertEquals(1, template.queryForObject("SELECT COUNT(*)" + where, Integer.class, event.id()));
    }

    private <T> @Nullable T one(String sql, Class<T> type, KnownEvent event) {
        return template.queryForObject(sql, type, event.id());
    }

    @Test
    void mapsHaveTheLabelsOfTheColumns() {
        List<Map<String, Object>> maps = template.queryForList(
                "SELECT via AS channel, COUNT(*) AS events FROM ticket_events WHERE via IS NOT NULL GROUP BY via");
        Map<String, Long> counts = DESK.events(event -> event.via() != null).stream()
                .collect(Collectors.groupingBy(event -> event.viaOr(""), Collectors.counting()));
        assertEquals(
                counts,
                maps.stream()
                        .collect(Collectors.toMap(map -> (String) Objects.requireNonNull(map.get("channel")), map ->
                                (Long) Objects.requireNonNull(map.get("events")))));
    }

    /** Each type that a program may have for the beginning of a day in UTC. */
    static Stream<Object> beginnings() {
        LocalDate day = DAYS.get(0);
        return Stream.of(
                day,
                day.atStartOfDay(),
                midnight(day),
                midnight(day).atOffset(ZoneOffset.UTC),
                midnight(day).atZone(ZoneId.of("Asia/Tokyo")),
                java.sql.Date.valueOf(day),
                Timestamp.valueOf(day.atStartOfDay()),
                new Date(Timestamp.valueOf(day.atStartOfDay()).getTime()));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void aParameterOfEachTypeOfJavaIsTheSameInstant(Object beginning) {
        Instant from = midnight(DAYS.get(0));
        String sql = "SELECT id, time, via, latitude FROM ticket_events WHERE time >= ? ORDER BY time";
        List<Row> expected = rowsFrom(from, Instant.MAX);
        assertEquals(expected, template.query(sql, new DataClassRowMapper<>(Row.class), beginning));
        assertEquals(expected, client.sql(sql).param(beginning).query(Row.class).list());
        assertEquals(
                expected,
                named.query(sql.replace("?", ":from"), Map.of("from", beginning), new DataClassRowMapper<>(Row.class)));
    }

    @Test
    void aDayIsTheSameDayInEveryZone() {
        for (LocalDate day : DAYS) {
            String sql = "SELECT id, time, via, latitude FROM ticket_events WHERE CAST(time AS DATE) = ? ORDER BY time";
            assertEquals(
                    rowsOf(day), client.sql(sql).param(day).query(Row.class).list());
            assertEquals(
                    rowsOf(day),
                    client.sql(sql)
                            .param(java.sql.Date.valueOf(day))
                            .query(Row.class)
                            .list());
            assertEquals(
                    rowsOf(day),
                    client.sql(sql)
                            .param(1, java.sql.Date.valueOf(day), Types.DATE)
                            .query(Row.class)
                            .list());
        }
    }

    @Test
    void namedParametersAreListsAndNulls() {
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("channels", List.of("Email", "電話"))
                .addValue("tickets", List.of(1L, 2L, 3L))
                .addValue("from", LocalDateTime.parse("2025-03-20T00:00:00"))
                .addValue("client", null);
        assertEquals(
                DESK
                        .events(event -> List.of("Email", "電話").contains(event.viaOr(""))
                                && event.ticketId() <= 3
                                && !event.time().isBefore(LocalDateTime.parse("2025-03-20T00:00:00")))
                        .stream()
                        .map(KnownEvent::id)
                        .toList(),
                named.queryForList(
                        "SELECT id FROM ticket_events WHERE via IN (:channels) AND ticket_id IN (:tickets)"
                                + " AND time >= :from AND (:client IS NULL OR client = :client) ORDER BY time",
                        parameters,
                        Long.class));
    }

    @Test
    void aClientStreamsRowsAndFindsSingleOnes() {
        String sql = "SELECT time FROM ticket_events WHERE ticket_id = :ticket ORDER BY time DESC LIMIT 1";
        KnownEvent last = DESK.events(event -> event.ticketId() == 5).stream()
                .reduce((first, second) -> second)
                .orElseThrow();
        assertEquals(
                last.time(),
                client.sql(sql).param("ticket", 5).query(LocalDateTime.class).single());
        assertTrue(client.sql(sql)
                .param("ticket", -5)
                .query(LocalDateTime.class)
                .optional()
                .isEmpty());
        try (Stream<Row> rows =
                client
                        .sql("SELECT id, time, via, latitude FROM ticket_events ORDER BY time")
                        .query(Row.class)
                        .stream()) {
            assertEquals(
                    DESK.events().stream().limit(10).map(SpringJdbcTest::row).toList(),
                    rows.limit(10).toList());
        }
        assertNull(client.sql("SELECT MAX(client) FROM ticket_events")
                .query(String.class)
                .list()
                .get(0));
    }

    @Test
    void limitsOfATemplateHold() {
        JdbcTemplate limited = new JdbcTemplate(source);
        limited.setMaxRows(7);
        limited.setFetchSize(3);
        limited.setQueryTimeout(60);
        assertEquals(
                DESK.events().stream().limit(7).map(KnownEvent::id).toList(),
                limited.queryForList("SELECT id FROM ticket_events ORDER BY time", Long.class));
    }

    @Test
    void aReadOnlyTransactionAnswers() {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
        transaction.setTimeout(60);
        long count = transaction.execute(status -> client.sql("SELECT COUNT(*) FROM ticket_events")
                .query(Long.class)
                .single());
        assertEquals(DESK.events().size(), count);
        transaction.executeWithoutResult(status -> {
            assertEquals(1, template.queryForObject("SELECT 1", Integer.class));
            status.setRollbackOnly();
        });
    }

    @Test
    void exceptionsAreSpringsOwnForTheirKind() {
        List<BadSqlGrammarException> bad = new ArrayList<>();
        for (String sql : List.of(
                "SELECT id FROM no_such_table", "SELECT no_such_column FROM ticket_events", "SELEC id FROM t")) {
            bad.add(assertThrows(BadSqlGrammarException.class, () -> template.queryForList(sql)));
        }
        assertTrue(String.valueOf(bad.get(0).getSQLException()).contains("no_such_table"), bad::toString);
        assertThrows(
                DataIntegrityViolationException.class,
                () -> template.query("SELECT id FROM ticket_events", (result, row) -> result.getInt(1)));
        assertThrows(
                EmptyResultDataAccessException.class,
                () -> template.queryForObject("SELECT id FROM ticket_events WHERE id = 0", Long.class));
        RuntimeException refused =
                assertThrows(RuntimeException.class, () -> template.update("DELETE FROM ticket_events"));
        assertTrue(String.valueOf(refused.getCause()).contains("read-only"), refused::toString);
    }
}
