package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.ServedRequest;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.LastingPorts;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What questions cost: three years of a help desk, asked through the driver, every request counted at the server. The
 * answers are counted from the pages themselves, and once by HSQLDB.
 */
public final class RequestsTest {

    private static final long FEBRUARY = Instant.parse("2025-02-01T00:00:00Z").getEpochSecond();
    private static final long MARCH = Instant.parse("2025-03-01T00:00:00Z").getEpochSecond();
    private static final long MAY = Instant.parse("2025-05-01T00:00:00Z").getEpochSecond();
    private static final long JUNE = Instant.parse("2025-06-01T00:00:00Z").getEpochSecond();
    private static final long JULY = Instant.parse("2025-07-01T00:00:00Z").getEpochSecond();
    private static final long AUGUST = Instant.parse("2025-08-01T00:00:00Z").getEpochSecond();

    private final Sandbox sandbox = Sandboxes.until2026(120_000, 7);

    @TempDir
    private Path directory;

    private SqlClient client;
    private int askedBefore;

    @BeforeEach
    void connect() throws SQLException {
        client = SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString());
    }

    @AfterEach
    void close() throws SQLException {
        client.close();
        sandbox.close();
    }

    @Test
    void aMonthCostsItsPagesAndThenNothingAndAWiderWindowTheDifference() throws Exception {
        PagingRules rules = PagingRules.of(sandbox.baseUrl());
        requests();
        PagingRules.Walk june = rules.walk(JUNE, JULY);
        assertTrue(june.pages() >= 3, "a month of " + june.pages() + " pages shows nothing");

        assertEquals(rules.events(JUNE, JULY), count(JUNE, JULY));
        assertEquals(june.pages(), requests());

        assertEquals(rules.events(JUNE, JULY), count(JUNE, JULY));
        assertEquals(0, requests());

        assertEquals(rules.events(MAY, AUGUST), count(MAY, AUGUST));
        assertEquals(
                rules.walk(MAY, JUNE).pages()
                        + rules.walk(june.endSec(), AUGUST).pages(),
                requests());

        assertEquals(rules.events(MAY, JULY), count(MAY, JULY));
        assertEquals(0, requests());

        try (Hsqldb hsqldb = Hsqldb.ofServer(sandbox.baseUrl())) {
            hsqldb.agrees(client.connection(), countOf(JUNE, JULY));
            hsqldb.agrees(client.connection(), countOf(MAY, AUGUST));
        }
    }

    @Test
    void whatOneConnectionFetchedNoOtherAsksForAgain() throws Exception {
        long events = count(JUNE, JULY);
        assertTrue(requests() > 0);

        try (SqlClient other = SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString())) {
            assertEquals(events, other.number(countOf(JUNE, JULY)));
        }
        assertEquals(0, requests());
    }

    @Test
    void noRequestGoesBeyondTheWindow() throws Exception {
        count(JUNE, JULY);

        assertTrue(sandbox.requests().stream()
                .mapToLong(request -> request.startSec().orElseThrow())
                .allMatch(startSec -> startSec >= JUNE && startSec < JULY));
    }

    @Test
    void aQuestionThatCannotHaveRowsCostsNothing() throws Exception {
        assertEquals(0, client.rows("SELECT * FROM ticket_events WHERE 1 = 0").size());
        assertEquals(0, client.rows("SELECT * FROM ticket_events LIMIT 0").size());
        assertEquals(
                0,
                client.rows("SELECT * FROM ticket_events WHERE \"time\" < TIMESTAMP '2025-01-01 00:00:00'"
                                + " AND \"time\" > TIMESTAMP '2025-01-01 00:00:00'")
                        .size());
        assertEquals(
                0,
                client.rows("SELECT * FROM ticket_events WHERE start_time > 4102444800")
                        .size());
        assertEquals(0, requests());
    }

    @Test
    void lookingAtTheSchemaCostsNothing() throws Exception {
        DatabaseMetaData metadata = client.connection().getMetaData();
        assertTrue(RowTexts.asWritten(metadata.getSchemas()).toString().contains("zendesk"));
        assertEquals(1, RowTexts.asWritten(metadata.getCatalogs()).size());
        assertTrue(RowTexts.asWritten(metadata.getTableTypes()).contains("TABLE"));
        assertTrue(RowTexts.asWritten(metadata.getTypeInfo()).toString().contains("BIGINT"));
        List<String> tables = RowTexts.asWritten(metadata.getTables(null, "zendesk", "%", null)).stream()
                .map(table -> table.split("\\|", -1)[2])
                .toList();
        assertTrue(tables.containsAll(List.of("ticket_events", "ticket_field_changes", "ticket_comments")));
        assertEquals(
                17,
                RowTexts.asWritten(metadata.getColumns(null, "zendesk", "ticket_events", "%"))
                        .size());
        for (String table : tables) {
            RowTexts.asWritten(metadata.getColumns(null, "zendesk", table, "%"));
            RowTexts.asWritten(metadata.getPrimaryKeys(null, "zendesk", table));
            RowTexts.asWritten(metadata.getIndexInfo(null, "zendesk", table, false, true));
            RowTexts.asWritten(metadata.getImportedKeys(null, "zendesk", table));
            RowTexts.asWritten(metadata.getExportedKeys(null, "zendesk", table));
            RowTexts.asWritten(metadata.getBestRowIdentifier(null, "zendesk", table, 0, true));
        }
        RowTexts.asWritten(metadata.getFunctions(null, "zendesk", "%"));
        RowTexts.asWritten(metadata.getProcedures(null, "zendesk", "%"));
        assertEquals(0, requests());
    }

    @Test
    void preparingAStatementAndLookingAtItCostsNothing() throws Exception {
        assertTrue(client.rows("EXPLAIN PLAN FOR SELECT COUNT(*) FROM ticket_events")
                .get(0)
                .contains("ticket_events"));
        for (String sql : List.of(
                "SELECT * FROM ticket_events",
                "SELECT id, via FROM ticket_events WHERE \"time\" >= ? AND id <> ? ORDER BY \"time\" DESC LIMIT 7",
                "SELECT field, COUNT(*) FROM ticket_field_changes WHERE start_time > ? GROUP BY field",
                "EXPLAIN PLAN FOR SELECT * FROM ticket_events WHERE start_time > ?")) {
            try (PreparedStatement statement = client.connection().prepareStatement(sql)) {
                assertTrue(statement.getMetaData().getColumnCount() > 0);
                statement.getMetaData().getColumnTypeName(1);
                int parameters = statement.getParameterMetaData().getParameterCount();
                assertEquals(sql.chars().filter(letter -> letter == '?').count(), parameters, sql);
                for (int parameter = 1; parameter <= parameters; parameter++) {
                    statement.getParameterMetaData().getParameterTypeName(parameter);
                }
            }
        }
        assertEquals(0, requests());
    }

    @Test
    void preparingCostsNothingAndEveryExecutionOnlyItsOwnWindow() throws Exception {
        PagingRules rules = PagingRules.of(sandbox.baseUrl());
        requests();
        try (PreparedStatement statement = client.connection()
                .prepareStatement("SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= ? AND \"time\" < ?")) {
            assertEquals(2, statement.getParameterMetaData().getParameterCount());
            assertEquals(0, requests());

            assertEquals(rules.events(JUNE, JULY), count(statement, JUNE, JULY));
            PagingRules.Walk june = rules.walk(JUNE, JULY);
            assertEquals(june.pages(), requests());

            assertEquals(rules.events(JULY, AUGUST), count(statement, JULY, AUGUST));
            assertEquals(rules.walk(june.endSec(), AUGUST).pages(), requests());
        }
    }

    @Test
    void aStatementThatMayNotAskThatOftenFailsAndKeepsWhatItHas() throws Exception {
        try (SqlClient thrifty = SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString(), "maxRequests", "2")) {
            SQLException refused = assertThrows(SQLException.class, () -> thrifty.number(countOf(JUNE, JULY)));
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .contains("the statement would make more than maxRequests=2 requests: 2 were made and their"
                                    + " events are kept"),
                    refused::getMessage);
        }
        assertEquals(2, requests());

        count(JUNE, JULY);
        assertEquals(rulesWithoutCounting().walk(JUNE, JULY).pages() - 2, requests());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT id FROM ticket_events WHERE %s | which takes about
            SELECT id FROM ticket_events WHERE UPPER(via) = 'CHAT' AND %s ORDER BY "time" | which takes about
            SELECT id FROM ticket_events WHERE UPPER(via) = 'NONE' AND %s LIMIT 3 | which takes at most about
            SELECT id FROM ticket_events WHERE UPPER(via) = 'NONE' AND %s ORDER BY "time" DESC LIMIT 3 | which takes at most about
            """)
    void oneThatIsReadPageByPageIsToldWhatAllOfItWouldTake(String sql, String price) throws Exception {
        count(FEBRUARY, MARCH);
        requests();
        try (SqlClient thrifty = SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString(), "maxRequests", "2")) {
            String question = sql.formatted(
                    "\"time\" >= TIMESTAMP '2025-03-01 00:00:00'" + " AND \"time\" < TIMESTAMP '2025-07-01 00:00:00'");
            String refused = String.valueOf(assertThrows(SQLException.class, () -> thrifty.rows(question))
                    .getMessage());
            assertTrue(refused.contains("2 were made and their events are kept"), refused);
            Matcher told = Pattern.compile(price + " (\\d+) requests").matcher(refused);
            assertTrue(told.find() && Integer.parseInt(told.group(1)) >= 5, refused);
        }
        assertEquals(2, requests());
    }

    @Test
    void whatAQuestionCostsIsSaidBeforeItIsAsked() throws Exception {
        count(JUNE, JULY);
        requests();
        assertEquals("DuckDbStatement(price=[requests=0])", price("", countOf(JUNE, JULY)));

        String told = price("", countOf(FEBRUARY, JULY));
        assertEquals(0, requests());
        count(FEBRUARY, JULY);
        int cost = requests();
        assertTrue(cost >= 12, () -> "four months of " + cost + " pages show nothing");
        int expected = Integer.parseInt(told.replaceFirst(".*requests=(\\d+), no rate limit known.*", "$1"));
        assertEquals(cost, expected, cost * 0.25, told);
    }

    @Test
    void thePaceOfThePriceIsTheOptionsAndTheServers() throws Exception {
        String question = countOf(MAY, AUGUST);
        assertEquals("DuckDbStatement(price=[requests=?, at 4 requests a minute])", price("4", question));
        try (Sandbox limited = Sandbox.start(
                        SandboxOptions.defaults(InstantSource.system())
                                .withPort(LastingPorts.next())
                                .withEventCount(2_000)
                                .withRequestsPerMinute(30),
                        InstantSource.system());
                SqlClient asking = SqlClient.to(limited.baseUrl(), "mirror", "none")) {
            String whole = "EXPLAIN PLAN FOR SELECT COUNT(*) FROM ticket_events";
            assertTrue(asking.rows(whole).get(0).contains("(price=[requests=?, no rate limit known])"));
            asking.rows("SELECT COUNT(*) FROM ticket_events WHERE \"time\" < TIMESTAMP '2000-01-01 00:00:00'");
            String plan = asking.rows(whole).get(0);
            assertTrue(plan.contains(" at 30 requests a minute])"), plan);
        }
    }

    /** The first line of the plan. */
    private String price(String requestsPerMinute, String sql) throws SQLException {
        try (SqlClient other = SqlClient.to(
                sandbox.baseUrl(), "mirror", directory.toString(), "requestsPerMinute", requestsPerMinute)) {
            return other.rows("EXPLAIN PLAN FOR " + sql)
                    .get(0)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private PagingRules rulesWithoutCounting() throws IOException {
        int before = sandbox.requests().size();
        PagingRules rules = PagingRules.of(sandbox.baseUrl());
        askedBefore += sandbox.requests().size() - before;
        return rules;
    }

    private long count(long fromSec, long toSec) throws SQLException {
        return client.number(countOf(fromSec, toSec));
    }

    private static String countOf(long fromSec, long toSec) {
        return "SELECT COUNT(*) FROM ticket_events WHERE start_time >= " + fromSec + " AND start_time < " + toSec;
    }

    private static long count(PreparedStatement statement, long fromSec, long toSec) throws SQLException {
        statement.setTimestamp(1, Timestamp.from(Instant.ofEpochSecond(fromSec)));
        statement.setTimestamp(2, Timestamp.from(Instant.ofEpochSecond(toSec)));
        try (ResultSet result = statement.executeQuery()) {
            return Long.parseLong(RowTexts.asWritten(result).get(0));
        }
    }

    /** Requests for pages since this was last asked. */
    private int requests() {
        int asked =
                (int) sandbox.requests().stream().filter(RequestsTest::isPage).count();
        int since = asked - askedBefore;
        askedBefore = asked;
        return since;
    }

    private static boolean isPage(ServedRequest request) {
        return request.asked().isExport();
    }
}
