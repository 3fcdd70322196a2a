package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.reflect.BeanMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** jdbi: records and beans, dates and times, and instants, which jdbi takes to be in the zone of the JVM. */
@Tag("clients")
final class JdbiTest {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    private final Jdbi jdbi = Jdbi.create(DESK.dataSource());

    /** A row, read by its constructor. */
    public record Row(
            long id,
            LocalDateTime time,
            @Nullable String via,
            @Nullable Double latitude) {}

    private static Row row(KnownEvent event) {
        return new Row(event.id(), event.time(), event.via(), event.latitude());
    }

    @Test
    void recordsAreFilledByName() {
        assertEquals(
                DESK.events().stream().map(JdbiTest::row).toList(),
                jdbi.withHandle(
                        handle -> handle.createQuery("SELECT id, time, via, latitude FROM ticket_events ORDER BY time")
                                .map(ConstructorMapper.of(Row.class))
                                .list()));
    }

    /** A bean with the types from before java.time. */
    public static final class Bean {

        private long ticketId;
        private @Nullable Timestamp time;

        public long getTicketId() {
            return ticketId;
        }

        public void setTicketId(long ticketId) {
            this.ticketId = ticketId;
        }

        public @Nullable Timestamp getTime() {
            return time;
        }

        public void setTime(Timestamp time) {
            this.time = time;
        }
    }

    @Test
    void beansAreFilledByNameWithTheFieldsOfATimestamp() {
        assertEquals(
                DESK.events().stream()
                        .map(event -> event.ticketId() + " " + event.timestamp())
                        .toList(),
                jdbi.withHandle(handle -> handle.createQuery("SELECT ticket_id, time FROM ticket_events ORDER BY time")
                        .map(BeanMapper.of(Bean.class))
                        .map(bean -> bean.getTicketId() + " " + bean.getTime())
                        .list()));
    }

    @Test
    void parametersOfDatesAndTimesAreTheSameInEveryZone() {
        LocalDate day = LocalDate.parse("2025-03-09");
        List<Long> expected = DESK.of(day).stream().map(KnownEvent::id).toList();
        jdbi.useHandle(handle -> {
            for (Object value : List.of(day, java.sql.Date.valueOf(day))) {
                assertEquals(
                        expected,
                        handle.createQuery("SELECT id FROM ticket_events WHERE CAST(time AS DATE) = :day ORDER BY time")
                                .bind("day", value)
                                .mapTo(Long.class)
                                .list());
            }
            for (Object from : List.of(day.atStartOfDay(), Timestamp.valueOf(day.atStartOfDay()))) {
                assertEquals(
                        expected,
                        handle.createQuery("SELECT id FROM ticket_events WHERE time >= :from AND time < :until"
                                        + " ORDER BY time")
                                .bind("from", from)
                                .bind("until", day.plusDays(1).atStartOfDay())
                                .mapTo(Long.class)
                                .list());
            }
        });
    }

    @Test
    void valuesOfDatesAndTimesAreTheSameInEveryZone() {
        assertEquals(
                DESK.events().stream().map(KnownEvent::time).toList(),
                values("SELECT time FROM ticket_events ORDER BY time", LocalDateTime.class));
        assertEquals(
                DESK.countByDay().keySet().stream().toList(),
                values(
                        "SELECT CAST(time AS DATE) FROM ticket_events WHERE time >= DATE '2025-03-08' AND time <"
                                + " DATE '2025-04-02' GROUP BY CAST(time AS DATE) ORDER BY 1",
                        LocalDate.class));
    }

    private <T> List<T> values(String sql, Class<T> type) {
        return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(type).list());
    }

    /** Binds an instant as JDBC has it, not as the fields that it has in the zone of the JVM. */
    private static final class InstantArgument extends AbstractArgumentFactory<Instant> {

        InstantArgument() {
            super(java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, value);
        }
    }

    @Test
    void instantsAreRightOnceTheirMapperAndArgumentAskTheDriver() {
        Jdbi exact = Jdbi.create(DESK.dataSource())
                .registerColumnMapper(
                        Instant.class, (result, column, context) -> result.getObject(column, Instant.class))
                .registerColumnMapper(
                        OffsetDateTime.class,
                        (result, column, context) -> result.getObject(column, OffsetDateTime.class))
                .registerArgument(new InstantArgument());
        List<Instant> expected = DESK.events().stream().map(KnownEvent::instant).toList();
        exact.useHandle(handle -> {
            assertEquals(
                    expected,
                    handle.createQuery("SELECT time FROM ticket_events ORDER BY time")
                            .mapTo(Instant.class)
                            .list());
            assertEquals(
                    expected.get(0).atOffset(ZoneOffset.UTC),
                    handle.createQuery("SELECT time FROM ticket_events ORDER BY time LIMIT 1")
                            .mapTo(OffsetDateTime.class)
                            .one());
            assertEquals(
                    expected.subList(100, expected.size()).size(),
                    handle.createQuery("SELECT COUNT(*) FROM ticket_events WHERE time >= :from")
                            .bind("from", expected.get(100))
                            .mapTo(Integer.class)
                            .one());
        });
    }

    /** Otherwise jdbi asks for a Timestamp and takes its instant, beside every driver. */
    @Test
    void instantsOfJdbiItselfAreTheFieldsInTheZoneOfTheJvm() {
        KnownEvent event = DESK.events().get(0);
        assertEquals(
                event.time().atZone(TimeZone.getDefault().toZoneId()).toInstant(),
                values("SELECT time FROM ticket_events ORDER BY time LIMIT 1", Instant.class)
                        .get(0));
    }

    @Test
    void rowsStreamAndReduceIntoMaps() {
        Map<String, Long> counts = jdbi.withHandle(handle -> {
            try (java.util.stream.Stream<Map<String, Object>> rows = handle
                    .createQuery(
                            "SELECT COALESCE(via, '-') AS channel, COUNT(*) AS events FROM ticket_events GROUP BY 1")
                    .setFetchSize(2)
                    .mapToMap()
                    .stream()) {
                return rows.collect(Collectors.toMap(
                        row -> (String) row.get("channel"), row -> (Long) row.get("events"), Long::sum, TreeMap::new));
            }
        });
        assertEquals(
                DESK.events().stream()
                        .collect(Collectors.groupingBy(event -> event.viaOr("-"), TreeMap::new, Collectors.counting())),
                counts);
    }

    @Test
    void listsAndNullsAreParameters() {
        int count = jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM ticket_events WHERE ticket_id IN"
                        + " (<tickets>) AND (:client IS NULL OR client = :client)")
                .bindList("tickets", 2, 4)
                .bindByType("client", null, String.class)
                .mapTo(Integer.class)
                .one());
        assertEquals(
                DESK.events(event -> event.ticketId() == 2 || event.ticketId() == 4)
                        .size(),
                count);
    }

    @Test
    void aTransactionAnswersAndAMistakeIsTold() {
        int count = jdbi.inTransaction(
                TransactionIsolationLevel.SERIALIZABLE,
                handle -> handle.setReadOnly(true)
                        .createQuery("SELECT COUNT(*) FROM ticket_events")
                        .mapTo(Integer.class)
                        .one());
        assertEquals(DESK.events().size(), count);
        try (Handle handle = jdbi.open()) {
            RuntimeException mistake = assertThrows(
                    RuntimeException.class,
                    () -> handle.createQuery("SELECT id FROM no_such_table")
                            .mapTo(Long.class)
                            .list());
            assertTrue(
                    mistake instanceof UnableToExecuteStatementException
                            || mistake instanceof UnableToCreateStatementException,
                    mistake::toString);
            assertTrue(mistake.toString().contains("no_such_table"), mistake::toString);
        }
    }
}
