package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.ServedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What questions cost: three years of a help desk, asked through the driver, every request counted at the server. */
final class RequestsTest {

    private static final long MAY = Instant.parse("2025-05-01T00:00:00Z").getEpochSecond();
    private static final long JUNE = Instant.parse("2025-06-01T00:00:00Z").getEpochSecond();
    private static final long JULY = Instant.parse("2025-07-01T00:00:00Z").getEpochSecond();
    private static final long AUGUST = Instant.parse("2025-08-01T00:00:00Z").getEpochSecond();

    private final Sandbox sandbox = Sandbox.start(
            SandboxOptions.defaults(InstantSource.system())
                    .withEventCount(120_000)
                    .withSeed(7)
                    .withEnd(Instant.parse("2026-01-01T00:00:00Z")),
            InstantSource.system());

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
        try (ResultSet tables = client.connection().getMetaData().getTables(null, "zendesk", "%", null)) {
            assertTrue(tables.next());
        }
        try (ResultSet columns = client.connection().getMetaData().getColumns(null, "zendesk", "ticket_events", "%")) {
            assertEquals(17, SqlClient.rows(columns).size());
        }
        assertTrue(client.rows("EXPLAIN PLAN FOR SELECT COUNT(*) FROM ticket_events")
                .get(0)
                .contains("ticket_events"));
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
            return Long.parseLong(SqlClient.rows(result).get(0));
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
