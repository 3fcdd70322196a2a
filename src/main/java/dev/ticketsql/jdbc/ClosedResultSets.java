package dev.ticketsql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Tells rows that ended under their reader's hands, because another thread closed them or ran their statement again.
 * Where the reader is then, Avatica and the engine say it in many ways, and sometimes as if there were no more rows.
 */
final class ClosedResultSets {

    private static final String ENDED =
            "these rows have been closed, or their statement has been run again; give each thread its own statement";

    private ClosedResultSets() {}

    /** The failure of a call of {@code target}, or what it means where those are rows that have ended. */
    static SQLException explained(Object target, SQLException failure) throws SQLException {
        // Who calls a statement off may close its rows as well.
        boolean calledOff = String.valueOf(failure.getMessage()).contains("cancel");
        return target instanceof ResultSet rows && rows.isClosed() && !calledOff
                ? new SQLException(ENDED, StatementGuard.STATE, failure)
                : failure;
    }

    /**
     * Makes sure that there is a next row, or that there are really no more.
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
