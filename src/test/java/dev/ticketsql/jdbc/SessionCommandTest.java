package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that pools and BI tools send: what changes nothing is accepted, what would is refused. */
final class SessionCommandTest extends ConnectionFixture {

    private static final String NO_TRANSACTIONS =
            " has no effect: there are no transactions: nothing is written, and each statement sees what is mirrored when it"
                    + " begins";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path TO zendesk",
                "set search_path = 'nope', zendesk;",
                "SET SCHEMA 'zendesk'",
                "SET SESSION schema TO zendesk",
                "USE ZENDESK",
                "-- of a pool\nSET application_name = 'report'",
                "SET TIME ZONE 'UTC'",
                "SET TimeZone TO DEFAULT",
                "SET client_encoding TO 'UTF8'",
                "SET NAMES 'utf8'",
                "SET DateStyle TO ISO, MDY",
                "SET statement_timeout = 0",
                "SET standard_conforming_strings = on",
                "DISCARD ALL",
                "RESET ALL",
                "RESET search_path",
                "DEALLOCATE ALL",
                "UNLISTEN *"
            })
    void whatChangesNothingIsAcceptedAndGivesNoRows(String command) throws SQLException {
        assertFalse(statement.execute(command));
        assertEquals(0, statement.getUpdateCount());
        assertNull(statement.getResultSet());
        assertNull(statement.getWarnings());
        assertFalse(statement.getMoreResults());
        assertEquals(-1, statement.getUpdateCount());
        assertEquals(0, statement.executeUpdate(command));
        assertEquals("zendesk", connection.getSchema());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BEGIN
                    BEGIN READ ONLY
                    START TRANSACTION ISOLATION LEVEL SERIALIZABLE
                    COMMIT
                    END
                    ROLLBACK
                    ABORT
                    SET TRANSACTION READ ONLY
                    SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED
                    """)
    void transactionsAreIgnoredWithAWarning(String command) throws SQLException {
        statement.execute(command + ";");
        SQLWarning warning = statement.getWarnings();
        assertEquals(command + NO_TRANSACTIONS, warning.getMessage());
        assertEquals("01000", warning.getSQLState());
        assertNull(warning.getNextWarning());
    }

    @Test
    void aSettingThatDoesNotExistIsIgnoredWithAWarning() throws SQLException {
        statement.execute("SET LOCAL extra_float_digits = 3");
        assertEquals(
                "SET extra_float_digits has no effect: TicketSQL has no such setting",
                statement.getWarnings().getMessage());
        statement.execute("VALUES 1");
        assertNull(statement.getWarnings());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SET TIME ZONE 'Europe/Berlin' | 0A000 | timezone is UTC, and cannot be set to 'Europe/Berlin'; write "time" AT TIME ZONE, or let the program convert
                    SET statement_timeout = 1000 | 0A000 | statement_timeout is 0, and cannot be set to '1000'; call Statement.setQueryTimeout
                    SET client_encoding TO LATIN1 | 0A000 | client_encoding is UTF8, and cannot be set to 'LATIN1'
                    SET ROLE admin | 0A000 | SET ROLE admin is not supported: a connection has the rights of the account that it was opened with
                    SET SESSION AUTHORIZATION admin | 0A000 | SET SESSION AUTHORIZATION admin is not supported: a connection has the rights of the account that it was opened with
                    ROLLBACK TO a | 0A000 | ROLLBACK TO a is not supported: there are no transactions: nothing is written, and each statement sees what is mirrored when it begins
                    SET search_path TO nope | 3F000 | schema 'nope' does not exist; use one of: information_schema, zendesk
                    USE nope | 3F000 | schema 'nope' does not exist; use one of: information_schema, zendesk
                    SET | 42000 | SET is incomplete; write it as SET search_path TO zendesk
                    SET x | 42000 | SET x is incomplete; write it as SET search_path TO zendesk
                    BEGIN; SELECT 1; COMMIT | 42000 | one statement is run at a time: leave out what follows the semicolon
                    SHOW TABELS | 42704 | there is no setting 'tabels' to show: did you mean TABLES?
                    SHOW maxRequest | 42704 | there is no setting 'maxrequest' to show: did you mean maxRequests?
                    SHOW nothing | 42704 | there is no setting 'nothing' to show; there are application_name, search_path, server_version, client_encoding, datestyle, default_transaction_isolation, default_transaction_read_only, integer_datetimes, intervalstyle, is_superuser, server_encoding, standard_conforming_strings, statement_timeout, timezone, transaction_isolation, transaction_read_only
                    """)
    void whatWouldChangeAnswersIsRefused(String command, String state, String message) {
        SQLException refused = assertThrows(SQLException.class, () -> statement.execute(command));
        assertEquals(message, refused.getMessage());
        assertEquals(state, refused.getSQLState());
    }

    @ParameterizedTest
    @CsvSource({
        "SHOW search_path, zendesk",
        "SHOW TIME ZONE, UTC",
        "SHOW transaction isolation level, read committed",
        "SHOW client_encoding;, UTF8",
        "SHOW standard_conforming_strings, on"
    })
    void aSettingIsShown(String command, String value) throws SQLException {
        try (ResultSet row = statement.executeQuery(command)) {
            assertTrue(row.next());
            assertEquals(value, row.getString(1));
        }
        try (PreparedStatement prepared = connection.prepareStatement(command);
                ResultSet row = prepared.executeQuery()) {
            assertTrue(row.next());
            assertEquals(value, row.getString(1));
        }
    }

    @Test
    void theNameOfAnApplicationIsKept() throws SQLException {
        statement.execute("SET application_name TO 'Q''s report'");
        assertEquals("Q's report", connection.getClientInfo("ApplicationName"));
        try (ResultSet row = statement.executeQuery("SHOW application_name")) {
            assertTrue(row.next());
            assertEquals("Q's report", row.getString("application_name"));
        }
    }

    @Test
    void aCommandMayBePrepared() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("SET search_path TO information_schema")) {
            assertNull(prepared.getMetaData());
            assertEquals("zendesk", connection.getSchema());
            assertFalse(prepared.execute());
            assertEquals(0, prepared.getUpdateCount());
            assertEquals("information_schema", connection.getSchema());
            assertEquals(
                    "02000",
                    assertThrows(SQLException.class, prepared::executeQuery).getSQLState());
        }
        statement.execute("DISCARD ALL");
        assertEquals("zendesk", connection.getSchema());
    }

    @Test
    void aCommandGivesNoRows() {
        SQLException refused = assertThrows(SQLException.class, () -> statement.executeQuery("BEGIN"));
        assertEquals("BEGIN gives no rows: run it with execute", refused.getMessage());
        assertEquals("02000", refused.getSQLState());
    }
}
