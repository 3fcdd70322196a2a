package dev.ticketsql.jdbc;

import dev.ticketsql.event.Abandonment;
import dev.ticketsql.event.CancelAnnouncements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.NoSuchStatementException;

/**
 * Open statements of a connection: raises the flags that Calcite cancels them by, and announces it; closes what a
 * program leaves open. Refers to Calcite's objects alone: those of the program must become unreachable when it drops
 * them. Safe for many threads.
 */
final class OpenStatements {

    private final Connection connection;
    private final CancelAnnouncements cancels;

    /** @param cancels announces to the connection's executions that a statement was cancelled */
    OpenStatements(Connection connection, CancelAnnouncements cancels) {
        this.connection = connection;
        this.cancels = cancels;
    }

    /** A call that makes a statement. */
    @FunctionalInterface
    interface Making<T> {
        T make() throws SQLException;
    }

    /** Makes a statement. */
    <T> T make(Making<T> making) throws SQLException {
        // Calcite keeps the statements of a connection in a map that is not made for several threads.
        synchronized (connection) {
            return making.make();
        }
    }

    /** Closes an abandoned statement with its result, or an abandoned result of metadata. */
    Abandonment.Closing closingOf(AutoCloseable opened) {
        return () -> {
            synchronized (connection) {
                opened.close();
            }
        };
    }

    /** Makes the executions look at their flags. */
    void announceCancel() {
        cancels.announce();
    }

    /**
     * Lowers a flag that was raised while the statement did not run, by which Avatica would end its next execution.
     *
     * @return cancels the next execution
     */
    Runnable begin(Statement statement) throws SQLException {
        AtomicBoolean cancelFlag = cancelFlag(statement.unwrap(AvaticaStatement.class));
        cancelFlag.set(false);
        // A timer may keep it for hours, and must not keep the connection.
        CancelAnnouncements announcements = cancels;
        return () -> raise(cancelFlag, announcements);
    }

    private static void raise(AtomicBoolean cancelFlag, CancelAnnouncements cancels) {
        cancelFlag.set(true);
        cancels.announce();
    }

    /** Closes a statement, and cancels its execution in another thread, which Avatica would let go on. */
    void close(Statement statement, JdbcCalls.Change closing) throws SQLException {
        AtomicBoolean cancelFlag = cancelFlag(statement.unwrap(AvaticaStatement.class));
        raise(cancelFlag, cancels);
        try {
            closing.make();
        } finally {
            // An execution that the flag ended has lowered it, and another may have begun since.
            raise(cancelFlag, cancels);
        }
    }

    /** Flag that executions of the statement check; for a closed statement, one that nothing checks. */
    private static AtomicBoolean cancelFlag(AvaticaStatement statement) throws SQLException {
        try {
            return statement.connection.getCancelFlag(statement.handle);
        } catch (NoSuchStatementException e) {
            return new AtomicBoolean();
        }
    }

    /**
     * Cancels all statements, and closes them with the results that are half read: JDBC frees them with their
     * connection, Avatica lets them run and keeps what they hold.
     */
    void end() throws SQLException {
        for (AvaticaStatement statement : List.copyOf(
                connection.unwrap(AvaticaConnection.class).statementMap.values())) {
            try {
                raise(cancelFlag(statement), cancels);
                statement.close();
            } catch (SQLException e) {
                // One that was closed meanwhile needs no cancelling.
                if (!statement.isClosed()) {
                    throw e;
                }
            }
        }
    }

    /** Closes a connection that no program can reach, and its statements. */
    void endConnection() throws SQLException {
        try {
            connection.close();
        } finally {
            end();
        }
    }
}
