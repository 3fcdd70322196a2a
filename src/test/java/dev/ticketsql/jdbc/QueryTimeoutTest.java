package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counts work against a statement's query timeout where nothing is fetched; StopTest does it where something is. */
@Timeout(60)
final class QueryTimeoutTest {

    /** Works for many minutes, and reads no events. */
    private static final String ENDLESS = "WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t"
            + " WHERE n < 2000000000) SELECT COUNT(*) FROM t";

    private static final String TWO_ROWS = "SELECT n FROM (VALUES 1, 2) AS t (n)";

    @AutoClose
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:mirror=none;baseUrl='sandbox:?events=10'");
    }

    @Test
    void aStatementThatReadsNoEventsEndsToo() throws Exception {
        try (Statement statement = connection.createStatement()) {
            assertEquals(timedOut("1 second"), timeout(statement, 1).getMessage());
        }
    }

    @Test
    void aPreparedStatementEndsToo() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(ENDLESS)) {
            statement.setQueryTimeout(1);
            SQLTimeoutException failure = assertThrows(SQLTimeoutException.class, () -> {
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                }
            });
            assertEquals(timedOut("1 second"), failure.getMessage());
            assertEquals("57014", failure.getSQLState());
        }
    }

    @Test
    void aRecursionWithoutEndEndsWhereItIsCancelled() throws Exception {
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> failure = CompletableFuture.supplyAsync(
                    () -> assertThrows(SQLException.class, () -> statement.executeQuery(ENDLESS)));
            while (!failure.isDone()) {
                statement.cancel();
                Thread.onSpinWait();
            }
            assertEquals("57014", failure.join().getSQLState());
        }
    }

    @Test
    void aStatementThatTimedOutRunsAgain() throws Exception {
        try (Statement statement = connection.createStatement()) {
            timeout(statement, 1);
            assertEquals(1, statement.getQueryTimeout());
            try (ResultSet rows = statement.executeQuery(TWO_ROWS)) {
                assertTrue(rows.next());
                assertTrue(rows.next());
                assertFalse(rows.next());
            }
        }
    }

    @Test
    void theTimeoutOfAnEarlierExecutionIsNotThatOfALater() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            try (ResultSet rows = statement.executeQuery(TWO_ROWS)) {
                assertTrue(rows.next());
            }
            assertEquals(timedOut("3 seconds"), timeout(statement, 3).getMessage());
        }
    }

    @Test
    void theTimeBetweenTwoRowsIsTheReadersOwn() throws Exception {
        try (Statement slowlyRead = connection.createStatement();
                Statement meanwhile = connection.createStatement()) {
            slowlyRead.setQueryTimeout(3);
            try (ResultSet rows = slowlyRead.executeQuery(TWO_ROWS)) {
                assertTrue(rows.next());
                // Takes longer than the timeout, outside of the statement's own calls.
                timeout(meanwhile, 4);
                assertTrue(rows.next());
                assertEquals(2, rows.getInt(1));
                assertFalse(rows.next());
            }
        }
    }

    @Test
    void whatIsCancelledInTimeDidNotTimeOut() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(3600);
            try (ResultSet rows = statement.executeQuery(TWO_ROWS)) {
                assertTrue(rows.next());
                statement.cancel();
                SQLException failure = assertThrows(SQLException.class, rows::next);
                assertEquals("the statement was cancelled; every page that had arrived is kept", failure.getMessage());
                assertFalse(failure instanceof SQLTimeoutException);
            }
        }
    }

    @Test
    void theTimeoutIsReturnedAndANegativeOneIsRefused() throws Exception {
        Statement statement = connection.createStatement();
        assertEquals(0, statement.getQueryTimeout());
        statement.setQueryTimeout(Integer.MAX_VALUE);
        assertEquals(Integer.MAX_VALUE, statement.getQueryTimeout());
        try (ResultSet rows = statement.executeQuery(TWO_ROWS)) {
            assertTrue(rows.next());
        }
        assertThrows(SQLException.class, () -> statement.setQueryTimeout(-1));
        assertEquals(Integer.MAX_VALUE, statement.getQueryTimeout());
        statement.close();
        assertThrows(SQLException.class, statement::getQueryTimeout);
        assertThrows(SQLException.class, () -> statement.setQueryTimeout(1));
    }

    private static SQLTimeoutException timeout(Statement statement, int seconds) throws SQLException {
        statement.setQueryTimeout(seconds);
        return assertThrows(SQLTimeoutException.class, () -> {
            try (ResultSet rows = statement.executeQuery(ENDLESS)) {
                rows.next();
            }
        });
    }

    private static String timedOut(String limit) {
        return "the statement's timeout of " + limit
                + " is over; every page that had arrived is kept. Run it again, and"
                + " it goes on from there, or give it a longer timeout";
    }
}
