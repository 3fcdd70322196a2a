package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Types;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks the parameters of one prepared statement. Refuses a value of another type than its place: Calcite would fail
 * while it computes rows, without a parameter's number, or take the milliseconds of a time for a number. Refuses to
 * execute for a thread whose values another thread has replaced. Used by one thread at a time.
 */
final class ParameterChecks {

    /** Standard state: a value of the wrong type. */
    static final String TYPE_STATE = ErrorKind.OTHER_TYPE.sqlState();

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
     * Records and checks a call of a setter.
     *
     * @throws SQLException if there is no such parameter, or the value is of another type
     */
    void note(PreparedStatement statement, String method, Object @Nullable [] arguments) throws SQLException {
        if (!isSetter(method, arguments) || arguments == null || !(arguments[0] instanceof Integer parameter)) {
            return;
        }
        ParameterMetaData metadata = statement.getParameterMetaData();
        int count = metadata.getParameterCount();
        if (parameter < 1 || parameter > count) {
            throw new SQLException("there is no parameter " + parameter + ": the statement has " + count, COUNT_STATE);
        }
        Object value = arguments[1];
        // With an explicit type Avatica converts texts other than times.
        boolean converted = method.equals("setObject") && arguments.length > 2 && value instanceof String;
        if (value != null && !method.equals("setNull") && !converted) {
            check(parameter, metadata.getParameterType(parameter), metadata.getParameterTypeName(parameter), value);
        }
        set.set(parameter);
        long thread = Thread.currentThread().getId();
        givers.put(parameter, thread);
        given.computeIfAbsent(thread, first -> new BitSet()).set(parameter);
    }

    /** Returns whether the call sets a parameter. */
    static boolean isSetter(String method, Object @Nullable [] arguments) {
        return method.startsWith("set")
                && arguments != null
                && arguments.length >= 2
                && arguments[0] instanceof Integer;
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

    private static void check(int parameter, int type, String typeName, Object value) throws SQLException {
        boolean fits = switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                value instanceof Number number && isWhole(number);
            case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> value instanceof Number;
            case Types.CHAR, Types.VARCHAR ->
                value instanceof CharSequence
                        || value instanceof Character
                        || value instanceof Number
                        || value instanceof Boolean
                        || value instanceof UUID;
            case Types.TIMESTAMP -> JavaTimeConversions.isGiven(value) && !(value instanceof Time);
            case Types.DATE -> value instanceof Date || value instanceof LocalDate;
            case Types.BOOLEAN -> value instanceof Boolean;
            default -> true;
        };
        if (!fits) {
            throw new SQLException(
                    "parameter " + parameter + " is of type " + typeName + " and was given a Java "
                            + value.getClass().getSimpleName() + "; " + advice(type),
                    TYPE_STATE);
        }
    }

    private static boolean isWhole(Number number) {
        return !(number instanceof Double || number instanceof Float || number instanceof BigDecimal)
                || number.doubleValue() == Math.rint(number.doubleValue());
    }

    private static String advice(int type) {
        return switch (type) {
            case Types.TIMESTAMP -> "use setTimestamp, or setObject with a LocalDateTime, LocalDate or Instant";
            case Types.DATE -> "use setDate, or setObject with a LocalDate";
            case Types.CHAR, Types.VARCHAR -> "use setString";
            case Types.BOOLEAN -> "use setBoolean";
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                "use setLong with a whole number, for start_time epoch seconds";
            default -> "use setDouble or setBigDecimal";
        };
    }
}
