package dev.ticketsql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The result of a statement's last execution, as a program asks for it: rows, a count of no rows, or nothing more. */
final class StatementResults {

    /** JDBC's number where there is no count. */
    private static final int NO_COUNT = -1;

    private boolean hasRows;
    private boolean hasCount;
    private Optional<ResultSet> rows = Optional.empty();

    /** Begins an execution, or leaves its result behind. */
    synchronized void clear() {
        hasRows = false;
        hasCount = false;
        rows = Optional.empty();
    }

    /** The execution gave rows. */
    synchronized void setRows() {
        hasRows = true;
    }

    /** The execution gave these rows. */
    synchronized void setRows(ResultSet opened) {
        hasRows = true;
        rows = Optional.of(opened);
    }

    /** The execution gave no rows, and changed none. */
    synchronized void setCount() {
        hasCount = true;
    }

    synchronized int count() {
        return hasCount ? 0 : NO_COUNT;
    }

    synchronized boolean hasRows() {
        return hasRows;
    }

    /** The rows that a program has got already. */
    synchronized Optional<ResultSet> rows() {
        return rows;
    }

    /** Closes the rows that a program has got. */
    void close() throws SQLException {
        Optional<ResultSet> open = rows();
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
