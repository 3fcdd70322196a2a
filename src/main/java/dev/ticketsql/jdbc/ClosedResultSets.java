package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Recognises result sets that another thread closed, or closed by running their statement again. Avatica and the engine
 * report this in many ways, and sometimes as the end of the rows.
 */
final class ClosedResultSets {

    private static final String ENDED =
            "these rows have been closed, or their statement has been run again; give each thread its own statement";

    private ClosedResultSets() {}

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
