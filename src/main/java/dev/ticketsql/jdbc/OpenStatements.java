package dev.ticketsql.jdbc;

import dev.ticketsql.event.CancelAnnouncements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.jspecify.annotations.Nullable;

/** Open statements of a connection: raises the flags that Calcite cancels them by, and announces it. */
final class OpenStatements {

    private OpenStatements() {}

    /**
     * Lowers a flag that was raised while the statement did not run, by which Avatica would end its next execution.
     *
     * @return cancels the next execution
     */
    static Runnable begin(Statement statement, CancelAnnouncements cancels) throws SQLException {
        AtomicBoolean cancelFlag = cancelFlag(statement.unwrap(AvaticaStatement.class));
        cancelFlag.set(false);
        return () -> raise(cancelFlag, cancels);
    }

    private static void raise(AtomicBoolean cancelFlag, CancelAnnouncements cancels) {
        cancelFlag.set(true);
        cancels.announce();
    }

    /** Closes a statement, and cancels its execution in another thread, which Avatica would let go on. */
    static @Nullable Object close(Statement statement, CancelAnnouncements cancels, StatementGuard.Call closing)
            throws SQLException {
        AtomicBoolean cancelFlag = cancelFlag(statement.unwrap(AvaticaStatement.class));
        raise(cancelFlag, cancels);
        try {
            return closing.run();
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
    static void end(Connection connection, CancelAnnouncements cancels) throws SQLException {
        for (AvaticaStatement statement : List.copyOf(
                connection.unwrap(AvaticaConnection.class).statementMap.values())) {
            try {
                statement.cancel();
                cancels.announce();
                statement.close();
            } catch (SQLException e) {
                // One that was closed meanwhile needs no cancelling.
                if (!statement.isClosed()) {
                    throw e;
                }
            }
        }
    }
}
