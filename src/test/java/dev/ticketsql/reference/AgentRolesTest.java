package dev.ticketsql.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.ReferenceDesk;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.TestAccount;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Staff and former staff as agents in the views: on ticket 5 a customer (900) asks, an agent who only replies (7) does
 * so, then one who was assigned (8), and who is no agent any more (9) writes a note and replies.
 */
final class AgentRolesTest {

    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();

    private static final String AGENTS = "SELECT user_id, first_acted_at, name, role FROM ticket_agents ORDER BY 1";
    private static final String ROLES = "SELECT author_id, author_role FROM ticket_messages ORDER BY start_time";
    private static final String REPLIES = "SELECT seconds, agent_id, agent_name FROM ticket_first_replies";

    private final ReferenceDesk desk = new ReferenceDesk()
            .person(7, "Ann", "agent")
            .person(8, "Bob", "admin")
            .person(9, "Cem", "end-user")
            .person(900, "Dora", "end-user")
            .put("ticket_fields", 1, "title", "Assignee", "type", "assignee");

    private final SettableClock clock = new SettableClock(TestAccount.NOW);

    @TempDir
    private Path directory;

    private TestAccount account;

    @BeforeEach
    void open() {
        List<TicketEvent> events = List.of(
                audit(1, 0, 900, List.of(change("Create", "requester_id", "900")), List.of(comment(true))),
                audit(2, 60, 7, List.of(), List.of(comment(true))),
                audit(3, 120, 8, List.of(change("Change", "assignee_id", "8")), List.of(comment(true))),
                audit(4, 180, 9, List.of(), List.of(comment(false), comment(true))));
        account = TestAccount.named(PagedEvents.of(events, clock), desk, clock, directory);
    }

    private static TicketEvent audit(
            long id, int afterNoon, long updater, List<FieldChange> changes, List<TicketComment> comments) {
        return EventBuilder.audit(id, NOON + afterNoon, 5, "Web form")
                .by(updater)
                .children(changes, comments)
                .build();
    }

    private static FieldChange change(String eventType, String field, String value) {
        return new FieldChange(null, eventType, field, value, null, null, null, null, 0, null);
    }

    private static TicketComment comment(boolean isPublic) {
        return new TicketComment(
                isPublic ? 2L : 1L, null, isPublic, null, null, null, null, null, null, "Comment", null, 0, null);
    }

    @AfterEach
    void close() throws Exception {
        account.close();
    }

    @Test
    void staffAreAgentsAlsoWhoNeverActedAsOneAndSoIsWhoActedAsOneAndIsNoneAnyMore() throws Exception {
        account.sql(AGENTS)
                .returns(
                        "7, null, Ann, agent",
                        "8, 2026-03-01 12:02:00, Bob, admin",
                        "9, 2026-03-01 12:03:00, Cem, end-user");
        assertEquals(List.of("users", "users/show_many.json"), desk.requests());
        account.sql(ROLES).returns("900, requester", "7, agent", "8, agent", "9, agent", "9, agent");
    }

    @Test
    void whoIsDeletedActedAsAnAgentAllTheSame() throws Exception {
        desk.remove("users", 9);
        account.sql(AGENTS)
                .returns(
                        "7, null, Ann, agent",
                        "8, 2026-03-01 12:02:00, Bob, admin",
                        "9, 2026-03-01 12:03:00, null, null");
    }

    @Test
    void theFirstReplyIsOfWhoIsStaffAndCostsTheListOfStaffOnce() throws Exception {
        account.sql("SELECT ticket_id, seconds FROM ticket_first_replies").returns("5, 60");
        assertEquals(List.of("users"), desk.requests());
        account.sql(REPLIES).returns("60, 7, Ann");
        account.sql("SELECT agent_replies, handoffs FROM ticket_touches").returns("3, 3");
        assertEquals(List.of("users"), desk.requests());
        clock.advance(Duration.ofDays(1));
        account.sql(REPLIES).returns("60, 7, Ann");
        assertEquals(List.of("users", "users"), desk.requests());
    }

    @Test
    void namesOfAgentsLookUpNobodyButWhoIsNotStaff() throws Exception {
        account.sql("SELECT author_name, COUNT(*) FROM ticket_messages WHERE author_role = 'agent' AND is_public"
                        + " GROUP BY author_name ORDER BY 1")
                .returns("Ann, 1", "Bob, 1", "Cem, 1");
        assertEquals(List.of("users", "users/show_many.json"), desk.requests());
        account.sql("SELECT COUNT(*) FROM users").returns("3");
    }

    @Test
    void whoAsksForNoRolesAndNoNamesAsksForNoStaff() throws Exception {
        account.sql("SELECT event_id, author_id FROM ticket_messages WHERE is_public ORDER BY 1")
                .returns("1, 900", "2, 7", "3, 8", "4, 9")
                .planWithout("ReferenceScan");
        account.sql("SELECT COUNT(*) FROM ticket_field_intervals").returns("2").planWithout("ReferenceScan");
        account.sql("SELECT COUNT(*) FROM ticket_states").returns("1").planWithout("ReferenceScan");
        assertEquals(List.of(), desk.requests());
    }

    @Test
    void explainPricesStaffAsAListWithoutARequest() throws Exception {
        String seconds = "SELECT seconds FROM ticket_first_replies";
        account.sql(seconds).plan("references=[requests>=1]", "price=[requests=?");
        account.sql("SELECT COUNT(*) FROM ticket_events").returns("4");
        account.sql(seconds).plan("references=[requests>=1]", "price=[requests=0]");
        assertEquals(List.of(), desk.requests());
        account.sql(seconds).returns("60");
        account.sql(REPLIES).plan("references=[requests=0]", "price=[requests=0]");
        assertEquals(List.of("users"), desk.requests());
    }

    @Test
    void whereStaffMayNotBeReadTheEventsTellWhoIsAnAgent() throws Exception {
        desk.refusing("users");
        account.sql(REPLIES).returns("120, 8, null");
        account.sql(AGENTS).returns("8, 2026-03-01 12:02:00, null, null", "9, 2026-03-01 12:03:00, null, null");
        account.sql(ROLES).returns("900, requester", "7, other", "8, agent", "9, agent", "9, agent");
        assertEquals(List.of("users"), desk.requests());
        assertEquals(
                "table users has only what was known before, perhaps nothing: users answered 403, or set option references to false",
                desk.warnings().get(0));
    }

    @Test
    void aServerThatIsDownFailsWhatItWasNeverAskedAndLeavesWhatIsKeptAsOldAsItIs() throws Exception {
        desk.down(true);
        account.sql(REPLIES).fails("users cannot be reached");
        account.sql("SELECT event_id FROM ticket_messages WHERE author_id = 7").returns("2");
        desk.down(false);
        account.sql(REPLIES).returns("60, 7, Ann");
        desk.down(true);
        clock.advance(Duration.ofDays(3));
        account.sql(REPLIES).returns("60, 7, Ann");
        assertEquals(
                List.of("table users is as old as the mirror has it, since it cannot be fetched again: users cannot be"
                        + " reached"),
                desk.warnings());
        account.sql("SELECT name FROM users WHERE id = 900").fails("users cannot be reached");
    }

    @Test
    void maxRequestsBoundsTheRequestForStaffToo() throws Exception {
        desk.with(Duration.ofDays(1), false, OptionalInt.of(0));
        account.sql(REPLIES).fails("the statement would make more than maxRequests=0 requests for names");
        account.sql("SELECT COUNT(*) FROM ticket_reopens").returns("0");
    }

    @Test
    void plainCalciteHasTheSameRoles() throws Exception {
        try (Connection plain = account.connectPlainly();
                Statement statement = plain.createStatement()) {
            assertEquals(
                    List.of("requester_id"),
                    column(statement, "SELECT field FROM ticket_field_intervals WHERE field LIKE 'r%'"));
            assertEquals(List.of("1"), column(statement, "SELECT COUNT(*) FROM ticket_states"));
            assertEquals(List.of(), desk.requests());
            assertEquals(List.of("60"), column(statement, "SELECT seconds FROM ticket_first_replies"));
            assertEquals(List.of("Ann"), column(statement, "SELECT agent_name FROM ticket_first_replies"));
            assertEquals(List.of("users"), desk.requests());
        }
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Test
    void valuesOfFieldsHaveTheTitleOfTheFieldAndTheNameOfWhoSetThem() throws Exception {
        account.sql(
                        "SELECT field, field_title, \"value\", updater_name FROM ticket_field_intervals ORDER BY start_time")
                .returns("requester_id, null, 900, Dora", "assignee_id, Assignee, 8, Bob");
        assertEquals(List.of("ticket_fields", "users", "users/show_many.json"), desk.requests());
        assertTrue(desk.warnings().isEmpty());
    }
}
