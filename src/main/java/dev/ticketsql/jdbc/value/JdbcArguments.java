package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks arguments of calls of JDBC, as pgjdbc does. */
public final class JdbcArguments {

    /** Standard state: an argument that is none of those allowed. */
    private static final String VALUE_STATE = ErrorKind.ARGUMENT.sqlState();

    /** Standard state: an argument that is missing. */
    private static final String NULL_STATE = ErrorKind.ARGUMENT_MISSING.sqlState();

    private JdbcArguments() {}

    /**
     * Returns {@code value}.
     *
     * @param what names the argument
     * @throws SQLException if it is less than 0
     */
    public static long notNegative(String what, long value) throws SQLException {
        if (value < 0) {
            throw new SQLException("the " + what + " is " + value + ", and has to be 0 or more", VALUE_STATE);
        }
        return value;
    }

    /**
     * Returns {@code value}.
     *
     * @param what names the argument
     * @param allowed names of JDBC's constants by their values
     * @throws SQLException if it is none of those allowed
     */
    public static int oneOf(String what, int value, Map<Integer, String> allowed) throws SQLException {
        if (!allowed.containsKey(value)) {
            throw new SQLException(
                    "the " + what + " is " + value + ", and has to be one of "
                            + Arrays.stream(allowed.keySet().toArray(Integer[]::new))
                                    .sorted()
                                    .map(allowed::get)
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")),
                    VALUE_STATE);
        }
        return value;
    }

    /**
     * Returns {@code value}.
     *
     * @param what names the argument
     * @throws SQLException if it is null
     */
    public static <T> T present(String what, @Nullable T value) throws SQLException {
        if (value == null) {
            throw missing("the " + what);
        }
        return Objects.requireNonNull(value);
    }

    /** The failure of a call with an argument that is null. */
    public static SQLException missing(String what) {
        return new SQLException(what + " is null, and has to be given", NULL_STATE);
    }
}
