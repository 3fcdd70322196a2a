package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements and their results, as JDBC and pgjdbc have them. */
final class StatementCallsTest extends ConnectionFixture {

    private static final String THREE_ROWS = "SELECT x FROM (VALUES (1), (2), (3)) AS t(x) ORDER BY x";

    private static void assertRefused(String state, String message, Executable call) {
        SQLException refused = assertThrows(SQLException.class, call);
        assertEquals(message, refused.getMessage());
        assertEquals(state, refused.getSQLState());
    }

    @Test
    void executeUpdateRefusesWhatGivesRowsBeforeItRuns() throws SQLException {
        String message = "the statement gives rows: run it with executeQuery or execute";
        assertRefused("0100E", message, () -> statement.executeUpdate("SELECT id FROM ticket_events"));
        assertRefused("0100E", message, () -> statement.executeLargeUpdate("(VALUES 1)"));
        try (PreparedStatement prepared = connection.prepareStatement("SELECT id FROM ticket_events")) {
            assertRefused("0100E", message, prepared::executeUpdate);
        }
        assertRefused(
                "42000",
                "ticket_events is read-only: Zendesk writes the events, TicketSQL only reads them",
                () -> statement.executeUpdate("DELETE FROM ticket_events"));
    }

    @Test
    void oneResultComesFromAnExecution() throws SQLException {
        assertEquals(-1, statement.getUpdateCount());
        assertNull(statement.getResultSet());
        assertTrue(statement.execute(THREE_ROWS));
        ResultSet rows = statement.getResultSet();
        assertSame(rows, statement.getResultSet());
        assertEquals(-1, statement.getUpdateCount());
        assertFalse(statement.getMoreResults());
        assertTrue(rows.isClosed());
        assertNull(statement.getResultSet());
        assertEquals(-1, statement.getLargeUpdateCount());
        ResultSet kept = statement.executeQuery(THREE_ROWS);
        assertSame(kept, statement.getResultSet());
        assertSame(statement, kept.getStatement());
        assertFalse(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
        assertFalse(kept.isClosed());
        assertTrue(kept.next());
    }

    @Test
    void thereAreNoGeneratedKeys() throws SQLException {
        assertTrue(statement.execute(THREE_ROWS, Statement.RETURN_GENERATED_KEYS));
        assertTrue(statement.execute(THREE_ROWS, new int[] {1}));
        assertTrue(statement.execute(THREE_ROWS, new String[] {"id"}));
        try (ResultSet keys = statement.getGeneratedKeys()) {
            assertFalse(keys.next());
        }
        try (PreparedStatement prepared = connection.prepareStatement(THREE_ROWS, Statement.RETURN_GENERATED_KEYS)) {
            assertTrue(prepared.execute());
        }
        assertRefused(
                "22023",
                "the number for generated keys is 7, and has to be one of RETURN_GENERATED_KEYS, NO_GENERATED_KEYS",
                () -> statement.execute(THREE_ROWS, 7));
    }

    @Test
    void limitsOfRowsAndTextsHold() throws SQLException {
        statement.setMaxRows(2);
        statement.setMaxFieldSize(3);
        try (ResultSet rows = statement.executeQuery("SELECT 'abcdef', 123456 FROM (VALUES (1), (2), (3)) AS t(x)")) {
            assertTrue(rows.next());
            assertEquals("abc", rows.getString(1));
            assertEquals("abc", rows.getObject(1));
            assertEquals("123456", rows.getString(2));
            assertTrue(rows.next());
            assertFalse(rows.next());
        }
        assertEquals(2, statement.getMaxRows());
        assertEquals(3, statement.getMaxFieldSize());
    }

    @Test
    void hintsAreKept() throws SQLException {
        statement.setFetchSize(7);
        assertEquals(7, statement.getFetchSize());
        statement.setFetchDirection(ResultSet.FETCH_REVERSE);
        assertEquals(ResultSet.FETCH_REVERSE, statement.getFetchDirection());
        assertFalse(statement.isPoolable());
        statement.setPoolable(true);
        assertTrue(statement.isPoolable());
        statement.setCursorName("c");
        statement.setEscapeProcessing(false);
    }

    @Test
    void anArgumentThatIsNoneIsRefusedByName() {
        assertRefused("22023", "the maximum of rows is -1, and has to be 0 or more", () -> statement.setMaxRows(-1));
        assertRefused("22023", "the fetch size is -1, and has to be 0 or more", () -> statement.setFetchSize(-1));
        assertRefused(
                "22023", "the timeout of queries is -1, and has to be 0 or more", () -> statement.setQueryTimeout(-1));
        assertRefused(
                "22023",
                "the fetch direction is 5, and has to be one of FETCH_FORWARD, FETCH_REVERSE, FETCH_UNKNOWN",
                () -> statement.setFetchDirection(5));
        assertRefused(
                "HY009",
                "the text of the statement is null, and has to be given",
                () -> statement.execute((String) null));
    }

    @Test
    void closingTheRowsClosesAStatementThatIsToBeClosedOnCompletion() throws SQLException {
        statement.closeOnCompletion();
        assertTrue(statement.isCloseOnCompletion());
        statement.executeQuery(THREE_ROWS).close();
        assertTrue(statement.isClosed());
    }

    @Test
    void aClosedStatementIsNamed() throws SQLException {
        ResultSet rows = statement.executeQuery(THREE_ROWS);
        statement.close();
        statement.close();
        assertTrue(rows.isClosed());
        for (Executable call : List.<Executable>of(
                () -> statement.executeQuery("VALUES 1"),
                () -> statement.execute("BEGIN"),
                statement::getResultSet,
                statement::getUpdateCount,
                statement::getMaxFieldSize,
                statement::getWarnings)) {
            assertRefused("HY010", "the statement is closed", call);
        }
    }

    @Test
    void aPositionWithoutARowIsNamed() throws SQLException {
        try (ResultSet rows = statement.executeQuery("VALUES 1")) {
            assertRefused("24000", "no row is current: call next first", () -> rows.getInt(1));
            assertTrue(rows.isBeforeFirst());
            assertTrue(rows.next());
            assertTrue(rows.isFirst());
            assertEquals(1, rows.getRow());
            assertFalse(rows.next());
            assertTrue(rows.isAfterLast());
            assertRefused("24000", "no row is current: the last has been read", () -> rows.getString(1));
        }
    }

    @Test
    void aColumnThatDoesNotExistIsNamed() throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1 AS one")) {
            assertTrue(rows.next());
            assertEquals(1, rows.getInt("ONE"));
            assertRefused("42703", "there is no column 'two'", () -> rows.getInt("two"));
            assertRefused("22023", "there is no column 2: the result has 1", () -> rows.getTimestamp(2));
            assertRefused("22023", "there is no column 0: the result has 1", () -> rows.getObject(0));
        }
    }

    @Test
    void rowsAreReadForward() throws SQLException {
        try (ResultSet rows = statement.executeQuery(THREE_ROWS)) {
            assertEquals(ResultSet.TYPE_FORWARD_ONLY, rows.getType());
            assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
            assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, rows.getHoldability());
            assertEquals(ResultSet.FETCH_FORWARD, rows.getFetchDirection());
            rows.setFetchDirection(ResultSet.FETCH_FORWARD);
            assertRefused(
                    "24000",
                    "rows are read forward alone: this result is of TYPE_FORWARD_ONLY",
                    () -> rows.setFetchDirection(ResultSet.FETCH_REVERSE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) > 0 FROM {oj ticket_events a LEFT OUTER JOIN ticket_events b ON a.id = b.id}",
                "SELECT COUNT(*) > 0 FROM {OJ ticket_events a LEFT JOIN ticket_events b ON a.\"time\" > {ts '2020-01-01 00:00:00'}}",
                "SELECT 'a_b' LIKE 'a\\_b' {escape '\\'} AND NOT 'aab' LIKE 'a!_b' {escape '!'}",
                "SELECT {fn UCASE({fn CONCAT('a', 'b')})} = 'AB'",
                "SELECT {d '2026-01-02'} < {ts '2026-01-02 03:04:05'} AND {t '03:04:05'} < {t '03:04:06'}",
                "SELECT COUNT(*) = 1 FROM (SELECT id FROM ticket_events {limit 1 offset 2})",
                "SELECT '{oj x}' = '{oj ' || 'x}'"
            })
    void theEscapesOfJdbcWork(String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            assertTrue(row.getBoolean(1));
        }
    }
}
