package dev.ticketsql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.jspecify.annotations.Nullable;

/** Cancels and closes the open statements of a connection, which Avatica would let run. */
final class OpenStatements {

    private OpenStatements() {}

    /**
     * Clears the cancel flag of a statement that was cancelled while it was idle: Avatica would end its next execution.
     *
     * @return what calls off what it runs next
     */
    static AtomicBoolean begin(Statement statement) throws SQLException {
        AtomicBoolean cancelFlag = cancelFlag(statement.unwrap(AvaticaStatement.class));
        cancelFlag.set(false);
        return cancelFlag;
    }

    /** Closes a statement and cancels what another thread runs with it, which Avatica would let go on. */
    static @Nullable Object close(Statement statement, StatementGuard.Call closing) throws SQLException {
        AtomicBoolean cancelFlag = cancelFlag(statement.unwrap(AvaticaStatement.class));
        cancelFlag.set(true);
        try {
            return closing.run();
        } finally {
            // An execution that failed by the raised flag has lowered it, and another one may have begun.
            cancelFlag.set(true);
        }
    }

    /** Returns the flag that an execution polls; of a closed statement, a flag without a reader. */
    private static AtomicBoolean cancelFlag(AvaticaStatement statement) throws SQLException {
        try {
            return statement.connection.getCancelFlag(statement.handle);
        } catch (NoSuchStatementException e) {
            return new AtomicBoolean();
        }
    }

    /**
     * Cancels the statements, and closes them with their half-read results. JDBC frees the resources of a closed
     * connection; Avatica lets its statements run.
     */
    static void end(Connection connection) throws SQLException {
        for (AvaticaStatement statement : List.copyOf(
                connection.unwrap(AvaticaConnection.class).statementMap.values())) {
            try {
                statement.cancel();
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
