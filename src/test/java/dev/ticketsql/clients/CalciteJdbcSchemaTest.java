package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.RowTexts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calcite's own JDBC schema over our driver: a program that writes SQL for us from what the metadata says. */
@Tag("clients")
final class CalciteJdbcSchemaTest {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("lex", "MYSQL_ANSI");
        connection = DriverManager.getConnection("jdbc:calcite:", properties);
        CalciteConnection calcite = connection.unwrap(CalciteConnection.class);
        SchemaPlus root = calcite.getRootSchema();
        root.add("desk", JdbcSchema.create(root, "desk", DESK.dataSource(), null, "zendesk"));
        calcite.setSchema("desk");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return RowTexts.asWritten(rows);
        }
    }

    @Test
    void rowsAreTheEvents() throws SQLException {
        assertEquals(
                DESK.events().stream()
                        .map(event ->
                                event.id() + "|" + event.timestamp().toString().replace(".0", "") + "|" + event.via())
                        .toList(),
                rows("SELECT id, \"time\", via FROM ticket_events ORDER BY \"time\""));
    }

    @Test
    void daysAreCounted() throws SQLException {
        List<String> expected = new ArrayList<>();
        DESK.countByDay().forEach((day, count) -> expected.add(day + "|" + count));
        assertEquals(
                expected,
                rows("SELECT CAST(\"time\" AS DATE) AS d, COUNT(*) FROM ticket_events WHERE \"time\" >= TIMESTAMP"
                        + " '2025-03-08 00:00:00' AND \"time\" < TIMESTAMP '2025-04-02 00:00:00'"
                        + " GROUP BY CAST(\"time\" AS DATE) ORDER BY d"));
    }

    /** A plan without the sort asks our driver for rows in an order, and trusts what we say of nulls. */
    @Test
    void nullsAreWhereCalcitePutsThem() throws SQLException {
        Comparator<String> byCodePoint = Comparator.naturalOrder();
        List<String> channels = Stream.concat(
                        DESK.events().stream()
                                .map(event -> event.viaOr(""))
                                .filter(via -> !via.isEmpty())
                                .distinct()
                                .sorted(byCodePoint),
                        Stream.of("null"))
                .toList();
        List<String> descending = new ArrayList<>(channels);
        Collections.reverse(descending);
        assertEquals(channels, rows("SELECT DISTINCT via FROM ticket_events ORDER BY via"));
        assertEquals(descending, rows("SELECT DISTINCT via FROM ticket_events ORDER BY via DESC"));
        List<String> first = new ArrayList<>(channels.subList(0, channels.size() - 1));
        first.add(0, "null");
        assertEquals(first, rows("SELECT DISTINCT via FROM ticket_events ORDER BY via NULLS FIRST"));
        List<String> last = new ArrayList<>(descending.subList(1, descending.size()));
        last.add("null");
        assertEquals(last, rows("SELECT DISTINCT via FROM ticket_events ORDER BY via DESC NULLS LAST"));
    }

    @Test
    void conditionsAndJoinsAreAnswered() throws SQLException {
        TreeMap<Long, Long> counts = DESK.events(event -> event.viaOr("").equals("Email")).stream()
                .collect(Collectors.groupingBy(event -> event.ticketId(), TreeMap::new, Collectors.counting()));
        List<String> expected = new ArrayList<>();
        counts.forEach((ticket, count) -> expected.add(ticket + "|ticket " + ticket + "|" + count));
        assertEquals(
                expected.subList(0, 2),
                rows(
                        "SELECT e.ticket_id, t.name, COUNT(*) FROM ticket_events e JOIN (VALUES (CAST(1 AS BIGINT), 'ticket"
                                + " 1'), (2, 'ticket 2')) AS t (id, name) ON t.id = e.ticket_id WHERE e.via = 'Email'"
                                + " GROUP BY e.ticket_id, t.name ORDER BY e.ticket_id"));
    }

    @Test
    void aParameterIsANumber() throws SQLException {
        Instant from = Instant.parse("2025-03-20T00:00:00Z");
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COUNT(*) FROM ticket_events WHERE start_time >= ?")) {
            statement.setLong(1, from.getEpochSecond());
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(
                        DESK.events(event -> !event.instant().isBefore(from)).size(), rows.getInt(1));
            }
        }
    }

    /** Calcite hands on the number that a timestamp is inside it. */
    @Test
    void aParameterThatIsATimestampIsRefusedInASentence() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= ?")) {
            statement.setTimestamp(1, Timestamp.valueOf("2025-03-20 00:00:00"));
            SQLException refused = assertThrows(SQLException.class, statement::executeQuery);
            List<String> causes = Stream.iterate((Throwable) refused, Objects::nonNull, Throwable::getCause)
                    .map(Throwable::toString)
                    .toList();
            assertTrue(causes.get(causes.size() - 1).contains("parameter 1 is of type TIMESTAMP"), causes::toString);
        }
    }

    @Test
    void theWholeQuestionIsAskedOfUs() throws SQLException {
        List<String> plan =
                rows("EXPLAIN PLAN FOR SELECT via, COUNT(*) FROM ticket_events WHERE ticket_id = 3 GROUP BY via");
        assertTrue(plan.get(0).contains("JdbcAggregate"), plan::toString);
        assertTrue(plan.get(0).contains("JdbcFilter"), plan::toString);
    }
}
