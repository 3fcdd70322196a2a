package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that tools make of every connection, whether they need them or not. */
final class ConnectionCallsTest {

    @AutoClose
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=10'");
    }

    @Test
    void autoCommitIsOnAtFirstAndKeepsItsValue() throws SQLException {
        assertTrue(connection.getAutoCommit());
        connection.setAutoCommit(false);
        connection.commit();
        connection.rollback();
        assertFalse(connection.getAutoCommit());
    }

    @Test
    void clientInfoIsKept() throws SQLException {
        connection.setClientInfo("ApplicationName", "report");
        assertEquals("report", connection.getClientInfo("ApplicationName"));
        Properties all = new Properties();
        all.setProperty("ClientUser", "ann");
        connection.setClientInfo(all);
        assertEquals(all, connection.getClientInfo());
        assertNull(connection.getClientInfo("ApplicationName"));
    }

    @Test
    void aSchemaThatDoesNotExistIsRefusedAndTheOldOneStays() throws SQLException {
        SQLException refused = assertThrows(SQLException.class, () -> connection.setSchema("nope"));
        assertEquals("schema 'nope' does not exist; use one of: information_schema, zendesk", refused.getMessage());
        assertEquals("3F000", refused.getSQLState());
        assertEquals("zendesk", connection.getSchema());
    }

    @Test
    void unwrapGivesTheConnectionItselfOrCalcites() throws SQLException {
        assertSame(connection, connection.unwrap(Connection.class));
        assertSame(connection, connection.unwrap(TicketSqlConnection.class));
        assertTrue(connection.isWrapperFor(CalciteConnection.class));
        assertEquals("zendesk", connection.unwrap(CalciteConnection.class).getSchema());
        assertFalse(connection.isWrapperFor(String.class));
    }

    @Test
    void smallCallsAnswer() throws SQLException {
        assertEquals(Map.of(), connection.getTypeMap());
        assertEquals("SELECT {fn UCASE('a')}", connection.nativeSQL("SELECT {fn UCASE('a')}"));
        connection.prepareStatement("SELECT 1", Statement.NO_GENERATED_KEYS).close();
        connection.abort(Runnable::run);
        assertTrue(connection.isClosed());
        assertEquals(
                "08003",
                assertThrows(SQLException.class, connection::getAutoCommit).getSQLState());
    }

    @Test
    void aCallThatIsNotSupportedIsRefusedByItsName() {
        SQLFeatureNotSupportedException refused =
                assertThrows(SQLFeatureNotSupportedException.class, connection::setSavepoint);
        assertEquals(
                "Connection.setSavepoint is not supported: TicketSQL reads rows forward and writes nothing",
                refused.getMessage());
        assertEquals("0A000", refused.getSQLState());
    }

    @Test
    void aTextIsReadAsTheTruthThatPostgresReadsInIt() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 'yes', 'f', 'maybe', 2")) {
            assertTrue(row.next());
            assertTrue(row.getBoolean(1));
            assertFalse(row.getBoolean(2));
            assertTrue(row.getBoolean(4));
            SQLException refused = assertThrows(SQLException.class, () -> row.getBoolean(3));
            assertEquals("22018", refused.getSQLState());
        }
    }
}
