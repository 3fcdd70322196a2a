package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Option {@code onBadEvent}: items of a page without a usable id or instant, from the server's JSON to SQL. */
final class BadEventsTest {

    private static final long SEC = 1_700_000_000;
    private static final String WHERE = " WHERE start_time >= " + SEC + " AND start_time < " + (SEC + 100);
    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events" + WHERE;

    /** Ten events, and between them three that are none. */
    private static final List<SandboxEvent> SERVED = served(
            "{\"ticket_id\":4711,\"timestamp\":1700000003}",
            "{\"id\":77,\"ticket_id\":\"x\",\"created_at\":\"yesterday\"}",
            "null");

    private static final String WARNING = "the answer is without 3 events that have no usable id or instant, the first:"
            + " $.ticket_events[4] has no id; SELECT * FROM rejected_events shows what came instead";

    @TempDir
    private Path directory;

    @AutoClose
    private final Sandbox sandbox = Sandboxes.serving(SERVED, InstantSource.system());

    private static List<SandboxEvent> served(String... bad) {
        List<SandboxEvent> events = new ArrayList<>(Sandboxes.eventPerSecond(SEC, 10));
        for (int i = 0; i < bad.length; i++) {
            events.add(4 + 2 * i, new SandboxEvent(SEC + 3 + i, bad[i]));
        }
        return events;
    }

    private SqlClient client(String onBadEvent) throws SQLException {
        return SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString(), "onBadEvent", onBadEvent);
    }

    @Test
    void theyFailAStatementThatSaysWhatToDo() throws Exception {
        try (SqlClient client = client("")) {
            String message = String.valueOf(
                    assertThrows(SQLException.class, () -> client.rows(COUNT)).getMessage());
            assertTrue(message.contains(", but $.ticket_events[4] has no id: {"), message);
            assertTrue(
                    message.endsWith(
                            "Tell Zendesk, or give option onBadEvent the value skip, which keeps such events aside"
                                    + " in table rejected_events and reads on"),
                    message);
        }
        assertEquals(1, sandbox.requests().size());
    }

    @Test
    void skippedTheyAreRowsOfTheirOwnTableAndTheEventsAroundThemAreAllThere() throws Exception {
        try (SqlClient client = client("skip")) {
            assertEquals(10, client.number(COUNT));
            String page = client.rows("SELECT start_time FROM api_requests ORDER BY \"time\" DESC LIMIT 1")
                    .get(0);
            assertEquals(
                    List.of(
                            "2023-11-14 22:13:23|1700000003|" + page + "|4|4711|$.ticket_events[4] has no id"
                                    + "|{\"ticket_id\":4711,\"timestamp\":1700000003}",
                            "2023-11-14 22:13:24|1700000004|" + page
                                    + "|6|null|$.ticket_events[6].created_at should be an instant as"
                                    + " 2026-01-31T12:00:00Z, is the string \"yesterday\""
                                    + "|{\"id\":77,\"ticket_id\":\"x\",\"created_at\":\"yesterday\"}",
                            "2023-11-14 22:13:25|1700000005|" + page
                                    + "|8|null|$.ticket_events[8] should be an object, is null|null"),
                    client.rows("SELECT * FROM rejected_events" + WHERE + " ORDER BY position"));
            assertEquals(
                    List.of("4|4711"),
                    client.rows("SELECT position, JSON_VALUE(event, '$.ticket_id') FROM rejected_events WHERE \"time\""
                            + " = TIMESTAMP '2023-11-14 22:13:23'"));
        }
        assertEquals(1, sandbox.requests().size());
    }

    @Test
    void everyStatementOverTheirSecondsIsWarnedAndNoOther() throws Exception {
        try (SqlClient client = client("skip")) {
            assertEquals(List.of(WARNING), warnings(client, COUNT));
            assertEquals(List.of(WARNING), warnings(client, COUNT), "from the mirror");
            assertEquals(List.of(WARNING), warnings(client, "SELECT * FROM ticket_field_changes" + WHERE));
            assertEquals(
                    List.of(), warnings(client, "SELECT COUNT(*) FROM ticket_events WHERE start_time = " + (SEC + 6)));
            assertEquals(List.of(), warnings(client, "SELECT * FROM rejected_events" + WHERE));
        }
    }

    @Test
    void withoutTheOptionAMirrorThatHasThemAnswersAndWarnsAlike() throws Exception {
        try (SqlClient client = client("skip")) {
            client.number(COUNT);
        }
        try (SqlClient client = client("fail")) {
            assertEquals(List.of(WARNING), warnings(client, COUNT));
            assertEquals(10, client.number(COUNT));
        }
        assertEquals(1, sandbox.requests().size());
    }

    @Test
    void theirSecondsAreShownAsIncomplete() throws Exception {
        try (SqlClient client = client("skip")) {
            client.number(COUNT);
            assertEquals(3, client.number("SELECT SUM(rejected) FROM mirror_windows"));
            assertEquals(3, explained(client, COUNT));
            assertEquals(
                    1,
                    explained(
                            client,
                            "SELECT * FROM ticket_comments WHERE start_time BETWEEN " + SEC + " AND " + (SEC + 3)));
            assertEquals(0, explained(client, "SELECT * FROM ticket_comments WHERE start_time = " + (SEC + 9)));
        }
    }

    /** The number that EXPLAIN names; 0 if it names none. */
    private static int explained(SqlClient client, String sql) throws SQLException {
        String plan = String.join("\n", client.rows("EXPLAIN PLAN FOR " + sql));
        if (!plan.contains(", rejected=")) {
            assertTrue(plan.contains("EventScan(window="), plan);
            return 0;
        }
        return Integer.parseInt(plan.replaceAll("(?s).*, requests=0, rejected=(\\d+), table=.*", "$1"));
    }

    @Test
    void aPageOfBrokenJsonStaysAnError() throws Exception {
        sandbox.inject(Fault.answer(200, "application/json", "{\"ticket_events\":[{\"id\":1,]"));
        try (SqlClient client = client("skip")) {
            assertThrows(SQLException.class, () -> client.rows(COUNT));
            assertEquals(10, client.number(COUNT));
        }
    }

    @Test
    void anAttemptThatBreaksOffLeavesNoneBehind() throws Exception {
        sandbox.inject(Fault.truncatedJson(300));
        try (SqlClient client = client("skip")) {
            assertEquals(10, client.number(COUNT));
            assertEquals(3, client.number("SELECT COUNT(*) FROM rejected_events" + WHERE));
        }
    }

    @Test
    void aParameterRestrictsThemAsItDoesEvents() throws Exception {
        try (SqlClient client = client("skip");
                PreparedStatement statement = client.connection()
                        .prepareStatement("SELECT COUNT(*) FROM rejected_events WHERE start_time >= ? AND start_time <"
                                + " 1700000100")) {
            statement.setLong(1, SEC + 4);
            try (ResultSet row = statement.executeQuery()) {
                assertTrue(row.next());
                assertEquals(2, row.getLong(1));
            }
        }
        assertEquals(SEC + 4, sandbox.requests().get(0).received().startSec().orElseThrow());
    }

    @Test
    void anyOtherValueIsRefused() {
        String message =
                assertThrows(SQLException.class, () -> client("ignore")).getMessage();
        assertEquals("option onBadEvent is 'ignore', must be fail or skip", message);
    }

    private static List<String> warnings(SqlClient client, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = client.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
            for (SQLWarning it = statement.getWarnings(); it != null; it = it.getNextWarning()) {
                found.add(it.getMessage());
            }
        }
        return found;
    }
}
