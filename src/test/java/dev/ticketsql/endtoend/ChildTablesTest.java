package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables of child events over a server: the same as {@code child_events} says, restricted and pushed down as the events
 * are, at the price of the events.
 */
final class ChildTablesTest {

    private static final String DECEMBER =
            "\"time\" >= TIMESTAMP '2025-12-01 00:00:00' AND \"time\" < TIMESTAMP '2026-01-01 00:00:00'";

    @AutoClose
    private final Sandbox sandbox = Sandboxes.until2026(20_000, 11);

    @TempDir
    private Path directory;

    @Test
    void theTablesSayWhatChildEventsSay() throws Exception {
        try (SqlClient client = connect("true")) {
            // Counted in the JSON itself, once for each kind of child.
            String children =
                    "FROM ticket_events, UNNEST(JSON_QUERY(child_events, '$[*].event_type' RETURNING VARCHAR ARRAY))"
                            + " AS children(kind) WHERE " + DECEMBER;
            long comments = client.number("SELECT COUNT(*) " + children + " AND kind IN ('Comment', 'VoiceComment')");
            long changes = client.number("SELECT COUNT(*) " + children + " AND kind IN ('Create', 'Change')");
            assertTrue(comments > 50 && changes > 500, comments + " and " + changes + " show nothing");

            assertEquals(comments, client.number("SELECT COUNT(*) FROM ticket_comments WHERE " + DECEMBER));
            assertEquals(changes, client.number("SELECT COUNT(*) FROM ticket_field_changes WHERE " + DECEMBER));
            // HSQLDB has no functions on JSON, but the tables.
            try (Hsqldb hsqldb = Hsqldb.ofServer(sandbox.baseUrl())) {
                for (String table : List.of("ticket_comments", "ticket_field_changes", "ticket_child_events")) {
                    hsqldb.agrees(
                            client.connection(),
                            "SELECT ticket_id, COUNT(*) FROM " + table + " WHERE " + DECEMBER
                                    + " GROUP BY ticket_id ORDER BY COUNT(*) DESC, ticket_id");
                }
            }
            assertEquals(
                    client.rows("SELECT JSON_VALUE(child_events, '$[0].body'), id FROM ticket_events WHERE " + DECEMBER
                            + " AND JSON_VALUE(child_events, '$[0].event_type') = 'Comment' ORDER BY id"),
                    client.rows("SELECT c.body, c.event_id FROM ticket_comments c JOIN ticket_events e ON e.id ="
                            + " c.event_id AND e.start_time = c.start_time WHERE c."
                            + DECEMBER.replace("AND ", "AND c.")
                            + " AND JSON_VALUE(e.child_events, '$[0].id') = CAST(c.comment_id AS VARCHAR) AND c.type = 'Comment'"
                            + " ORDER BY c.event_id"));
        }
    }

    @Test
    void aWindowCostsTheSamePagesWhicheverTableIsAskedAndTheOthersNothingMore() throws Exception {
        try (SqlClient client = connect("false")) {
            client.number("SELECT COUNT(*) FROM ticket_comments WHERE " + DECEMBER);
            int pages = sandbox.requests().size();
            assertEquals(
                    PagingRules.of(sandbox.baseUrl())
                            .walk(1_764_547_200, 1_767_225_600)
                            .pages(),
                    pages);
        }
        try (Hsqldb hsqldb = Hsqldb.ofServer(sandbox.baseUrl());
                SqlClient client = connect("false")) {
            int asked = sandbox.requests().size();
            for (String table :
                    List.of("ticket_events", "ticket_field_changes", "ticket_comments", "ticket_child_events")) {
                String count = "SELECT COUNT(*) FROM " + table + " WHERE " + DECEMBER;
                assertTrue(client.number(count) > 0, table);
                hsqldb.agrees(client.connection(), count);
            }
            String orphans = "SELECT COUNT(*) FROM ticket_field_changes f WHERE " + DECEMBER
                    + " AND NOT EXISTS (SELECT * FROM ticket_events e WHERE e.id = f.event_id AND e.start_time ="
                    + " f.start_time AND e.ticket_id = f.ticket_id AND e.updater_id = f.updater_id AND "
                    + "e." + DECEMBER.replace("AND ", "AND e.") + ")";
            assertEquals(List.of("0"), client.rows(orphans));
            hsqldb.agrees(client.connection(), orphans);
            assertEquals(asked, sandbox.requests().size());
        }
    }

    @Test
    void whatIsAskedOfThemIsDoneInTheEngineInTheWindow() throws Exception {
        try (SqlClient client = connect("false")) {
            String plan = String.join(
                    "\n",
                    client.rows("EXPLAIN PLAN FOR SELECT c.ticket_id, COUNT(*) FROM ticket_comments c JOIN"
                            + " ticket_field_changes f ON f.event_id = c.event_id AND f.start_time = c.start_time"
                            + " WHERE c.start_time >= 1764547200 AND c.is_public AND f.field = 'status'"
                            + " GROUP BY c.ticket_id"));
            assertTrue(plan.startsWith("DuckDbStatement"), plan);
            assertEquals(2, plan.split("window=\\[2025-12-01T00:00:00Z, ", -1).length - 1, plan);
        }
        assertEquals(0, sandbox.requests().size());
    }

    @Test
    void withoutTheSideloadOnlyPublicOrNotIsKnown() throws Exception {
        String known = "SELECT COUNT(is_public), COUNT(author_id), COUNT(body), COUNT(html_body), COUNT(plain_body),"
                + " COUNT(attachments), COUNT(created_at) FROM ticket_comments WHERE type = 'Comment' AND " + DECEMBER;
        try (SqlClient without = connect("false");
                SqlClient with = connect("true")) {
            long comments =
                    without.number("SELECT COUNT(*) FROM ticket_comments WHERE type = 'Comment' AND " + DECEMBER);
            assertEquals(List.of(comments + "|0|0|0|0|0|0"), without.rows(known));
            assertEquals(List.of(("|" + comments).repeat(7).substring(1)), with.rows(known), "with whole comments");
            assertEquals(
                    without.rows("SELECT is_public, COUNT(*) FROM ticket_comments GROUP BY is_public ORDER BY 1"),
                    with.rows("SELECT is_public, COUNT(*) FROM ticket_comments GROUP BY is_public ORDER BY 1"));
            try (Hsqldb hsqldb = Hsqldb.ofServer(sandbox.baseUrl())) {
                hsqldb.agrees(without.connection(), known);
                hsqldb.agrees(with.connection(), "SELECT is_public, COUNT(*) FROM ticket_comments GROUP BY is_public");
            }
        }
    }

    @Test
    void theViewsAnswerOverAServerToo() throws Exception {
        try (SqlClient client = connect("false")) {
            long tickets = client.number("SELECT COUNT(DISTINCT ticket_id) FROM ticket_field_changes");
            assertEquals(tickets, client.number("SELECT COUNT(*) FROM ticket_status_intervals WHERE ended_at IS NULL"));
            assertEquals(
                    client.number("SELECT COUNT(*) FROM ticket_field_changes WHERE field = 'status'"),
                    client.number("SELECT COUNT(*) FROM ticket_status_intervals"));
            assertEquals(
                    client.number("SELECT COUNT(*) FROM ticket_events WHERE type = 'breach' AND"
                            + " JSON_VALUE(other, '$.deleted') = 'false'"),
                    client.number("SELECT COUNT(*) FROM sla_breaches WHERE seconds > 0 AND policy LIKE '%support'"));
            assertTrue(client.number("SELECT COUNT(*) FROM ticket_first_replies WHERE seconds > 0") > tickets / 2);
            assertTrue(client.number("SELECT COUNT(*) FROM ticket_reopens") > 0);
            assertTrue(client.number("SELECT COUNT(*) FROM ticket_reassignments") > 0);
            try (Hsqldb hsqldb = Hsqldb.ofServer(sandbox.baseUrl());
                    SqlClient nameless =
                            SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString(), "references", "false")) {
                hsqldb.addReadyViews();
                for (String view : List.of("ticket_reopens", "ticket_reassignments")) {
                    hsqldb.agrees(nameless.connection(), "SELECT * FROM " + view);
                }
            }
        }
    }

    private SqlClient connect(String comments) throws SQLException {
        return SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString(), "comments", comments);
    }
}
