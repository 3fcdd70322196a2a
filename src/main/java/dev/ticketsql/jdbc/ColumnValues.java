package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads columns of Calcite's rows as the types of JDBC 4.3's table B-3 and of {@code java.time}. Calcite keeps times
 * and intervals as numbers: milliseconds since 1970 as a clock in UTC shows them, days, months.
 */
final class ColumnValues {

    /** Standard state: a number out of range. */
    private static final String RANGE_STATE = ErrorKind.NUMBER_TOO_LARGE.sqlState();

    private static final long MILLIS_PER_SECOND = 1_000;

    private static final int NANOS_PER_MILLI = 1_000_000;

    private static final Set<String> TRUE_TEXTS = Set.of("t", "true", "y", "yes", "on", "1");

    private static final Set<String> FALSE_TEXTS = Set.of("f", "false", "n", "no", "off", "0");

    /** Makes a value of a class from the fields of a time. */
    @FunctionalInterface
    private interface FromFields {
        Object of(LocalDateTime fields);
    }

    private static final Map<Class<?>, FromFields> TIMES = Map.ofEntries(
            Map.entry(LocalDateTime.class, fields -> fields),
            Map.entry(LocalDate.class, LocalDateTime::toLocalDate),
            Map.entry(LocalTime.class, LocalDateTime::toLocalTime),
            // A column holds UTC.
            Map.entry(Instant.class, fields -> fields.toInstant(ZoneOffset.UTC)),
            Map.entry(OffsetDateTime.class, fields -> fields.atOffset(ZoneOffset.UTC)),
            Map.entry(ZonedDateTime.class, fields -> fields.atZone(ZoneOffset.UTC)),
            Map.entry(Timestamp.class, JavaSqlTimes::timestamp),
            Map.entry(java.util.Date.class, JavaSqlTimes::timestamp),
            Map.entry(Date.class, JavaSqlTimes::date),
            Map.entry(Time.class, JavaSqlTimes::time),
            Map.entry(Calendar.class, JavaSqlTimes::calendar),
            Map.entry(GregorianCalendar.class, JavaSqlTimes::calendar));

    private final ResultSet rows;

    ColumnValues(ResultSet rows) {
        this.rows = rows;
    }

    private boolean isTime(int column) throws SQLException {
        return switch (type(column)) {
            case Types.DATE, Types.TIME, Types.TIMESTAMP -> true;
            default -> false;
        };
    }

    private boolean isInterval(int column) throws SQLException {
        return type(column) == Types.OTHER && name(column).startsWith("INTERVAL");
    }

    private boolean isWhole(int column) throws SQLException {
        return switch (type(column)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> true;
            default -> false;
        };
    }

    private int type(int column) throws SQLException {
        return rows.getMetaData().getColumnType(column);
    }

    private String name(int column) throws SQLException {
        return String.valueOf(rows.getMetaData().getColumnTypeName(column));
    }

    /**
     * The fields of a time: of a DATE its midnight, of a TIME those of 1970-01-01; of text the time that it spells.
     * Empty of NULL.
     *
     * @throws SQLException if the column holds no time
     */
    Optional<LocalDateTime> fields(int column) throws SQLException {
        int type = type(column);
        if (type == Types.CHAR || type == Types.VARCHAR) {
            return ofText(column);
        }
        if (!isTime(column)) {
            throw noValue(column, "time");
        }
        long number = rows.getLong(column);
        if (rows.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(
                type == Types.DATE
                        ? LocalDate.ofEpochDay(number).atStartOfDay()
                        : LocalDateTime.ofEpochSecond(
                                Math.floorDiv(number, MILLIS_PER_SECOND),
                                (int) Math.floorMod(number, MILLIS_PER_SECOND) * NANOS_PER_MILLI,
                                ZoneOffset.UTC));
    }

    private Optional<LocalDateTime> ofText(int column) throws SQLException {
        @Nullable String text = rows.getString(column);
        try {
            return Optional.ofNullable(text).map(String::strip).map(ColumnValues::parsed);
        } catch (DateTimeException e) {
            throw new SQLException(
                    "column " + column + " holds no time: '" + text + "'", ParameterChecks.TYPE_STATE, e);
        }
    }

    private static LocalDateTime parsed(String text) {
        if (text.indexOf('-') < 0) {
            return LocalDate.EPOCH.atTime(LocalTime.parse(text));
        }
        return text.length() == "2026-01-31".length()
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    /** The column as {@code getObject} gives it: times with their fields, intervals as periods and durations. */
    @Nullable
    Object object(int column) throws SQLException {
        return switch (type(column)) {
            case Types.TIMESTAMP -> fields(column).map(JavaSqlTimes::timestamp).orElse(null);
            case Types.DATE -> fields(column).map(JavaSqlTimes::date).orElse(null);
            case Types.TIME -> fields(column).map(JavaSqlTimes::time).orElse(null);
            default -> isInterval(column) ? interval(column) : rows.getObject(column);
        };
    }

    private @Nullable Object interval(int column) throws SQLException {
        long number = rows.getLong(column);
        if (rows.wasNull()) {
            return null;
        }
        return isOfMonths(column) ? Period.ofMonths(Math.toIntExact(number)).normalized() : Duration.ofMillis(number);
    }

    private boolean isOfMonths(int column) throws SQLException {
        String name = name(column);
        return name.contains("YEAR") || name.contains("MONTH");
    }

    /**
     * The column as a value of {@code type}.
     *
     * @throws SQLException if it has no such value, or the value does not fit
     */
    @Nullable
    Object object(int column, Class<?> type) throws SQLException {
        FromFields time = TIMES.get(type);
        if (time != null) {
            return fields(column).map(time::of).orElse(null);
        }
        if (type == Object.class) {
            return object(column);
        }
        if (type == String.class) {
            return rows.getString(column);
        }
        if (type == Boolean.class) {
            boolean value = isTrue(column);
            return rows.wasNull() ? null : value;
        }
        if (Number.class.isAssignableFrom(type)) {
            Optional<BigDecimal> number = number(column);
            return number.isPresent() ? narrowed(column, number.get(), type) : null;
        }
        if (type == UUID.class) {
            @Nullable String text = rows.getString(column);
            return text == null ? null : UUID.fromString(text);
        }
        if (type == byte[].class) {
            return rows.getBytes(column);
        }
        @Nullable Object value = object(column);
        if (value == null || type.isInstance(value)) {
            return value;
        }
        throw noValue(column, type.getSimpleName());
    }

    /**
     * The truth of a column: of a number whether it is not 0, of a text what PostgreSQL reads in it; false of NULL.
     *
     * @throws SQLException if it is neither
     */
    boolean isTrue(int column) throws SQLException {
        @Nullable Object value = rows.getObject(column);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean isTrue) {
            return isTrue;
        }
        if (value instanceof Number number && !isTime(column) && !isInterval(column)) {
            return number.doubleValue() != 0;
        }
        String text = value.toString().strip().toLowerCase(Locale.ROOT);
        if (TRUE_TEXTS.contains(text) || FALSE_TEXTS.contains(text)) {
            return TRUE_TEXTS.contains(text);
        }
        throw noValue(column, "boolean");
    }

    /** The number that a column holds, or that its text spells; of TRUE 1. Empty of NULL. */
    private Optional<BigDecimal> number(int column) throws SQLException {
        if (isTime(column) || isInterval(column)) {
            throw noValue(column, "number");
        }
        @Nullable Object value = rows.getObject(column);
        if (value instanceof Boolean isTrue) {
            return Optional.of(isTrue ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        try {
            return Optional.ofNullable(value)
                    .map(Object::toString)
                    .map(String::strip)
                    .map(BigDecimal::new);
        } catch (NumberFormatException e) {
            throw noValue(column, "number");
        }
    }

    private Object narrowed(int column, BigDecimal number, Class<?> type) throws SQLException {
        if (type == BigDecimal.class || type == Number.class) {
            return number;
        }
        if (type == BigInteger.class) {
            return number.toBigInteger();
        }
        if (type == Double.class) {
            return number.doubleValue();
        }
        if (type == Float.class) {
            return number.floatValue();
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
        throw noValue(column, type.getSimpleName());
    }

    /**
     * The column as a whole number between {@code min} and {@code max}, without its fraction; 0 of NULL.
     *
     * @param type the name of the Java type that has these limits
     * @throws SQLException if it does not fit
     */
    long whole(int column, long min, long max, String type) throws SQLException {
        if (isWhole(column)) {
            long number = rows.getLong(column);
            if (number >= min && number <= max) {
                return number;
            }
        }
        Optional<BigDecimal> number = number(column);
        return number.isPresent() ? whole(column, number.get(), min, max, type) : 0;
    }

    private static long whole(int column, BigDecimal number, long min, long max, String type) throws SQLException {
        BigInteger whole = number.toBigInteger();
        if (whole.compareTo(BigInteger.valueOf(min)) < 0 || whole.compareTo(BigInteger.valueOf(max)) > 0) {
            throw new SQLException(
                    "column " + column + " holds " + number.toPlainString() + ", which is no " + type + " (" + min
                            + " to " + max + "); read it with "
                            + (type.equals("long") ? "getBigDecimal" : "getLong"),
                    RANGE_STATE);
        }
        return whole.longValue();
    }

    private SQLException noValue(int column, String wanted) throws SQLException {
        return new SQLException(
                "column " + column + " is of type " + name(column) + " and holds no " + wanted,
                ParameterChecks.TYPE_STATE);
    }
}
