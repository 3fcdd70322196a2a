package dev.ticketsql.jdbc.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Misspells names and keywords; the SQLException has the ones that were meant. No server answers, so none is asked. */
final class SuggestionsTest {

    /** A port that no server can have. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:mirror=none;baseUrl='" + NOWHERE + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT upater_id FROM ticket_events | From line 1, column 8 to line 1, column 16: Column 'upater_id' not found in any table: did you mean updater_id?
                    SELECT Upater_Id FROM ticket_events | From line 1, column 8 to line 1, column 16: Column 'Upater_Id' not found in any table: did you mean updater_id?
                    SELECT ticket FROM ticket_events | From line 1, column 8 to line 1, column 13: Column 'ticket' not found in any table: did you mean ticket_id?
                    SELECT tiem FROM ticket_events | From line 1, column 8 to line 1, column 11: Column 'tiem' not found in any table: did you mean "time"?
                    SELECT c.bdy FROM ticket_events e, ticket_comments c | From line 1, column 10 to line 1, column 12: Column 'bdy' not found in table 'c': did you mean body?
                    SELECT e.bdy FROM ticket_events e, ticket_comments c | From line 1, column 10 to line 1, column 12: Column 'bdy' not found in table 'e'
                    SELECT number FROM (SELECT id AS numbr FROM ticket_events) AS t | From line 1, column 8 to line 1, column 13: Column 'number' not found in any table: did you mean numbr?
                    SELECT * EXCLUDE (upater_id) FROM ticket_events | From line 1, column 19 to line 1, column 27: SELECT * EXCLUDE/EXCEPT list contains unknown column(s): upater_id: did you mean updater_id?
                    SELECT CURENT_DATE FROM ticket_events | From line 1, column 8 to line 1, column 18: Column 'CURENT_DATE' not found in any table: did you mean CURRENT_DATE?
                    SELECT DISTINT via FROM ticket_events | From line 1, column 8 to line 1, column 14: Column 'DISTINT' not found in any table: did you mean DISTINCT?
                    SELECT id ticket_events | From line 1, column 8 to line 1, column 9: Column 'id' not found in any table: the statement has no FROM, which names the table
                    """)
    void aColumnIsOneOfTheTablesThatTheStatementNames(String sql, String message) {
        assertEquals(message, message(sql));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT 1 FROM ticket_evnts | From line 1, column 15 to line 1, column 26: Object 'ticket_evnts' not found: did you mean ticket_events?
                    SELECT 1 FROM zendesk.ticket_evnts | From line 1, column 15 to line 1, column 34: Object 'ticket_evnts' not found within 'zendesk': did you mean ticket_events?
                    SELECT 1 FROM ticketsql.zendesk.ticket_evnts | From line 1, column 15 to line 1, column 44: Object 'ticket_evnts' not found within 'ticketsql.zendesk': did you mean ticket_events?
                    SELECT 1 FROM zendsk.ticket_events | From line 1, column 15 to line 1, column 34: Object 'zendsk' not found: did you mean zendesk?
                    SELECT 1 FROM columns | From line 1, column 15 to line 1, column 21: Object 'columns' not found: did you mean information_schema.columns?
                    WITH monthly AS (SELECT 1) SELECT * FROM mothly | From line 1, column 42 to line 1, column 47: Object 'mothly' not found: did you mean monthly?
                    SELECT ticket_event.id FROM ticket_events | From line 1, column 8 to line 1, column 19: Table 'ticket_event' not found: did you mean ticket_events?
                    SELECT ticket_events.id FROM ticket_events e | From line 1, column 8 to line 1, column 20: Table 'ticket_events' not found: did you mean e?
                    SELECT evt.id FROM ticket_events AS evnt | From line 1, column 8 to line 1, column 10: Table 'evt' not found: did you mean evnt?
                    SELECT 1 FROM nowhere | From line 1, column 15 to line 1, column 21: Object 'nowhere' not found
                    """)
    void aTableIsOneOfItsSchemaOrOfTheStatement(String sql, String message) {
        assertEquals(message, message(sql));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT "tiem" FROM ticket_events | From line 1, column 8 to line 1, column 13: Column 'tiem' not found in any table: did you mean "time"? Text stands in single quotes, 'tiem'
                    SELECT 1 FROM ticket_events WHERE via = "Email" | From line 1, column 41 to line 1, column 47: Column 'Email' not found in any table; text stands in single quotes, 'Email'
                    """)
    void aTextInDoubleQuotesMayBeANameOrAText(String sql, String message) {
        assertEquals(message, message(sql));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT COUTN(*) FROM ticket_events | At line 1, column 14: TicketSQL has no function COUTN: write COUNT
                    SELECT MAXX(id) FROM ticket_events | From line 1, column 8 to line 1, column 15: TicketSQL has no function MAXX: write MAX
                    SELECT CAST(id AS VARCHR) FROM ticket_events | From line 1, column 19 to line 1, column 24: Unknown identifier 'VARCHR': did you mean VARCHAR?
                    SELECT EXTRACT(HUOR FROM "time") FROM ticket_events | From line 1, column 16 to line 1, column 19: 'HUOR' is not a valid time frame: did you mean HOUR?
                    """)
    void aFunctionATypeAndAUnitAreOnesThatThereAre(String sql, String message) {
        assertEquals(message, message(sql));
    }

    @ParameterizedTest
    @CsvSource({
        "SELCT id FROM ticket_events, SELECT instead of SELCT",
        "WTIH a AS (SELECT 1) TABLE a, WITH instead of WTIH",
        "EXPLAN PLAN FOR SELECT 1, EXPLAIN instead of EXPLAN",
        "SELECT id FORM ticket_events, FROM instead of FORM",
        "SELECT id FROM ticket_events WHRE id = 1, WHERE instead of WHRE",
        "SELECT id FROM ticket_events gruop BY id, GROUP instead of gruop",
        "SELECT id FROM ticket_events ODER BY id, ORDER instead of ODER",
        "SELECT id FROM ticket_events LMIT 5, LIMIT instead of LMIT",
        "SELECT id FROM ticket_events ORDER BY id DSC, DESC instead of DSC",
        "SELECT id FROM ticket_events WHERE via LKE 'x', LIKE instead of LKE",
        "SELECT id FROM ticket_events WHERE via IS NTO NULL, NOT instead of NTO",
        "SELECT id FROM ticket_events HAVNG COUNT(*) > 1, HAVING instead of HAVNG",
        "SELECT id FROM ticket_events e LFET JOIN users ON TRUE, LEFT instead of LFET",
        "SELECT id FROM ticket_events e LEFT JION users ON TRUE, JOIN instead of JION",
        "SELECT CASE WEHN id = 1 THEN 2 END FROM ticket_events, WHEN instead of WEHN",
        "SELECT id FROM ticket_events UNOIN SELECT 1, UNION instead of UNOIN",
        "SELECT SUM(id) OVR (ORDER BY id) FROM ticket_events, OVER instead of OVR",
        "SELECT SUM(id) OVER (PARTITON BY via) FROM ticket_events, PARTITION instead of PARTITON",
        "SELECT COUNT(*) FILTR (WHERE id = 1) FROM ticket_events, FILTER instead of FILTR",
        "SELECT id FROM ticket_events QUALFY ROW_NUMBER() OVER (ORDER BY id) = 1, QUALIFY instead of QUALFY"
    })
    void aKeywordIsTheOneThatWasMisspelled(String sql, String meant) {
        String message = message(sql);
        assertEquals(1, message.split(": did you mean " + meant + "\\?", -1).length - 1, message);
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT id FROM ticket_events via via",
        "SELECT id, FROM ticket_events",
        "SELECT id FROM ticket_events ticket_comments 5",
        "SELECT id FROM ticket_events GROUP via",
        "SELECT id FROM ticket_events LIMIT -1",
        "SELECT 'form' 5 FROM ticket_events",
        "DROP TABLE ticket_evnts",
        "FROBNICATE 1"
    })
    void whatIsNoMisspellingGetsNoSuggestion(String sql) {
        String message = message(sql);
        assertEquals(-1, message.indexOf("did you mean"), message);
    }

    @Test
    void aTableOfAnotherSchemaIsNamedWithIt() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:ticketsql:mirror=none;baseUrl='" + NOWHERE + "'")) {
            other.setSchema("information_schema");
            assertEquals(
                    "From line 1, column 15 to line 1, column 27: Object 'ticket_events' not found: did you mean"
                            + " zendesk.ticket_events?",
                    message(other, "SELECT 1 FROM ticket_events"));
        }
    }

    @Test
    void aStatementIsAdvisedWhenItIsPreparedToo() {
        SQLException failure = assertThrows(
                SQLException.class, () -> connection.prepareStatement("SELECT upater_id FROM ticket_events"));
        assertEquals(
                "From line 1, column 8 to line 1, column 16: Column 'upater_id' not found in any table: did you mean"
                        + " updater_id?",
                failure.getMessage());
    }

    private static String message(String sql) {
        return message(connection, sql);
    }

    private static String message(Connection asked, String sql) {
        return String.valueOf(assertThrows(
                        SQLException.class,
                        () -> {
                            try (Statement statement = asked.createStatement()) {
                                statement.executeQuery(sql);
                            }
                        },
                        sql)
                .getMessage());
    }
}
