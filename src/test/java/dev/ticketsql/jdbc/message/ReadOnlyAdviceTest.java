package dev.ticketsql.jdbc.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Explains statements that write, where Calcite's own message would miss the point. */
final class ReadOnlyAdviceTest {

    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws Exception {
        connection = DriverManager.getConnection("jdbc:ticketsql:mirror=none;baseUrl='sandbox:?events=10&seed=1'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO zendesk.ticket_events VALUES (1)",
                "insert into ticket_events (nme) values (1)",
                "-- first\nUPDATE \"zendesk\".\"ticket_events\" SET nme = 1",
                "UPDATE ticket_events SET id = 'x' WHERE nme = 1",
                "DELETE FROM ticket_events WHERE nme = 1",
                "MERGE INTO ticket_events AS t USING nowhere AS s ON t.id = s.id WHEN MATCHED THEN UPDATE SET via = 'x'",
                "INSERT INTO ticket_events VALUES (1"
            })
    void aStatementThatWritesIsRefusedInOneSentence(String sql) {
        assertEquals(
                "ticket_events is read-only: Zendesk writes the events, TicketSQL only reads them", messageOf(sql));
    }

    @ParameterizedTest
    @CsvSource({
        "ticket_field_changes, 'Zendesk writes the events, TicketSQL only reads them'",
        "ticket_comments, 'Zendesk writes the events, TicketSQL only reads them'",
        "mirror_windows, TicketSQL keeps it",
        "api_requests, TicketSQL keeps it"
    })
    void everyTableHasOneReasonWhetherTheStatementIsRightOrNot(String table, String reason) {
        String sentence = table + " is read-only: " + reason;
        assertEquals(sentence, messageOf("INSERT INTO " + table + " SELECT * FROM " + table));
        assertEquals(sentence, messageOf("INSERT INTO " + table + " VALUES (1)"));
    }

    @Test
    void otherTablesAreNotOurs() {
        assertEquals(
                "From line 1, column 13 to line 1, column 19: Object 'nowhere' not found",
                messageOf("INSERT INTO nowhere VALUES (1)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "timestamp", "interval", "row", "table", "from", "order", "group", "left", "case"})
    void aReservedWordNeedsQuotes(String word) {
        assertNeedsQuotes(
                word,
                "SELECT 1 AS %s FROM ticket_events",
                "SELECT COUNT(*) AS %s, 1 AS b\nFROM ticket_events",
                "SELECT e.%s FROM ticket_events e");
    }

    /** Those that the liberal grammar lets be names. */
    @ParameterizedTest
    @ValueSource(
            strings = {"day", "value", "rank", "count", "year", "month", "hour", "user", "result", "position", "start"})
    void otherWordsMayBeNames(String word) throws Exception {
        try (ResultSet rows = connection
                .prepareStatement("SELECT COUNT(*) AS " + word + ", 1 AS b FROM ticket_events")
                .executeQuery()) {
            assertEquals(word, rows.getMetaData().getColumnLabel(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"window", "row", "table"})
    void aReservedWordNeedsQuotesAlsoWhereItIsUsed(String word) {
        assertNeedsQuotes(
                word,
                "SELECT id, %s FROM ticket_events",
                "SELECT id FROM ticket_events GROUP BY %s",
                "SELECT id FROM ticket_events WHERE id = 1 AND %s > 1");
    }

    private static void assertNeedsQuotes(String word, String... statements) {
        for (String sql : statements) {
            String message = messageOf(sql.formatted(word));
            assertTrue(
                    message.endsWith(" " + word + " is a reserved word: write \"" + word + "\" in double quotes"),
                    message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT FROM ticket_events",
                "SELECT id, FROM ticket_events",
                "SELECT id FROM ticket_events WHERE",
                "SELECT id FROM ticket_events WHERE ORDER BY id",
                "SELECT id ticket_events WHERE id = 1 AND AND id = 2",
                "WITH a AS SELECT 1 SELECT 2",
                "SELECT \"day\" \"day\" FROM ticket_events"
            })
    void otherMistakesAreNotBlamedOnAWord(String sql) {
        String message = messageOf(sql);
        assertFalse(message.contains("reserved"), message);
    }

    private static String messageOf(String sql) {
        SQLException failure = assertThrows(
                SQLException.class, () -> connection.prepareStatement(sql).execute(), sql);
        return String.valueOf(failure.getMessage());
    }
}
