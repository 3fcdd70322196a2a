package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.LargeStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements on the engine, each on a connection of its own, and calls off those that were cancelled. Knows
 * nothing of what they read. Safe for many threads.
 *
 * <p>DuckDB works inside one call for as long as a query takes to its first rows: only another thread can stop it.
 */
final class EngineQueries {

    private static final Logger LOG = LoggerFactory.getLogger(EngineQueries.class);

    /** Soon enough for a person who presses Ctrl-C, and nothing to a machine. */
    private static final long POLL_MILLIS = 50;

    /** The watching thread ends when no query has run for that long. */
    private static final long IDLE_SEC = 10;

    private static final String UNEXPLAINED = "Invalid result set";

    private final Engine engine;
    private final ScheduledThreadPoolExecutor watch;
    private final Set<String> defined = new HashSet<>();
    private final SuppliedRowsFunction suppliedRows = new SuppliedRowsFunction();

    EngineQueries(Engine engine) {
        this.engine = engine;
        watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ticketsql-cancellation");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        watch.setKeepAliveTime(IDLE_SEC, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
    }

    /**
     * Teaches the engine what {@code name} stands for, unless it knows.
     *
     * @throws SQLException if the engine refuses
     */
    synchronized void define(String name, EngineDefinition definition) throws SQLException {
        if (!defined.contains(name)) {
            try (Connection connection = engine.connect()) {
                definition.on(connection);
            }
            defined.add(name);
        }
    }

    /**
     * Supplies {@code rows} to statements.
     *
     * @return their number
     * @throws SQLException if the engine refuses
     */
    long supply(SuppliedRows rows) throws SQLException {
        define(SuppliedRowsFunction.class.getName(), suppliedRows::register);
        return suppliedRows.supply(rows);
    }

    void takeAway(long number) {
        suppliedRows.takeAway(number);
    }

    /**
     * Runs {@code sql}; returns when the first rows are there.
     *
     * @throws SQLException if the engine refuses or fails, or, with SQLSTATE 57014, if the statement is cancelled
     *     meanwhile
     */
    Cursor open(String sql, Cancellation cancellation, ReaderPins.Lease reading) throws SQLException {
        ReaderPins.Lease lease = reading.another();
        try {
            Connection connection = engine.connect();
            try {
                return execute(connection.createStatement(), sql, cancellation, lease);
            } catch (SQLException e) {
                connection.close();
                throw cancellation.isCancelled() ? Cursor.cancelled(e) : reason(e, sql, cancellation);
            }
        } catch (SQLException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /**
     * Runs {@code sql}, which gives no rows.
     *
     * @return how many rows it wrote
     * @throws SQLException if the engine refuses or fails, or, with SQLSTATE 57014, if the statement is cancelled
     *     meanwhile
     */
    long update(String sql, Cancellation cancellation) throws SQLException {
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement()) {
            Future<?> watching = watch(statement, cancellation);
            try {
                return statement.executeLargeUpdate(sql);
            } catch (SQLException e) {
                throw cancellation.isCancelled() ? Cursor.cancelled(e) : e;
            } finally {
                watching.cancel(false);
            }
        }
    }

    private Cursor execute(Statement statement, String sql, Cancellation cancellation, ReaderPins.Lease lease)
            throws SQLException {
        Future<?> watching = watch(statement, cancellation);
        try {
            return new Cursor(statement.getConnection(), executed(statement, sql), cancellation, () -> {
                watching.cancel(false);
                lease.close();
            });
        } catch (SQLException e) {
            watching.cancel(false);
            throw e;
        }
    }

    private static ResultSet executed(Statement statement, String sql) throws SQLException {
        if (!LargeStack.isNeededFor(sql)) {
            return statement.executeQuery(sql);
        }
        try {
            return LargeStack.call(() -> statement.executeQuery(sql));
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException(e);
        }
    }

    /**
     * Of a streaming query that fails before its first rows, the driver (2.0.0.1) says "Invalid result set" and nothing
     * else. Asked again through its other interface, it gives the reason.
     */
    private SQLException reason(SQLException failure, String sql, Cancellation cancellation) {
        if (!String.valueOf(failure.getMessage()).contains(UNEXPLAINED)) {
            return failure;
        }
        try (DuckDBConnection connection = engine.connect();
                DuckDBPreparedStatement statement = connection.prepare(sql)) {
            Future<?> watching = watch(statement, cancellation);
            try {
                statement.query().close();
                return failure;
            } finally {
                watching.cancel(false);
            }
        } catch (SQLException reason) {
            return cancellation.isCancelled() ? Cursor.cancelled(reason) : reason;
        }
    }

    private Future<?> watch(Statement statement, Cancellation cancellation) {
        Runnable look = () -> {
            try {
                if (cancellation.isCancelled()) {
                    statement.cancel();
                }
            } catch (SQLException e) {
                LOG.debug("Cannot cancel a query", e);
            }
        };
        // Again and again: DuckDB forgets a cancellation that comes before its query has started.
        return watch.scheduleWithFixedDelay(look, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
}
