package dev.ticketsql.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.ReferenceDesk;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.TestAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 5,000 customers of 150 organizations, who ask agent 7: what their names cost, and what becomes of them. */
final class PeopleTest {

    private static final int CUSTOMERS = 5_000;
    private static final int ORGANIZATIONS = 150;
    private static final long FIRST_SEC = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private static final String NAMES =
            "SELECT COUNT(*), COUNT(requester_name), COUNT(assignee_name) FROM ticket_states";
    private static final String STAFF = "SELECT user_id, role, first_acted_at IS NULL FROM ticket_agents ORDER BY 1";

    private final ReferenceDesk desk =
            new ReferenceDesk().person(7, "Ann", "agent").person(8, "Bob", "admin");
    private final SettableClock clock = new SettableClock(TestAccount.NOW);

    @TempDir
    private Path directory;

    private TestAccount account;

    @BeforeEach
    void open() {
        for (int organization = 1; organization <= ORGANIZATIONS; organization++) {
            desk.put("organizations", organization, "name", "Organization " + organization);
        }
        for (long customer = 1_000; customer < 1_000 + CUSTOMERS; customer++) {
            desk.put(
                    "users",
                    customer,
                    "name",
                    "Customer " + customer,
                    "role",
                    "end-user",
                    "email",
                    customer + "@example.com",
                    "organization_id",
                    "" + (1 + customer % ORGANIZATIONS));
        }
        account = opened();
    }

    private TestAccount opened() {
        return TestAccount.named(PagedEvents.of(events(), clock), desk, clock, directory);
    }

    private void reopen(boolean keepsAddresses) throws Exception {
        account.close();
        desk.with(Duration.ofDays(1), keepsAddresses, OptionalInt.empty());
        account = opened();
    }

    private static List<TicketEvent> events() {
        List<TicketEvent> events = new ArrayList<>();
        for (int ticket = 1; ticket <= CUSTOMERS; ticket++) {
            events.add(EventBuilder.audit(ticket, FIRST_SEC + ticket, ticket, "Email")
                    .by(999L + ticket)
                    .children(List.of(change("Create", "requester_id", "" + (999 + ticket))), List.of())
                    .build());
        }
        events.add(EventBuilder.audit(9_000, FIRST_SEC + 9_000, 1, "Web form")
                .by(-1L)
                .children(
                        List.of(change("Change", "assignee_id", "7"), change("Change", "group_id", "0")),
                        List.of(new TicketComment(
                                1L, 8L, true, null, null, null, null, null, null, "Comment", null, 0, null)))
                .build());
        return events;
    }

    private static FieldChange change(String eventType, String field, String value) {
        return new FieldChange(null, eventType, field, value, null, null, null, null, 0, null);
    }

    @AfterEach
    void close() throws Exception {
        account.close();
    }

    private List<String> asked(String sql, String... rows) throws Exception {
        desk.forgetRequests();
        account.sql(sql).returns(rows);
        return desk.requests();
    }

    @Test
    void fiveThousandPeopleCostFiftyRequestsAndNothingWhenAllIsKnown() throws Exception {
        account.sql("SELECT COUNT(*) FROM ticket_events").returns("5001");
        account.sql("SELECT requester_name FROM ticket_states").plan("references=[requests>=51]");
        List<String> requests = asked("SELECT COUNT(requester_name) FROM ticket_states", "5000");
        assertEquals("users", requests.get(0));
        assertEquals(Collections.nCopies(50, "users/show_many.json"), requests.subList(1, requests.size()));
        account.sql("SELECT requester_name FROM ticket_states").plan("references=[requests=0]");
        assertEquals(List.of(), asked(NAMES, "5000, 5000, 1"));
    }

    @Test
    void theOrganizationsOfPeopleCostARequestForEachHundred() throws Exception {
        String sql = "SELECT COUNT(DISTINCT o.name) FROM ticket_states t JOIN users u ON u.id = t.requester_id"
                + " JOIN organizations o ON o.id = u.organization_id";
        assertEquals(
                2,
                asked(sql, "150").stream()
                        .filter(path -> path.equals("organizations/show_many.json"))
                        .count());
        assertEquals(List.of(), asked(sql, "150"));
    }

    @Test
    void theSystemAndNobodyAreNotLookedUp() throws Exception {
        assertEquals(
                List.of("users"),
                asked(
                        "SELECT e.id, u.name FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id WHERE e.id = 9000",
                        "9000, null"));
        assertEquals(List.of(), asked("SELECT id FROM users WHERE id IN (-1, 0)"));
        account.sql("SELECT COUNT(*) FROM users").returns("2");
    }

    @Test
    void whoIsStaffNoMoreIsAnAgentOnlyByWhatWasDone() throws Exception {
        account.sql(STAFF).returns("7, agent, false", "8, admin, true");
        account.sql("SELECT seconds, agent_id FROM ticket_first_replies").returns("8999, 8");
        desk.person(7, "Ann", "end-user").person(8, "Bob", "end-user").person(9, "Cem", "agent");
        clock.advance(Duration.ofDays(1));
        account.sql(STAFF).returns("7, end-user, false", "9, agent, true");
        account.sql("SELECT seconds FROM ticket_first_replies").returns();
    }

    @Test
    void whoBecameStaffBetweenTwoListsAndIsNoneOfTheLaterOneIsNoStaff() throws Exception {
        account.sql(STAFF).returns("7, agent, false", "8, admin, true");
        desk.person(1_001, "Eve", "agent");
        clock.advance(Duration.ofHours(1));
        account.sql("SELECT name, role FROM users WHERE id = 1001").returns("Eve, agent");
        account.sql("SELECT user_id, role FROM ticket_agents WHERE user_id = 1001")
                .returns("1001, agent");
        desk.person(1_001, "Eve", "end-user");
        clock.advance(Duration.ofDays(1));
        account.sql(STAFF).returns("7, agent, false", "8, admin, true");
        account.sql("SELECT name, role FROM users WHERE id = 1001").returns("Eve, end-user");
    }

    @Test
    void whoIsForgottenHasNoNameInAnyViewAndIsNotAskedForAgain() throws Exception {
        account.sql(NAMES).returns("5000, 5000, 1");
        account.close();
        try (Mirror mirror = Mirror.open(directory, new EngineLimits(512L << 20, 2), clock)) {
            SnapshotOptions source = new SnapshotOptions(
                    PagedEvents.of(List.of(), clock), 0, Duration.ofMinutes(1), OptionalInt.empty());
            ForgottenUsers.forget(mirror, source, 7);
            ForgottenUsers.forget(mirror, source, 1_000);
        }
        account = opened();
        assertEquals(List.of(), asked(NAMES, "5000, 4999, 0"));
        clock.advance(Duration.ofDays(2));
        account.sql(NAMES).returns("5000, 4999, 0");
        account.sql("SELECT name FROM users WHERE id IN (7, 1000)").returns();
        reopen(true);
        account.sql(NAMES).returns("5000, 4999, 0");
        account.sql("SELECT COUNT(*), COUNT(email) FROM users WHERE id IN (7, 1000)")
                .returns("0, 0");
        // Events tell of the agent, whatever the name.
        account.sql("SELECT user_id, name FROM ticket_agents WHERE user_id = 7").returns("7, null");
    }

    @Test
    void addressesComeAndGoWithTheOptionOnOneMirror() throws Exception {
        String sql = "SELECT COUNT(u.name), COUNT(u.email) FROM ticket_events e JOIN users u ON u.id = e.updater_id"
                + " WHERE e.ticket_id <= ";
        account.sql(sql + "100").returns("100, 0");
        reopen(true);
        account.sql(sql + "10").returns("10, 10");
        reopen(false);
        account.sql(sql + "200").returns("200, 0");
        account.sql("SELECT COUNT(email) FROM users").returns("0");
        reopen(true);
        account.sql(sql + "200").returns("200, 200");
        reopen(false);
        assertEquals(List.of(), asked(sql + "200", "200, 0"));
    }
}
