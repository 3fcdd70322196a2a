package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SHOW and DESCRIBE of other databases: what there is, without a request. */
final class CatalogCommandTest extends ConnectionFixture {

    /** Values of the first column. */
    private List<String> names(String command) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(command)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SHOW TABLES", "show full tables;", "SHOW TABLES FROM zendesk", "SHOW TABLES IN \"ZENDESK\""})
    void showTablesListsTablesAndThenViews(String command) throws SQLException {
        assertEquals(
                List.of(
                        "api_requests",
                        "brands",
                        "custom_statuses",
                        "groups",
                        "macros",
                        "mirror_windows",
                        "organizations",
                        "rejected_events",
                        "schedule_holidays",
                        "schedules",
                        "sla_policies",
                        "ticket_child_events",
                        "ticket_comments",
                        "ticket_events",
                        "ticket_field_changes",
                        "ticket_fields",
                        "ticket_forms",
                        "users",
                        "sla_breaches",
                        "sla_events",
                        "sla_policies_applied",
                        "ticket_agents",
                        "ticket_assignments",
                        "ticket_backlog",
                        "ticket_field_intervals",
                        "ticket_first_replies",
                        "ticket_messages",
                        "ticket_reassignments",
                        "ticket_reopens",
                        "ticket_requester_waits",
                        "ticket_resolutions",
                        "ticket_satisfaction",
                        "ticket_states",
                        "ticket_status_intervals",
                        "ticket_touches"),
                names(command));
    }

    @Test
    void showTablesLikeTakesAPattern() throws SQLException {
        assertEquals(List.of("ticket_comments"), names("SHOW TABLES LIKE 'TICKET_co%'"));
        assertEquals(List.of(), names("SHOW TABLES LIKE 'it''s'"));
    }

    @Test
    void showSchemasListsSchemas() throws SQLException {
        assertEquals(List.of("information_schema", "zendesk"), names("SHOW SCHEMAS"));
        assertEquals(List.of("information_schema", "zendesk"), names("SHOW DATABASES"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DESCRIBE ticket_comments",
                "desc TICKET_COMMENTS;",
                "DESCRIBE TABLE zendesk.ticket_comments",
                "SHOW COLUMNS FROM \"ticket_comments\"",
                "SHOW FULL COLUMNS IN `zendesk`.`ticket_comments`",
                "/* of a tool */ DESCRIBE ticket_comments"
            })
    void describeListsColumnsWithTypeAndMeaning(String command) throws SQLException {
        try (ResultSet rows = statement.executeQuery(command)) {
            assertEquals(true, rows.next());
            assertEquals(
                    List.of("event_id", "bigint", "NO", "the audit, id of ticket_events"),
                    List.of(
                            rows.getString("column_name"),
                            rows.getString("data_type"),
                            rows.getString("is_nullable"),
                            rows.getString("description")));
        }
        assertEquals(17, names(command).size());
    }

    @Test
    void aCommandCanBePreparedAndMakesNoRequest() throws SQLException {
        List<String> before = names("SELECT COUNT(*) FROM api_requests");
        try (PreparedStatement prepared = connection.prepareStatement("DESCRIBE sla_breaches");
                ResultSet rows = prepared.executeQuery()) {
            assertEquals(true, rows.next());
        }
        assertEquals(before, names("SELECT COUNT(*) FROM api_requests"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SHOW TABLES FROM desk     | 3F000 | schema 'desk' does not exist; use one of: information_schema, zendesk
            DESCRIBE desk.tickets     | 3F000 | schema 'desk' does not exist; use one of: information_schema, zendesk
            DESCRIBE tickets          | 42000 | there is no table 'tickets' in schema zendesk; SHOW TABLES lists those that there are
            DESCRIBE ticket_event     | 42000 | there is no table 'ticket_event' in schema zendesk: did you mean ticket_events?
            SHOW COLUMNS FROM tickets | 42000 | there is no table 'tickets' in schema zendesk; SHOW TABLES lists those that there are
            """)
    void whatIsNotThereIsRefusedByName(String command, String state, String message) {
        SQLException refusal = assertThrows(SQLException.class, () -> names(command));
        assertEquals(message, refusal.getMessage());
        assertEquals(state, refusal.getSQLState());
    }
}
