package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.value.JdbcArguments;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Checks the constants of JDBC that calls name. */
final class StatementOptions {

    private static final Map<Integer, String> TYPES = Map.of(
            ResultSet.TYPE_FORWARD_ONLY, "TYPE_FORWARD_ONLY",
            ResultSet.TYPE_SCROLL_INSENSITIVE, "TYPE_SCROLL_INSENSITIVE",
            ResultSet.TYPE_SCROLL_SENSITIVE, "TYPE_SCROLL_SENSITIVE");

    private static final Map<Integer, String> CONCURRENCIES = Map.of(
            ResultSet.CONCUR_READ_ONLY, "CONCUR_READ_ONLY",
            ResultSet.CONCUR_UPDATABLE, "CONCUR_UPDATABLE");

    private static final Map<Integer, String> HOLDABILITIES = Map.of(
            ResultSet.HOLD_CURSORS_OVER_COMMIT, "HOLD_CURSORS_OVER_COMMIT",
            ResultSet.CLOSE_CURSORS_AT_COMMIT, "CLOSE_CURSORS_AT_COMMIT");

    private static final Map<Integer, String> DIRECTIONS = Map.of(
            ResultSet.FETCH_FORWARD, "FETCH_FORWARD",
            ResultSet.FETCH_REVERSE, "FETCH_REVERSE",
            ResultSet.FETCH_UNKNOWN, "FETCH_UNKNOWN");

    private static final Map<Integer, String> KEYS = Map.of(
            Statement.RETURN_GENERATED_KEYS, "RETURN_GENERATED_KEYS",
            Statement.NO_GENERATED_KEYS, "NO_GENERATED_KEYS");

    private static final Map<Integer, String> RESULTS = Map.of(
            Statement.CLOSE_CURRENT_RESULT, "CLOSE_CURRENT_RESULT",
            Statement.KEEP_CURRENT_RESULT, "KEEP_CURRENT_RESULT",
            Statement.CLOSE_ALL_RESULTS, "CLOSE_ALL_RESULTS");

    private static final Map<Integer, String> ISOLATIONS = Map.of(
            Connection.TRANSACTION_NONE, "TRANSACTION_NONE",
            Connection.TRANSACTION_READ_UNCOMMITTED, "TRANSACTION_READ_UNCOMMITTED",
            Connection.TRANSACTION_READ_COMMITTED, "TRANSACTION_READ_COMMITTED",
            Connection.TRANSACTION_REPEATABLE_READ, "TRANSACTION_REPEATABLE_READ",
            Connection.TRANSACTION_SERIALIZABLE, "TRANSACTION_SERIALIZABLE");

    /** Standard state of a warning: an option was changed. */
    private static final String CHANGED_STATE = ErrorKind.OPTION_CHANGED.sqlState();

    private StatementOptions() {}

    /**
     * Warns where results will not be of the kinds that a program asks for: they are read forward, cannot be updated,
     * and stay open at a commit.
     *
     * @throws SQLException if a kind is none of JDBC's
     */
    static void fallBack(Session session, int type, int concurrency, int holdability) throws SQLException {
        warn(session, "type", type, TYPES, ResultSet.TYPE_FORWARD_ONLY);
        warn(session, "concurrency", concurrency, CONCURRENCIES, ResultSet.CONCUR_READ_ONLY);
        warn(session, "holdability", holdability, HOLDABILITIES, ResultSet.HOLD_CURSORS_OVER_COMMIT);
    }

    private static void warn(Session session, String what, int asked, Map<Integer, String> names, int given)
            throws SQLException {
        if (JdbcArguments.oneOf(what + " of results", asked, names) != given) {
            session.warn(Session.warning(
                    "results are of " + names.get(given) + ", since there is no " + names.get(asked), CHANGED_STATE));
        }
    }

    static void requireHoldability(int holdability) throws SQLException {
        JdbcArguments.oneOf("holdability of results", holdability, HOLDABILITIES);
    }

    static void requireFetchDirection(int direction) throws SQLException {
        JdbcArguments.oneOf("fetch direction", direction, DIRECTIONS);
    }

    static void requireGeneratedKeys(int keys) throws SQLException {
        JdbcArguments.oneOf("number for generated keys", keys, KEYS);
    }

    static void requireResults(int current) throws SQLException {
        JdbcArguments.oneOf("number for the current result", current, RESULTS);
    }

    static void requireIsolation(int level) throws SQLException {
        JdbcArguments.oneOf("isolation level", level, ISOLATIONS);
    }
}
