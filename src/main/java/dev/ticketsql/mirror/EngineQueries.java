package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.LargeStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries of the engine, each on a connection of its own. DuckDB works inside one call for as long as a query takes to
 * its first rows, so a cancellation interrupts it from another thread. Safe for many threads.
 */
final class EngineQueries {

    private static final Logger LOG = LoggerFactory.getLogger(EngineQueries.class);

    private static final String UNEXPLAINED = "Invalid result set";

    private final Engine engine;
    private final Set<String> defined = new HashSet<>();
    private final SuppliedRowsFunction suppliedRows = new SuppliedRowsFunction();

    EngineQueries(Engine engine) {
        this.engine = engine;
    }

    /**
     * Defines {@code name} in the engine, unless it is defined.
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
     * Runs {@code sql}; returns with the first rows.
     *
     * @throws SQLException if the engine refuses or fails, or, with SQLSTATE 57014, if the statement is cancelled
     *     meanwhile
     */
    Cursor open(String sql, Cancellation cancellation, ReaderPins.Lease reader) throws SQLException {
        ReaderPins.Lease pin = reader.another();
        try {
            Connection connection = engine.connect();
            try {
                return execute(connection.createStatement(), sql, cancellation, pin);
            } catch (SQLException e) {
                connection.close();
                throw cancellation.isCancelled() ? Cursor.cancelled(e) : reason(e, sql, cancellation);
            }
        } catch (SQLException | RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    /**
     * Runs {@code sql}, which gives no rows.
     *
     * @return the number of rows written
     * @throws SQLException if the engine refuses or fails, or, with SQLSTATE 57014, if the statement is cancelled
     *     meanwhile
     */
    long update(String sql, Cancellation cancellation) throws SQLException {
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement()) {
            Cancellation.Registration registration = interruptOnCancel(statement, cancellation);
            try {
                return statement.executeLargeUpdate(sql);
            } catch (SQLException e) {
                throw cancellation.isCancelled() ? Cursor.cancelled(e) : e;
            } finally {
                registration.close();
            }
        }
    }

    private Cursor execute(Statement statement, String sql, Cancellation cancellation, ReaderPins.Lease pin)
            throws SQLException {
        Cancellation.Registration registration = interruptOnCancel(statement, cancellation);
        try {
            return new Cursor(statement.getConnection(), executed(statement, sql), cancellation, () -> {
                registration.close();
                pin.close();
            });
        } catch (SQLException | RuntimeException e) {
            registration.close();
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
            throw ErrorKind.GENERAL.exception("a query of the engine failed: " + e.getMessage(), e);
        }
    }

    /**
     * Finds the reason of a streaming query's failure before its first rows. DuckDB's JDBC driver (2.0.0.1) reports
     * such a failure only as "Invalid result set"; its native statements report the reason.
     */
    private SQLException reason(SQLException failure, String sql, Cancellation cancellation) {
        if (!String.valueOf(failure.getMessage()).contains(UNEXPLAINED)) {
            return failure;
        }
        try (DuckDBConnection connection = engine.connect();
                DuckDBPreparedStatement statement = connection.prepare(sql)) {
            Cancellation.Registration registration = interruptOnCancel(statement, cancellation);
            try {
                statement.query().close();
                return failure;
            } finally {
                registration.close();
            }
        } catch (SQLException reason) {
            return cancellation.isCancelled() ? Cursor.cancelled(reason) : reason;
        }
    }

    private static Cancellation.Registration interruptOnCancel(Statement statement, Cancellation cancellation) {
        return cancellation.onCancel(() -> {
            try {
                statement.cancel();
            } catch (SQLException e) {
                LOG.debug("Cannot cancel a query", e);
            }
        });
    }
}
