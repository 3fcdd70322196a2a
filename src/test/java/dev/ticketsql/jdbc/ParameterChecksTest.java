package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.testing.Sandboxes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refuses parameters of a prepared statement by number, before any request. */
final class ParameterChecksTest {

    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events WHERE via = ? AND ";

    private static final String TIMES = "use setTimestamp, or setObject with a LocalDateTime, LocalDate or Instant";

    private static final String WHOLE = "use setLong with a whole number, for start_time epoch seconds";

    private final Sandbox sandbox = Sandboxes.serving(
            List.of(
                    event(1, "2025-01-01T00:00:00Z", "Email"),
                    event(2, "2025-06-01T00:00:00Z", "Email"),
                    event(3, "2025-06-01T00:00:01Z", "Rule")),
            InstantSource.system());

    private Connection connection;

    private static SandboxEvent event(long id, String time, String via) {
        long second = Instant.parse(time).getEpochSecond();
        return new SandboxEvent(
                second, "{\"id\":" + id + ",\"timestamp\":" + second + ",\"via\":\"" + via + "\",\"ticket_id\":7}");
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:mirror=none;baseUrl=" + sandbox.baseUrl());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        sandbox.close();
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                Arguments.of("\"time\" >= ?", LocalTime.NOON, "TIMESTAMP and was given a Java LocalTime; " + TIMES),
                // Calcite counts milliseconds, the author of the statement seconds.
                Arguments.of("\"time\" >= ?", 1_735_689_600L, "TIMESTAMP and was given a Java Long; " + TIMES),
                Arguments.of("\"time\" >= ?", new Time(0), "TIMESTAMP and was given a Java Time; " + TIMES),
                Arguments.of("start_time >= ?", LocalDate.EPOCH, "BIGINT and was given a Java LocalDate; " + WHOLE),
                Arguments.of("start_time >= ?", 7.5, "BIGINT and was given a Java Double; " + WHOLE),
                Arguments.of(
                        "start_time >= ?", new BigDecimal("7.5"), "BIGINT and was given a Java BigDecimal; " + WHOLE),
                Arguments.of("start_time >= ?", true, "BIGINT and was given a Java Boolean; " + WHOLE),
                Arguments.of("start_time >= ?", Instant.EPOCH, "BIGINT and was given a Java Instant; " + WHOLE),
                Arguments.of("start_time >= ?", new Timestamp(0), "BIGINT and was given a Java Timestamp; " + WHOLE),
                Arguments.of("CHAR_LENGTH(via) = ?", 'x', "INTEGER and was given a Java Character; " + WHOLE),
                Arguments.of("type = ?", Instant.EPOCH, "VARCHAR and was given a Java Instant; use setString"),
                Arguments.of("type = ?", new byte[1], "VARCHAR and was given a Java byte[]; use setString"),
                Arguments.of(
                        "latitude > ?", true, "DOUBLE and was given a Java Boolean; use setDouble or setBigDecimal"),
                Arguments.of(
                        "\"time\" - TIMESTAMP '2025-01-01 00:00:00' > ?",
                        Period.ofMonths(1),
                        "INTERVAL_DAY_TO_SECOND and was given a Java Period; use setObject with a Duration"),
                Arguments.of(
                        "CAST(\"time\" AS TIME) = ?",
                        LocalDate.EPOCH,
                        "TIME and was given a Java LocalDate; use setTime, or setObject with a LocalTime"),
                Arguments.of(
                        "CAST(\"time\" AS DATE) = ?",
                        new Time(0),
                        "DATE and was given a Java Time; use setDate, or setObject with a LocalDate"),
                Arguments.of(
                        "CAST(\"time\" AS DATE) = ?",
                        LocalDateTime.parse("2025-01-01T00:00:01"),
                        "DATE and was given 2025-01-01 00:00:01, which is no day but a time; use setDate, or setObject"
                                + " with a LocalDate"));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aValueOfAnotherTypeIsRefusedWithTheNumberOfItsParameter(String condition, Object value, String message)
            throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(COUNT + condition)) {
            SQLException refused = assertThrows(SQLException.class, () -> statement.setObject(2, value));
            assertEquals("parameter 2 is of type " + message, refused.getMessage());
        }
        assertEquals(List.of(), sandbox.requests());
    }

    static Stream<Arguments> rightValues() {
        return Stream.of(
                Arguments.of("\"time\" > ?", Instant.parse("2025-01-01T00:00:00Z"), 1),
                Arguments.of("\"time\" >= ?", LocalDate.parse("2025-01-01"), 2),
                Arguments.of("\"time\" >= ?", Date.valueOf("2025-01-01"), 2),
                Arguments.of("\"time\" > ?", Timestamp.valueOf("2025-01-01 00:00:00"), 1),
                Arguments.of("CAST(\"time\" AS DATE) = ?", Date.valueOf("2025-06-01"), 1),
                Arguments.of("start_time > ?", 1_735_689_600, 1),
                Arguments.of("start_time > ?", 1_735_689_600.0, 1),
                Arguments.of("CAST(\"time\" AS DATE) = ?", LocalDate.parse("2025-06-01"), 1),
                Arguments.of("CHAR_LENGTH(via) = ?", 5L, 2),
                Arguments.of("CAST(ticket_id AS VARCHAR) = ?", 7, 2));
    }

    @Tag("time-zones")
    @ParameterizedTest
    @MethodSource("rightValues")
    void aValueOfItsTypeIsTaken(String condition, Object value, int events) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(COUNT + condition)) {
            statement.setString(1, "Email");
            statement.setObject(2, value);
            assertEquals(events, count(statement));
        }
    }

    @Test
    void whatIsNotSetIsNamed() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(COUNT + "\"time\" >= ?")) {
            statement.setString(1, "Email");
            assertEquals("parameter 2 of 2 is not set", refusal(statement::executeQuery));
            statement.setNull(2, Types.TIMESTAMP);
            assertEquals(0, count(statement));
            statement.clearParameters();
            assertEquals("parameter 1 of 2 is not set", refusal(statement::execute));
            assertEquals(
                    "there is no parameter 3: the statement has 2",
                    assertThrows(SQLException.class, () -> statement.setLong(3, 1))
                            .getMessage());
        }
        assertEquals(List.of(), sandbox.requests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EXPLAIN PLAN FOR", "-- the plan\nexplain plan for", "/* EXPLAIN */ EXPLAIN PLAN WITH TYPE FOR"})
    void anExplainNeedsNoParameters(String explain) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(explain + " " + COUNT + "start_time >= ?")) {
            String plan = plan(statement);
            assertFalse(plan.isEmpty());
            statement.setLong(2, 1_735_689_600);
            assertEquals(plan, plan(statement));
            statement.clearParameters();
            assertEquals(plan, plan(statement));
            assertEquals(2, statement.getParameterMetaData().getParameterCount());
        }
        assertEquals(List.of(), sandbox.requests());
    }

    @Test
    void aQuestionThatOnlySpeaksOfExplainNeedsThem() throws Exception {
        try (PreparedStatement statement =
                connection.prepareStatement("/* EXPLAIN */ SELECT 'EXPLAIN' AS PLAN FROM ticket_events WHERE id = ?")) {
            assertEquals("parameter 1 of 1 is not set", refusal(statement::executeQuery));
        }
    }

    @Tag("time-zones")
    @ParameterizedTest
    @CsvSource({
        "2025-01-01 00:00:00, TIMESTAMP, 2",
        "2025-01-01T00:00:00.001, TIMESTAMP, 1",
        "2025-03-09 02:30:00, TIMESTAMP, 1",
        "2025-06-01, TIMESTAMP, 1",
        "2025-06-01, DATE, 1",
        "2025-06-02, DATE, 0",
    })
    void aTextGivenWithItsTypeIsTheTimeThatASqlLiteralWouldBe(String text, JDBCType type, int events) throws Exception {
        String condition = "CAST(\"time\" AS " + type + ") >= ?";
        try (PreparedStatement statement = connection.prepareStatement(COUNT + condition)) {
            statement.setObject(1, "Email", Types.VARCHAR);
            statement.setObject(2, text, type.getVendorTypeNumber());
            assertEquals(events, count(statement));
        }
    }

    @Test
    void aTextThatIsNoTimeIsRefused() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(COUNT + "\"time\" >= ?")) {
            assertEquals(
                    "parameter 2 was given 'yesterday' as a TIMESTAMP; write it as 2026-01-31 12:00:00", refusal(() -> {
                        statement.setObject(2, "yesterday", Types.TIMESTAMP);
                        return "";
                    }));
            assertEquals("parameter 2 was given '2025-13-01' as a DATE; write it as 2026-01-31", refusal(() -> {
                statement.setObject(2, "2025-13-01", Types.DATE);
                return "";
            }));
        }
    }

    @Test
    void aBatchIsRefused() throws Exception {
        String refusal = "Statement.addBatch is not supported: a batch is for updates, and TicketSQL's tables are"
                + " read-only; ask with executeQuery, once for each set of parameters";
        try (PreparedStatement statement = connection.prepareStatement(COUNT + "start_time >= ?");
                Statement plain = connection.createStatement()) {
            statement.setString(1, "Email");
            statement.setLong(2, 0);
            assertEquals(
                    "Prepared" + refusal,
                    assertThrows(SQLException.class, statement::addBatch).getMessage());
            assertEquals(
                    refusal,
                    assertThrows(SQLException.class, () -> plain.addBatch("SELECT 1"))
                            .getMessage());
            assertArrayEquals(new int[0], statement.executeBatch());
        }
    }

    @Test
    void statementsOfOneConnectionRunAtOnceEachWithItsOwnParameters() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Long>> questions = IntStream.range(0, 40)
                    .<Callable<Long>>mapToObj(question -> () -> {
                        try (PreparedStatement statement = connection.prepareStatement(COUNT + "start_time > ?")) {
                            statement.setString(1, question % 2 == 0 ? "Email" : "Rule");
                            statement.setLong(2, question % 4 < 2 ? 0 : 1_735_689_600);
                            return count(statement);
                        }
                    })
                    .toList();
            List<Future<Long>> answers = threads.invokeAll(questions);
            for (int question = 0; question < answers.size(); question++) {
                assertEquals(question % 4 == 0 ? 2 : 1, answers.get(question).get(), "question " + question);
            }
        } finally {
            threads.shutdownNow();
        }
        assertTrue(sandbox.requests().size() <= 2, sandbox.requests()::toString);
    }

    private static String refusal(Callable<?> call) {
        return String.valueOf(assertThrows(SQLException.class, call::call).getMessage());
    }

    private static String plan(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            assertTrue(result.next());
            return result.getString(1);
        }
    }

    private static long count(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            assertTrue(result.next());
            return result.getLong(1);
        }
    }
}
