package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads columns as numbers and truth values: of a text what it spells, of TRUE 1. Refuses what does not fit. */
public final class ColumnNumbers {

    private final ResultSet rows;

    ColumnNumbers(ResultSet rows) {
        this.rows = rows;
    }

    /** The column as a number of {@code type}, a subclass of {@link Number} or that itself; empty of NULL. */
    Optional<Object> of(ResultColumn column, Class<?> type) throws SQLException {
        if (type == Double.class || type == Float.class) {
            double number = floating(column, type == Float.class);
            return rows.wasNull()
                    ? Optional.empty()
                    : Optional.of(type == Float.class ? (Object) (float) number : (Object) number);
        }
        Optional<BigDecimal> number = decimal(column);
        return number.isPresent() ? Optional.of(narrowed(column, number.get(), type)) : Optional.empty();
    }

    /** The number of a column; empty of NULL. */
    public Optional<BigDecimal> decimal(ResultColumn column) throws SQLException {
        @Nullable Object value = value(column);
        try {
            return value == null ? Optional.empty() : Optional.of(new BigDecimal(text(value)));
        } catch (NumberFormatException e) {
            throw column.holdsNo("number");
        }
    }

    /**
     * The column as a floating number; 0 of NULL.
     *
     * @param isFloat whether it has to fit a float
     */
    public double floating(ResultColumn column, boolean isFloat) throws SQLException {
        @Nullable Object value = value(column);
        if (value == null) {
            return 0;
        }
        double number;
        try {
            number = value instanceof Number given ? given.doubleValue() : Double.parseDouble(text(value));
        } catch (NumberFormatException e) {
            throw column.holdsNo("number");
        }
        if (isFloat && Math.abs(number) > Float.MAX_VALUE && !Double.isInfinite(number)) {
            throw new SQLException(
                    "column " + column.place() + " holds " + number + ", which is no float; read it with getDouble",
                    ErrorKind.NUMBER_TOO_LARGE.sqlState());
        }
        return number;
    }

    /**
     * The column as a whole number between {@code min} and {@code max}, without its fraction; 0 of NULL.
     *
     * @param type the name of the Java type that has these limits
     * @throws SQLException if it does not fit
     */
    public long whole(ResultColumn column, long min, long max, String type) throws SQLException {
        if (column.isWhole()) {
            long number = rows.getLong(column.place());
            if (number >= min && number <= max) {
                return number;
            }
        }
        Optional<BigDecimal> number = decimal(column);
        return number.isPresent() ? whole(column, number.get(), min, max, type) : 0;
    }

    /** The truth of a column: of a number whether it is not 0, of a text what PostgreSQL reads in it; false of NULL. */
    public boolean isTrue(ResultColumn column) throws SQLException {
        @Nullable Object value = rows.getObject(column.place());
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean isTrue) {
            return isTrue;
        }
        if (value instanceof Number number && !column.isTime() && !column.isInterval()) {
            return number.doubleValue() != 0;
        }
        return TruthText.of(value.toString()).orElseThrow(() -> column.holdsNo("boolean"));
    }

    private @Nullable Object value(ResultColumn column) throws SQLException {
        @Nullable Object value = rows.getObject(column.place());
        if (value != null && (column.isTime() || column.isInterval())) {
            throw column.holdsNo("number");
        }
        return value;
    }

    private static String text(Object value) {
        if (value instanceof Boolean isTrue) {
            return isTrue ? "1" : "0";
        }
        return value.toString().strip();
    }

    private static Object narrowed(ResultColumn column, BigDecimal number, Class<?> type) throws SQLException {
        if (type == BigDecimal.class || type == Number.class) {
            return number;
        }
        if (type == BigInteger.class) {
            return number.toBigInteger();
        }
        if (type == Long.class) {
            return whole(column, number, Long.MIN_VALUE, Long.MAX_VALUE, "long");
        }
        if (type == Integer.class) {
            return (int) whole(column, number, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
        }
        if (type == Short.class) {
            return (short) whole(column, number, Short.MIN_VALUE, Short.MAX_VALUE, "short");
        }
        if (type == Byte.class) {
            return (byte) whole(column, number, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
        }
        throw column.holdsNo(type.getSimpleName());
    }

    private static long whole(ResultColumn column, BigDecimal number, long min, long max, String type)
            throws SQLException {
        BigInteger whole = number.toBigInteger();
        if (whole.compareTo(BigInteger.valueOf(min)) < 0 || whole.compareTo(BigInteger.valueOf(max)) > 0) {
            throw new SQLException(
                    "column " + column.place() + " holds " + number.toPlainString() + ", which is no " + type + " ("
                            + min + " to " + max + "); read it with "
                            + (type.equals("long") ? "getBigDecimal" : "getLong"),
                    ErrorKind.NUMBER_TOO_LARGE.sqlState());
        }
        return whole.longValue();
    }
}
