package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.reference.ReferenceKind;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.SqlClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Business hours of a help desk, asked for over HTTP, beside those of option {@code schedules}. */
final class AccountHoursTest {

    private static final String A_DAY = "SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25')";

    /** One schedule of a name of its own, and one of a name that the help desk has too. */
    private static final String SCHEDULES = """
            [{"name": "Short", "timeZone": "UTC", "hours": {"monday-friday": "09:00-10:00"}},
             {"name": "Japan", "timeZone": "Asia/Tokyo", "hours": {"sunday-saturday": "00:00-24:00"}}]
            """;

    private final SettableClock clock = SettableClock.at("2026-11-20T00:00:00Z");

    @AutoClose
    private final Sandbox sandbox = Sandbox.start(options(), clock);

    private SandboxOptions options() {
        return SandboxOptions.defaults(clock).withEventCount(200);
    }

    private static String day(String schedule) {
        return "SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25', '" + schedule + "')";
    }

    private static SqlClient client(Sandbox of, String... options) throws SQLException {
        String[] all = new String[options.length + 2];
        all[0] = "mirror";
        all[1] = "none";
        System.arraycopy(options, 0, all, 2, options.length);
        return SqlClient.to(of.baseUrl(), all);
    }

    @Test
    void theHelpDesksSchedulesCountInTheirZones() throws Exception {
        try (SqlClient client = client(sandbox)) {
            // Eight hours in Berlin, nine in Los Angeles, fourteen in Tokyo.
            assertEquals(List.of("28800"), client.rows(A_DAY));
            assertEquals(List.of("32400"), client.rows(day("Americas")));
            assertEquals(List.of("50400"), client.rows(day("Japan")));
            assertEquals(
                    List.of("2026-11-25 17:00:01|2026-11-30 16:00:01"),
                    client.rows("SELECT BUSINESS_ADD(TIMESTAMP '2026-11-25 09:00:00', 1 + 3600, 'Americas'),"
                            + " BUSINESS_ADD(TIMESTAMP '2026-11-26 09:00:00', 1, 'Americas')"));
            assertEquals(
                    List.of("Thanksgiving", "Thanksgiving"),
                    client.rows("SELECT holiday FROM CALENDAR(DATE '2026-11-20', DATE '2026-12-01', 'Americas')"
                            + " WHERE is_holiday"));
            assertEquals(
                    List.of("1|business_hours/schedules|200", "1|business_hours/schedules/{id}/holidays|200"),
                    client.rows("SELECT DISTINCT statement, endpoint, status FROM api_requests ORDER BY 2"));
            assertEquals(4, sandbox.requests().size());
        }
    }

    @Test
    void schedulesOfTheOptionComeFirstAndHideThoseOfTheirNames() throws Exception {
        try (SqlClient client = client(sandbox, "schedules", SCHEDULES);
                PreparedStatement statement = client.connection()
                        .prepareStatement("SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25', ?)")) {
            assertEquals(List.of("3600"), client.rows(A_DAY));
            assertEquals(List.of("86400"), client.rows(day("Japan")));
            assertEquals(List.of("3600"), answers(statement, "Short"));
            assertEquals(
                    List.of("false"),
                    client.rows("EXPLAIN PLAN FOR " + A_DAY).stream()
                            .map(plan -> Boolean.toString(plan.contains("references")))
                            .toList());
            assertEquals(List.of(), sandbox.requests());
            assertEquals(List.of("32400"), answers(statement, "Americas"));
            assertEquals(4, sandbox.requests().size());
            SQLException refusal = assertThrows(SQLException.class, () -> client.rows(day("Mars")));
            assertEquals(
                    "there is no schedule 'Mars': use one of Short, Japan, Support, Americas", refusal.getMessage());
        }
    }

    private static List<String> answers(PreparedStatement statement, String schedule) throws SQLException {
        statement.setString(1, schedule);
        try (ResultSet rows = statement.executeQuery()) {
            return RowTexts.asWritten(rows);
        }
    }

    @Test
    void schedulesThatTheLoginMayNotReadAreRefusedWithTheWayOut() throws Exception {
        try (Sandbox forbidding = Sandbox.start(options().withForbidden(ReferenceKind.SCHEDULES), clock)) {
            try (SqlClient client = client(forbidding);
                    Statement statement = client.connection().createStatement()) {
                SQLException refusal = assertThrows(SQLException.class, () -> client.rows(A_DAY));
                String message = String.valueOf(refusal.getMessage());
                assertEquals("42501", refusal.getSQLState());
                assertTrue(
                        message.startsWith(
                                "BUSINESS_SECONDS needs a schedule, and the account's may not be read: GET "),
                        message);
                assertTrue(
                        message.contains(
                                "give the OAuth client scope read; or give some by option schedules of the model"
                                        + " or the URL, as \"schedules\": ["),
                        message);
                try (ResultSet days =
                        statement.executeQuery("SELECT COUNT(*) FROM CALENDAR(DATE '2026-11-24', DATE '2026-11-26')")) {
                    assertTrue(days.next());
                    assertEquals(2, days.getInt(1));
                    assertTrue(String.valueOf(statement.getWarnings().getMessage())
                            .startsWith("table schedules has only"));
                }
                assertEquals(1, forbidding.requests().size());
            }
            try (SqlClient client = client(forbidding, "schedules", SCHEDULES)) {
                assertEquals(List.of("3600"), client.rows(A_DAY));
                assertEquals(
                        List.of("3600"),
                        client.rows("SELECT BUSINESS_SECONDS(DATE '2026-11-24', DATE '2026-11-25', s)"
                                + " FROM (VALUES ('Short')) AS t(s)"));
                SQLException refusal = assertThrows(SQLException.class, () -> client.rows(day("Americas")));
                assertTrue(
                        String.valueOf(refusal.getMessage())
                                .startsWith(
                                        "there is no schedule 'Americas': use one of Short, Japan; the account's are"
                                                + " not among them: GET "),
                        refusal.getMessage());
            }
        }
    }

    @Test
    void withoutReferencesOnlyTheOptionsSchedulesCount() throws Exception {
        try (SqlClient client = client(sandbox, "references", "false")) {
            SQLException refusal = assertThrows(SQLException.class, () -> client.rows(A_DAY));
            assertEquals("22023", refusal.getSQLState());
            assertTrue(
                    String.valueOf(refusal.getMessage())
                            .startsWith("BUSINESS_SECONDS needs a schedule, and the account's are not asked for, since"
                                    + " option references is false: set it to true, or give some by option schedules"),
                    refusal.getMessage());
        }
        try (SqlClient client = client(sandbox, "references", "false", "schedules", SCHEDULES)) {
            assertEquals(List.of("3600"), client.rows(A_DAY));
            SQLException refusal = assertThrows(SQLException.class, () -> client.rows(day("Support")));
            assertEquals(
                    "there is no schedule 'Support': use one of Short, Japan; the account's are not among them: option"
                            + " references is false",
                    refusal.getMessage());
        }
        assertEquals(List.of(), sandbox.requests());
    }

    @Test
    void accountsOfOneModelHaveTheirOwnSchedules(@TempDir Path directory) throws Exception {
        Path model = Files.writeString(
                directory.resolve("model.json"), """
                {"version": "1.0", "defaultSchema": "two", "schemas": [
                  {"name": "one", "type": "custom", "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                   "operand": {"baseUrl": "%s", "mirror": "none"}},
                  {"name": "two", "type": "custom", "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                   "operand": {"baseUrl": "%s", "mirror": "none", "schedules": %s}}]}
                """.formatted(sandbox.baseUrl(), sandbox.baseUrl(), SCHEDULES));
        try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:model=" + model);
                Statement statement = connection.createStatement()) {
            assertEquals(List.of("3600"), rows(statement, A_DAY));
            String events = " FROM %s.ticket_events LIMIT 1";
            assertEquals(List.of("28800"), rows(statement, A_DAY + events.formatted("one")));
            assertEquals(List.of("3600"), rows(statement, A_DAY + events.formatted("two")));
            connection.setSchema("one");
            assertEquals(List.of("28800"), rows(statement, A_DAY));
        }
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return RowTexts.asWritten(rows);
        }
    }
}
