package dev.ticketsql.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.ReferenceDesk;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.TestAccount;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements that name people and organizations in every way, on a mirror that knows nobody: each has the rows that it
 * has where everybody is known, so that it looked up whom it needed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ColdNamesTest {

    private static final int CUSTOMERS = 40;
    private static final long FIRST_SEC = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private final SettableClock clock = new SettableClock(TestAccount.NOW);
    private final ReferenceDesk desk =
            new ReferenceDesk().person(7, "Ann", "agent").person(8, "Bob", "admin");

    private final Path directory;
    private final TestAccount warm;

    ColdNamesTest(@TempDir Path directory) throws SQLException {
        this.directory = directory;
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            if (customer != 13) {
                desk.put(
                        "users",
                        1_000 + customer,
                        "name",
                        "Customer " + customer,
                        "role",
                        "end-user",
                        "active",
                        "true",
                        "organization_id",
                        "" + (50 + customer % 7));
            }
        }
        for (int organization = 50; organization < 56; organization++) {
            desk.put("organizations", organization, "name", "Organization " + organization);
        }
        warm = account("warm");
        String ids = IntStream.range(1_000, 1_000 + CUSTOMERS)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        warm.sql("SELECT COUNT(*) FROM users WHERE id IN (8, " + ids + ")").returns("" + (CUSTOMERS + 1));
        warm.sql("SELECT COUNT(*) FROM organizations WHERE id IN (50, 51, 52, 53, 54, 55, 56)")
                .returns("7");
    }

    @AfterAll
    void close() throws SQLException {
        warm.close();
    }

    private static List<TicketEvent> events() {
        List<TicketEvent> events = new ArrayList<>();
        for (int ticket = 0; ticket < CUSTOMERS; ticket++) {
            long sec = FIRST_SEC + ticket * 86_400L;
            events.add(EventBuilder.audit(ticket * 10L + 1, sec, ticket + 1, "Email")
                    .by(1_000L + ticket)
                    .children(
                            List.of(
                                    change("Create", "requester_id", "" + (1_000 + ticket), null),
                                    change("Create", "organization_id", "" + (50 + ticket % 7), null),
                                    change("Create", "status", "new", null)),
                            List.of(comment(1, 1_000L + ticket)))
                    .build());
            events.add(EventBuilder.audit(ticket * 10L + 2, sec + 60, ticket + 1, "Web form")
                    .by(ticket % 3 == 0 ? -1L : 7L)
                    .children(
                            List.of(change(
                                    "Change", "assignee_id", ticket % 2 == 0 ? "7" : "8", ticket % 5 == 0 ? "" : "0")),
                            List.of(comment(2, ticket % 4 == 0 ? null : 1_000L + (ticket + 5) % CUSTOMERS)))
                    .build());
        }
        return events;
    }

    private static FieldChange change(String eventType, String field, String value, @Nullable String previous) {
        return new FieldChange(null, eventType, field, value, previous, null, null, "Email", 0, null);
    }

    private static TicketComment comment(long id, @Nullable Long author) {
        return new TicketComment(id, author, true, null, null, null, null, null, null, "Comment", null, 0, null);
    }

    private TestAccount account(String name) {
        return TestAccount.named(PagedEvents.of(events(), 10, clock), desk, clock, directory.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT e.id, (SELECT u.name FROM users u WHERE u.id = e.updater_id) FROM ticket_events e",
                "SELECT u.name, e.id FROM users u RIGHT JOIN ticket_events e ON u.id = e.updater_id",
                "SELECT u.name, e.id FROM ticket_events e FULL JOIN users u ON u.id = e.updater_id WHERE e.id IS NOT NULL",
                "SELECT u.name, x.n FROM (SELECT updater_id, COUNT(*) AS n FROM ticket_events GROUP BY updater_id) x"
                        + " JOIN users u ON u.id = x.updater_id",
                "SELECT u.name FROM (SELECT updater_id AS id FROM ticket_events UNION SELECT CAST(new_value AS BIGINT) FROM"
                        + " ticket_field_changes WHERE field = 'assignee_id') x JOIN users u USING (id)",
                "SELECT u.name, c.event_id FROM ticket_comments c JOIN ticket_events e ON e.id = c.event_id"
                        + " LEFT JOIN users u ON u.id = COALESCE(c.author_id, e.updater_id)",
                "SELECT e.id FROM ticket_events e WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = e.updater_id)",
                "SELECT e.id FROM ticket_events e WHERE EXISTS (SELECT 1 FROM users u WHERE u.id = e.updater_id AND u.name LIKE '%3')",
                "SELECT e.id FROM ticket_events e WHERE e.updater_id IN (SELECT id FROM users WHERE organization_id = 51)",
                "SELECT e.id FROM ticket_events e WHERE e.updater_id NOT IN (SELECT id FROM users WHERE name LIKE 'Customer%')",
                "SELECT a.name, b.name FROM ticket_events e JOIN users a ON a.id = e.updater_id JOIN ticket_states s ON"
                        + " s.ticket_id = e.ticket_id JOIN users b ON b.id = s.requester_id AND b.organization_id = 52",
                "SELECT o.name, COUNT(*) FROM ticket_events e JOIN users u ON u.id = e.updater_id LEFT JOIN organizations o"
                        + " ON o.id = u.organization_id GROUP BY o.name",
                "SELECT o.name, u.name FROM ticket_events e JOIN users u ON u.id = e.updater_id JOIN organizations o"
                        + " ON o.id = u.organization_id WHERE o.name LIKE '%53'",
                "SELECT o.name, o.deleted FROM ticket_states s LEFT JOIN organizations o ON o.id = s.organization_id",
                "SELECT organization_name, requester_name FROM ticket_states WHERE requester_name LIKE '%9'",
                "SELECT u.name, v.id FROM (VALUES (1003), (1013), (7), (99)) AS v(id) LEFT JOIN users u ON u.id = v.id",
                "SELECT name, active FROM users WHERE id IN (1003, 1013)",
                "SELECT name FROM users WHERE id = 1000 + 4",
                "SELECT e.id, u.name FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id WHERE u.name = 'Customer 7'",
                "SELECT e.id FROM ticket_events e JOIN users u ON u.id = e.updater_id WHERE u.role <> 'agent'",
                "SELECT e.id FROM ticket_events e JOIN users u ON u.id = e.updater_id WHERE u.role IS NULL",
                "SELECT e.id FROM ticket_events e JOIN users u ON u.id = e.updater_id WHERE u.role IN ('end-user', 'admin')",
                "SELECT e.id FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id AND u.role = 'agent' WHERE u.id IS NULL",
                "SELECT e.id FROM ticket_events e JOIN users u ON u.id = e.updater_id WHERE NOT u.active",
                "SELECT DISTINCT FIRST_VALUE(u.name) OVER (PARTITION BY e.ticket_id ORDER BY e.\"time\") FROM ticket_events e JOIN"
                        + " users u ON u.id = e.updater_id",
                "SELECT x.name FROM ticket_events e, LATERAL (SELECT u.name FROM users u WHERE u.id = e.updater_id) AS x",
                "WITH people AS (SELECT id, UPPER(name) AS shout FROM users), busy AS (SELECT updater_id FROM ticket_events GROUP"
                        + " BY updater_id) SELECT p.shout FROM busy JOIN people p ON p.id = busy.updater_id",
                "SELECT u.name FROM ticket_events e JOIN users u ON u.id + 1 = e.updater_id",
                "SELECT u.name, e.id FROM ticket_events e JOIN users u ON CAST(u.id AS VARCHAR) = CAST(e.updater_id AS VARCHAR)",
                "SELECT u.name FROM ticket_field_changes c JOIN users u ON CAST(u.id AS VARCHAR) = c.new_value",
                "SELECT u.name FROM ticket_field_changes c JOIN users u ON u.id = TRY_CAST(c.new_value AS BIGINT)",
                "SELECT a.name, b.name FROM users a JOIN users b ON a.organization_id = b.organization_id AND a.id < b.id WHERE"
                        + " a.id IN (SELECT updater_id FROM ticket_events) AND b.id IN (SELECT updater_id FROM ticket_events)",
                "SELECT COUNT(*) FROM ticket_events e CROSS JOIN users u WHERE u.id = e.updater_id OR u.id = e.updater_id + 1",
                "SELECT author_name, author_role, comment_id FROM ticket_messages",
                "SELECT assignee_name, group_name FROM ticket_assignments",
                "SELECT name FROM users WHERE id = ABS(-1005) OR id = CAST('1006' AS BIGINT)",
                "SELECT name FROM users WHERE id IN (1000 + 7, 2016 / 2)",
                "SELECT u.name FROM users u WHERE u.id = (SELECT MAX(updater_id) FROM ticket_events)",
                "SELECT u.name FROM users u JOIN (SELECT MAX(updater_id) AS id FROM ticket_events) e ON e.id = u.id",
                "SELECT u.name FROM ticket_events e JOIN users u ON u.id = e.updater_id AND u.id BETWEEN 1003 AND 1005",
                "SELECT updater_name, field FROM ticket_field_intervals WHERE started_at < TIMESTAMP '2026-01-09 00:00:00'",
                "SELECT requester_name FROM ticket_states ORDER BY ticket_id DESC LIMIT 3",
                "SELECT e.id, u.name FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id ORDER BY e.\"time\" DESC LIMIT 5",
                "SELECT e.id, u.name FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id ORDER BY e.\"time\", e.id OFFSET"
                        + " 30 ROWS FETCH NEXT 5 ROWS ONLY",
                "SELECT s.ticket_id, u.name FROM ticket_states s JOIN users u ON u.id IN (s.requester_id, s.assignee_id)",
                "SELECT s.ticket_id, u.name FROM ticket_states s JOIN users u ON u.id = CASE WHEN s.ticket_id < 9 THEN"
                        + " s.requester_id ELSE s.assignee_id END",
                "SELECT u.name FROM ticket_events e JOIN users u ON u.id = e.updater_id INTERSECT SELECT requester_name FROM"
                        + " ticket_states WHERE ticket_id > 20",
            })
    void whoeverIsNeededIsLookedUp(String sql) throws Exception {
        List<String> expected = warm.sql(sql).rows();
        assertFalse(expected.isEmpty());
        try (TestAccount cold = account("cold" + sql.hashCode())) {
            assertEquals(
                    expected.stream().sorted().toList(),
                    cold.sql(sql).rows().stream().sorted().toList());
        }
    }
}
