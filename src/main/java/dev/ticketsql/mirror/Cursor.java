package dev.ticketsql.mirror;

import dev.ticketsql.event.Abandonment;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.StatementCancelledException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Cursor over the rows of one query while they stream out of the engine, on a connection of their own. Closing it in
 * the middle stops the query, and so does the garbage collector: Calcite's own connections leave half-read results
 * open. It may outlive the statement's {@link Snapshot} and the {@link Mirror}. For one thread.
 */
public final class Cursor implements AutoCloseable {

    /** About a millisecond of rows. */
    private static final int ROWS_BETWEEN_CHECKS = 1024;

    private final ResultSet resultSet;
    private final Cancellation cancellation;
    private final Held held;
    private final Abandonment abandonment;
    private int rowsSinceCheck;

    Cursor(Connection connection, ResultSet resultSet, Cancellation cancellation, Runnable onClose) {
        this.resultSet = resultSet;
        this.cancellation = cancellation;
        held = new Held(connection, onClose);
        abandonment = Abandonment.of(this, held::close);
    }

    /** Resources of a cursor. Knows nothing of the cursor, which must become unreachable before they are given back. */
    private record Held(Connection connection, Runnable onClose) {

        void close() throws SQLException {
            try {
                connection.close();
            } finally {
                onClose.run();
            }
        }
    }

    /**
     * Current row, and the columns' names and types. Move on with {@link #next}: DuckDB does not interrupt the rows
     * that it has sent already.
     */
    public ResultSet resultSet() {
        return resultSet;
    }

    /**
     * Moves to the next row.
     *
     * @return whether there is one
     * @throws SQLException if the query fails, or, with SQLSTATE 57014, if the statement is cancelled
     */
    public boolean next() throws SQLException {
        if (rowsSinceCheck++ % ROWS_BETWEEN_CHECKS == 0 && cancellation.isCancelled()) {
            throw cancelled(null);
        }
        try {
            return resultSet.next();
        } catch (SQLException e) {
            throw cancellation.isCancelled() ? cancelled(e) : e;
        }
    }

    static SQLException cancelled(@Nullable SQLException cause) {
        return ErrorKind.CANCELLED.exception(StatementCancelledException.SENTENCE, cause);
    }

    /** Stops the query if it still runs. Closing again does nothing. */
    @Override
    public void close() throws SQLException {
        try {
            held.close();
        } finally {
            abandonment.forget();
        }
    }
}
