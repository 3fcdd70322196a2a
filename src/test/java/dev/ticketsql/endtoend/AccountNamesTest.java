package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.reference.ReferenceKind;
import dev.ticketsql.testing.PacedAccounts;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.SqlClient;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of a help desk's ids, asked for over HTTP. */
final class AccountNamesTest {

    private final SettableClock clock = SettableClock.at("2026-11-20T00:00:00Z");

    @AutoClose
    private final Sandbox sandbox = Sandbox.start(options(), clock);

    private SandboxOptions options() {
        return SandboxOptions.defaults(clock).withEventCount(2_000);
    }

    private static List<String> names(Sandbox of) {
        return of.requests().stream()
                .filter(request -> request.isReference())
                .map(request -> request.path().replace("/api/v2/", ""))
                .toList();
    }

    private static SqlClient client(Sandbox of, String... options) throws SQLException {
        String[] all = new String[options.length + 2];
        all[0] = "mirror";
        all[1] = "none";
        System.arraycopy(options, 0, all, 2, options.length);
        return SqlClient.to(of.baseUrl(), all);
    }

    @Test
    void everyPersonWhomEventsNameHasAName() throws Exception {
        try (SqlClient client = client(sandbox)) {
            long people = client.number("SELECT COUNT(DISTINCT updater_id) FROM ticket_events WHERE updater_id > 0");
            assertEquals(
                    people,
                    client.number("SELECT COUNT(DISTINCT u.id) FROM ticket_events e JOIN users u ON u.id = e.updater_id"
                            + " AND u.name IS NOT NULL"));
            long customers = client.number("SELECT COUNT(*) FROM users WHERE role = 'end-user'");
            assertEquals(
                    1 + (customers + 99) / 100,
                    names(sandbox).stream()
                            .filter(path -> path.startsWith("users"))
                            .count());
            assertEquals(0, client.number("SELECT COUNT(*) FROM users WHERE role <> 'end-user' AND email IS NOT NULL"));
        }
    }

    @Test
    void everyListHasRows() throws Exception {
        try (SqlClient client = client(sandbox)) {
            for (String table : List.of(
                    "groups",
                    "ticket_fields",
                    "brands",
                    "ticket_forms",
                    "custom_statuses",
                    "macros",
                    "sla_policies",
                    "schedules",
                    "schedule_holidays")) {
                assertTrue(client.number("SELECT COUNT(*) FROM " + table) > 0, table);
            }
            assertEquals(
                    List.of("true"),
                    client.rows("SELECT COUNT(*) = COUNT(f.title) FROM ticket_field_changes c"
                            + " LEFT JOIN ticket_fields f ON f.field = c.field"
                            + " WHERE c.field LIKE 'custom_ticket_fields.%'"));
        }
    }

    @Test
    void requestsForNamesAreAmongThoseOfTheirStatement() throws Exception {
        try (SqlClient client = client(sandbox)) {
            client.rows("SELECT COUNT(u.name) FROM ticket_events e JOIN users u ON u.id = e.updater_id"
                    + " WHERE e.\"time\" >= TIMESTAMP '2026-11-19 00:00:00'");
            client.rows("SELECT * FROM groups");
            assertEquals(
                    List.of("1|incremental/ticket_events|true|200", "1|users|false|200", "2|groups|false|200"),
                    client.rows("SELECT DISTINCT statement, endpoint, start_time IS NOT NULL, status FROM api_requests"
                            + " WHERE endpoint <> 'users/show_many' ORDER BY 1, 2"));
        }
    }

    @Test
    void referencesThatAreTurnedOffAreEmptyAndCostNothing() throws Exception {
        try (SqlClient client = client(sandbox, "references", "false")) {
            assertEquals(0, client.number("SELECT COUNT(*) FROM users"));
            assertEquals(
                    List.of("0"),
                    client.rows("SELECT COUNT(u.name) FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id"));
            assertEquals(List.of(), names(sandbox));
        }
    }

    @Test
    void agentsAreKnownByTheirRolesAndWithoutTheseByTheEvents() throws Exception {
        String agents = "SELECT COUNT(*), COUNT(first_acted_at), COUNT(role) FROM ticket_agents";
        String replies = "SELECT COUNT(*) FROM ticket_first_replies";
        try (SqlClient client = client(sandbox)) {
            assertTrue(client.number(replies) > 0);
            // Three never acted, the admin among them.
            assertEquals(List.of("25|22|25"), client.rows(agents));
            assertEquals(List.of("users"), names(sandbox));
        }
        try (SqlClient client = client(sandbox, "references", "false")) {
            assertTrue(client.number(replies) > 0);
            assertEquals(List.of("22|22|0"), client.rows(agents));
            assertEquals(List.of("users"), names(sandbox));
        }
        try (Sandbox forbidding = Sandbox.start(options().withForbidden(ReferenceKind.USERS), clock);
                SqlClient client = client(forbidding)) {
            assertTrue(client.number(replies) > 0);
            assertEquals(List.of("22|22|0"), client.rows(agents));
            assertEquals(List.of("users"), names(forbidding));
        }
    }

    @Test
    void listsThatTheLoginMayNotReadAreEmptyWithAWarning() throws Exception {
        try (Sandbox forbidding = Sandbox.start(options().withForbidden(ReferenceKind.USERS), clock);
                SqlClient client = client(forbidding);
                Statement statement = client.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*), COUNT(u.name) FROM ticket_events e LEFT JOIN users u ON u.id = e.updater_id")) {
            assertTrue(rows.next());
            assertTrue(rows.getLong(1) > 1_000);
            assertEquals(0, rows.getLong(2));
            String warning = "";
            for (SQLWarning next = statement.getWarnings(); next != null; next = next.getNextWarning()) {
                warning = String.valueOf(next.getMessage());
            }
            assertTrue(
                    warning.startsWith("table users has only what was known before, perhaps nothing: GET ")
                            && warning.contains("403")
                            && warning.contains("give the OAuth client scope read, or set option references to false"),
                    warning);
            assertEquals(List.of("users"), names(forbidding));
            assertTrue(client.number("SELECT COUNT(*) FROM groups") > 0);
        }
    }

    @Test
    void aRefusalIsKnownToLaterConnectionsOfTheLoginUntilItIsOutOfDate(@TempDir Path cache) throws Exception {
        try (Sandbox forbidding = Sandbox.start(options().withForbidden(ReferenceKind.GROUPS), clock)) {
            PacedAccounts accounts = new PacedAccounts(clock, cache);
            for (String token : List.of("one", "one", "another")) {
                assertEquals(0, groups(accounts, forbidding, token));
            }
            assertEquals(List.of("groups", "groups"), names(forbidding));
            clock.advance(Duration.ofHours(23));
            groups(accounts, forbidding, "one");
            assertEquals(List.of("groups", "groups"), names(forbidding));
            clock.advance(Duration.ofHours(1));
            groups(accounts, forbidding, "one");
            assertEquals(List.of("groups", "groups", "groups"), names(forbidding));
        }
    }

    private static long groups(PacedAccounts accounts, Sandbox of, String token) throws SQLException {
        Map<String, String> login = Map.of("baseUrl", of.baseUrl().toString(), "oauthToken", token);
        try (SqlClient client = SqlClient.over(accounts.schema(login), of.baseUrl())) {
            return client.number("SELECT COUNT(*) FROM groups");
        }
    }

    @Test
    void aListThatAPlanDoesNotHaveIsEmptyWithAWarning() throws Exception {
        sandbox.inject(Fault.status(404, "{\"error\":\"InvalidEndpoint\"}")
                .when(asked -> asked.isReference())
                .always());
        try (SqlClient client = client(sandbox)) {
            assertEquals(0, client.number("SELECT COUNT(*) FROM sla_policies"));
            assertEquals(1, sandbox.requests().size());
        }
    }

    @Test
    void theGeneralLimitIsWaitedOut(@TempDir Path cache) throws Exception {
        Instant began = clock.instant();
        PacedAccounts accounts = new PacedAccounts(clock, cache);
        sandbox.inject(Fault.status(429, "{\"error\":\"APIRateLimitExceeded\"}", Map.of("Retry-After", "17"))
                .when(asked -> asked.isReference()));
        try (SqlClient client = SqlClient.over(
                accounts.schema(Map.of("baseUrl", sandbox.baseUrl().toString())), sandbox.baseUrl())) {
            assertEquals(5, client.number("SELECT COUNT(*) FROM groups"));
        }
        assertEquals(Duration.ofSeconds(17), Duration.between(began, clock.instant()));
        assertEquals(List.of("groups", "groups"), names(sandbox));
    }
}
