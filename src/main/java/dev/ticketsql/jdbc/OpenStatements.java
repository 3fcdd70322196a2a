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

/** The statements of a connection that nobody has closed. */
final class OpenStatements {

    private OpenStatements() {}

    /**
     * Forgets that a statement was called off while it did nothing: Avatica would end what it runs next.
     *
     * @return what calls off what it runs next
     */
    static AtomicBoolean begin(Statement statement) throws SQLException {
        AtomicBoolean cancelFlag = cancelFlag(statement.unwrap(AvaticaStatement.class));
        cancelFlag.set(false);
        return cancelFlag;
    }

    /** Closes a statement, and calls off what another thread runs with it, which Avatica would let go on. */
    static @Nullable Object close(Statement statement, StatementGuard.Call closing) throws SQLException {
        AtomicBoolean cancelFlag = cancelFlag(statement.unwrap(AvaticaStatement.class));
        cancelFlag.set(true);
        try {
            return closing.run();
        } finally {
            // Who had just found the flag raised has taken it down; and a last execution may have begun.
            cancelFlag.set(true);
        }
    }

    /** What an execution looks at; of a statement that is closed already, nothing that anything looks at. */
    private static AtomicBoolean cancelFlag(AvaticaStatement statement) throws SQLException {
        try {
            return statement.connection.getCancelFlag(statement.handle);
        } catch (NoSuchStatementException e) {
            return new AtomicBoolean();
        }
    }

    /**
     * Calls them all off, and closes them with the results that are half read. JDBC frees what a connection holds when
     * it is closed; Avatica lets its statements run, and keeps what they hold.
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
