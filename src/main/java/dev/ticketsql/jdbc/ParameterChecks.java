package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.value.ParameterType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Checks that the parameters of one prepared statement are set. Refuses to execute for a thread whose values another
 * thread has replaced. Used by one thread at a time.
 */
final class ParameterChecks {

    /** Standard state: parameters that do not fit the statement. */
    private static final String COUNT_STATE = ErrorKind.PARAMETERS.sqlState();

    private final BitSet set = new BitSet();

    /** Thread that set the present value, by parameter. */
    private final Map<Integer, Long> givers = new HashMap<>();

    /** Parameters that each thread set since its last execution. */
    private final Map<Long, BitSet> given = new HashMap<>();

    private boolean optional;

    /** Makes all parameters optional: the statement is an EXPLAIN, whose plan is the same for all values. */
    void leaveOut() {
        optional = true;
    }

    /** Marks all parameters as not set. */
    void clear() {
        set.clear();
    }

    /**
     * The type of a parameter.
     *
     * @throws SQLException if there is no such parameter
     */
    static ParameterType type(PreparedStatement statement, int parameter) throws SQLException {
        int count = statement.getParameterMetaData().getParameterCount();
        if (parameter < 1 || parameter > count) {
            throw new SQLException("there is no parameter " + parameter + ": the statement has " + count, COUNT_STATE);
        }
        return ParameterType.of(statement.getParameterMetaData(), parameter);
    }

    /** Marks a parameter as set by this thread. */
    void note(int parameter) {
        set.set(parameter);
        long thread = Thread.currentThread().getId();
        givers.put(parameter, thread);
        given.computeIfAbsent(thread, first -> new BitSet()).set(parameter);
    }

    /**
     * Checks that every parameter is set, and still has the value that this thread set; sets missing ones of an EXPLAIN
     * to NULL, without which Calcite would not run it.
     *
     * @throws SQLException naming the first parameter for which that is not so
     */
    void requireAll(PreparedStatement statement) throws SQLException {
        int count = statement.getParameterMetaData().getParameterCount();
        int missing = set.nextClearBit(1);
        if (optional) {
            for (; missing <= count; missing = set.nextClearBit(missing + 1)) {
                statement.setNull(missing, Types.NULL);
            }
        } else if (missing <= count) {
            throw new SQLException("parameter " + missing + " of " + count + " is not set", COUNT_STATE);
        }
        long thread = Thread.currentThread().getId();
        BitSet own = Objects.requireNonNullElseGet(given.remove(thread), BitSet::new);
        OptionalInt replaced = own.stream()
                .filter(parameter -> !Objects.equals(givers.get(parameter), thread))
                .findFirst();
        if (replaced.isPresent()) {
            throw new SQLException(
                    "another thread has set parameter " + replaced.getAsInt()
                            + " since this one did; give each thread a statement of its own",
                    StatementGuard.STATE);
        }
    }
}
