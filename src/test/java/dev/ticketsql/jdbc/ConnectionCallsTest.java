package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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
    void aSchemaIsFoundWhateverItsCaseAndNullIsTheFirst() throws SQLException {
        connection.setSchema("INFORMATION_SCHEMA");
        assertEquals("information_schema", connection.getSchema());
        connection.setSchema(null);
        assertEquals("zendesk", connection.getSchema());
    }

    @Test
    void catalogsAreIgnored() throws SQLException {
        @Nullable String catalog = connection.getCatalog();
        connection.setCatalog("nope");
        assertEquals(catalog, connection.getCatalog());
    }

    @Test
    void otherKindsOfResultsFallBackWithAWarning() throws SQLException {
        try (Statement statement = connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE, ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
            assertEquals(ResultSet.TYPE_FORWARD_ONLY, statement.getResultSetType());
            assertEquals(ResultSet.CONCUR_READ_ONLY, statement.getResultSetConcurrency());
            assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, statement.getResultSetHoldability());
            SQLWarning warning = connection.getWarnings();
            assertEquals(
                    "results are of TYPE_FORWARD_ONLY, since there is no TYPE_SCROLL_INSENSITIVE",
                    warning.getMessage());
            assertEquals("01S02", warning.getSQLState());
            assertEquals(
                    "results are of CONCUR_READ_ONLY, since there is no CONCUR_UPDATABLE",
                    warning.getNextWarning().getMessage());
        }
        connection.clearWarnings();
        try (PreparedStatement statement = connection.prepareStatement(
                        "VALUES 1", ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY);
                ResultSet rows = statement.executeQuery()) {
            assertEquals(ResultSet.TYPE_FORWARD_ONLY, rows.getType());
            assertEquals(
                    "results are of TYPE_FORWARD_ONLY, since there is no TYPE_SCROLL_SENSITIVE",
                    connection.getWarnings().getMessage());
        }
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> connection.createStatement(5, 6))
                        .getSQLState());
    }

    @Test
    void transactionsHaveNoEffectAndTheirSettingsAreKept() throws SQLException {
        connection.setReadOnly(true);
        assertTrue(connection.isReadOnly());
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertEquals(Connection.TRANSACTION_SERIALIZABLE, connection.getTransactionIsolation());
        connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
        assertEquals(ResultSet.CLOSE_CURSORS_AT_COMMIT, connection.getHoldability());
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> connection.setTransactionIsolation(99))
                        .getSQLState());
    }

    @Test
    void everyCallOfAClosedConnectionSaysThatItIsClosed() throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        connection.close();
        for (Executable call : List.<Executable>of(
                connection::createStatement,
                () -> connection.prepareStatement("VALUES 1"),
                connection::commit,
                connection::rollback,
                connection::getCatalog,
                connection::getSchema,
                connection::getMetaData,
                connection::getTransactionIsolation,
                () -> connection.setClientInfo("ApplicationName", "report"),
                () -> metadata.getTables(null, null, null, null))) {
            SQLException refused = assertThrows(SQLException.class, call);
            assertEquals("the connection is closed", refused.getMessage());
            assertEquals("08003", refused.getSQLState());
        }
        assertFalse(connection.isValid(1));
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
