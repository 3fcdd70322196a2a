package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Options of statements that SET changes, SHOW shows and RESET takes back. */
final class SessionOptionsTest {

    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events";

    @AutoClose
    private final Connection connection;

    @AutoClose
    private final Statement statement;

    SessionOptionsTest() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=3000';freshness=PT5M");
        statement = connection.createStatement();
    }

    @BeforeEach
    void nothingIsSet() throws SQLException {
        assertEquals("", shown("maxRequests"));
    }

    @Test
    void aLimitOfRequestsHoldsFromTheNextStatementOnUntilItIsReset() throws Exception {
        statement.execute("SET maxRequests = 1");
        assertEquals("1", shown("MAXREQUESTS"));
        SQLException refused = assertThrows(SQLException.class, () -> statement.executeQuery(COUNT));
        assertEquals("53400", refused.getSQLState());
        statement.execute("RESET maxRequests");
        try (ResultSet rows = statement.executeQuery(COUNT)) {
            assertTrue(rows.next());
            assertEquals(3000, rows.getInt(1));
        }
    }

    @Test
    void discardReturnsToWhatTheConnectionWasOpenedWith() throws Exception {
        statement.execute("SET freshness TO 'PT1H'");
        statement.execute("SET progress = never");
        assertEquals("PT1H never", shown("freshness") + " " + shown("progress"));
        statement.execute("DISCARD ALL");
        assertEquals("PT5M auto", shown("freshness") + " " + shown("progress"));
    }

    @Test
    void aWrongValueAndAnOptionOfTheConnectionAreRefused() {
        assertEquals(
                "option maxRequests is 'many', must be a whole number of at least 0",
                refused("SET maxRequests = many").getMessage());
        SQLException ofConnection = refused("SET pageSize = 10");
        assertEquals("22023", ofConnection.getSQLState());
        assertEquals(
                "option pageSize belongs to the connection, and is given when connecting; SET changes maxRequests,"
                        + " freshness, progress, references, referenceFreshness",
                ofConnection.getMessage());
    }

    private SQLException refused(String command) {
        return assertThrows(SQLException.class, () -> statement.execute(command));
    }

    private String shown(String option) throws SQLException {
        try (ResultSet value = statement.executeQuery("SHOW " + option)) {
            assertTrue(value.next());
            return value.getString(1);
        }
    }
}
