package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.calcite.avatica.NoSuchStatementException;

/**
 * Recognises calls of connections, statements and result sets that are closed. Of result sets that another thread
 * closed, or closed by running their statement again, Avatica and the engine report this in many ways, and sometimes as
 * the end of the rows.
 */
final class ClosedObjects {

    /** Avatica's message for a call of a closed connection. */
    private static final String CONNECTION = "Connection closed";

    /** Avatica's message for a call of a closed statement. */
    private static final String STATEMENT = "Statement closed";

    /** Avatica's message for an execution without a result. */
    private static final String NO_RESULT = "Statement did not return a result set";

    private static final String ENDED =
            "these rows have been closed, or their statement has been run again; give each thread its own statement";

    private ClosedObjects() {}

    /** Replaces the failure of a call if its object is a closed connection or statement. */
    static SQLException explained(SQLException failure) {
        return switch (String.valueOf(failure.getMessage())) {
            case CONNECTION -> new SQLException("the connection is closed", Session.CLOSED_STATE, failure);
            case STATEMENT -> closedStatement(failure);
            default -> isOfForgottenStatement(failure) ? closedStatement(failure) : failure;
        };
    }

    private static SQLException closedStatement(SQLException failure) {
        return new SQLException("the statement is closed", StatementGuard.STATE, failure);
    }

    /** Whether another thread closed the statement or its connection during the call. */
    private static boolean isOfForgottenStatement(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof NoSuchStatementException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** Replaces Avatica's failure of an execution whose result another thread closed before it was there. */
    static SQLException explained(Statement target, SQLException failure) throws SQLException {
        return NO_RESULT.equals(failure.getMessage()) && target.isClosed() ? closedWhileItBegan() : failure;
    }

    /** The failure of an execution whose statement another thread closed. */
    static SQLException closedWhileItBegan() {
        return new SQLException("another thread has closed this statement while it began", StatementGuard.STATE);
    }

    /** Replaces the failure of a call of {@code target} if it is a closed result set. */
    static SQLException explained(Object target, SQLException failure) throws SQLException {
        // Cancelling a statement may close its rows as well.
        boolean calledOff = ErrorKind.CANCELLED.sqlState().equals(failure.getSQLState());
        return target instanceof ResultSet rows && rows.isClosed() && !calledOff
                ? new SQLException(ENDED, StatementGuard.STATE, failure)
                : failure;
    }

    /**
     * Checks that an end of the rows is not that of a closed result set.
     *
     * @throws SQLException if the rows have ended before
     */
    static boolean requireWhole(ResultSet rows, boolean next) throws SQLException {
        if (!next && rows.isClosed()) {
            throw new SQLException(ENDED, StatementGuard.STATE);
        }
        return next;
    }
}
