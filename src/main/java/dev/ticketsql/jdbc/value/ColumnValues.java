package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads columns of Calcite's rows as the types of JDBC 4.3's table B-3 and of {@code java.time}. Calcite keeps times
 * and intervals as numbers: milliseconds since 1970 as a clock in UTC shows them, days, months.
 */
public final class ColumnValues {

    /** Standard state: there is no such column. */
    private static final String COLUMN_STATE = ErrorKind.ARGUMENT.sqlState();

    private static final long MILLIS_PER_SECOND = 1_000;

    private static final int NANOS_PER_MILLI = 1_000_000;

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
    private final int maxFieldSize;
    private final ColumnNumbers numbers;

    /** Empty until the first value is read; most results of metadata calls are never asked for types. */
    private List<ResultColumn> columns = List.of();

    /** @param maxFieldSize characters of a text, or bytes, after which it is cut; 0 for no limit */
    public ColumnValues(ResultSet rows, int maxFieldSize) {
        this.rows = rows;
        this.maxFieldSize = maxFieldSize;
        numbers = new ColumnNumbers(rows);
    }

    public ColumnNumbers numbers() {
        return numbers;
    }

    /**
     * A column by its place, from 1.
     *
     * @throws SQLException if there is none
     */
    public ResultColumn column(int place) throws SQLException {
        if (columns.isEmpty()) {
            columns = ResultColumn.all(rows.getMetaData());
        }
        if (place < 1 || place > columns.size()) {
            throw new SQLException("there is no column " + place + ": the result has " + columns.size(), COLUMN_STATE);
        }
        return columns.get(place - 1);
    }

    /**
     * The fields of a time: of a DATE its midnight, of a TIME those of 1970-01-01; of text the time that it spells.
     * Empty of NULL.
     *
     * @throws SQLException if the column holds no time
     */
    public Optional<LocalDateTime> fields(int place) throws SQLException {
        ResultColumn column = column(place);
        if (column.isText()) {
            return ofText(place);
        }
        if (!column.isTime()) {
            return none(place, "time");
        }
        long number = rows.getLong(place);
        if (rows.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(
                column.type() == Types.DATE
                        ? LocalDate.ofEpochDay(number).atStartOfDay()
                        : LocalDateTime.ofEpochSecond(
                                Math.floorDiv(number, MILLIS_PER_SECOND),
                                (int) Math.floorMod(number, MILLIS_PER_SECOND) * NANOS_PER_MILLI,
                                ZoneOffset.UTC));
    }

    private Optional<LocalDateTime> ofText(int place) throws SQLException {
        @Nullable String text = rows.getString(place);
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(TimeText.timestamp(text)
                .or(() -> TimeText.time(text).map(LocalDate.EPOCH::atTime))
                .orElseThrow(() -> new SQLException(
                        "column " + place + " holds no time: '" + text + "'", ErrorKind.OTHER_TYPE.sqlState())));
    }

    /** The column as text, as PostgreSQL prints it; empty of NULL. */
    public Optional<String> text(int place) throws SQLException {
        ResultColumn column = column(place);
        if (!column.isInterval()) {
            return Optional.ofNullable(rows.getString(place)).map(text -> column.isText() ? cut(text) : text);
        }
        return interval(column)
                .map(value -> value instanceof Period months
                        ? PostgresIntervals.text(months)
                        : PostgresIntervals.text(
                                (Duration) value, column.typeName().startsWith("INTERVAL_DAY")));
    }

    /**
     * Reads a column as something that its type is not: NULL is NULL of every type.
     *
     * @return empty
     * @throws SQLException if the value is not NULL
     */
    <T> Optional<T> none(int place, String wanted) throws SQLException {
        ResultColumn column = column(place);
        if (rows.getObject(place) != null) {
            throw column.holdsNo(wanted);
        }
        return Optional.empty();
    }

    private String cut(String text) {
        return maxFieldSize > 0 && text.length() > maxFieldSize ? text.substring(0, maxFieldSize) : text;
    }

    /** The column as bytes: of what is no BINARY its text in UTF-8. Empty of NULL. */
    public Optional<byte[]> bytes(int place) throws SQLException {
        return column(place).isBytes()
                ? Optional.ofNullable(rows.getBytes(place))
                : text(place).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a column as a CLOB; empty of NULL. */
    public Optional<NClob> clob(int place) throws SQLException {
        return column(place).isText() ? text(place).<NClob>map(TextClob::new) : none(place, "Clob");
    }

    /** The array of a column; empty of NULL. */
    public Optional<Object> array(int place) throws SQLException {
        if (column(place).type() != Types.ARRAY) {
            return none(place, "Array");
        }
        @Nullable Array array = rows.getArray(place);
        return array == null ? Optional.empty() : Optional.of(ColumnArray.of(array));
    }

    /** The column as {@code getObject} gives it: times with their fields, intervals as periods and durations. */
    public @Nullable Object object(int place) throws SQLException {
        ResultColumn column = column(place);
        return switch (column.type()) {
            case Types.TIMESTAMP -> fields(place).map(JavaSqlTimes::timestamp).orElse(null);
            case Types.DATE -> fields(place).map(JavaSqlTimes::date).orElse(null);
            case Types.TIME -> fields(place).map(JavaSqlTimes::time).orElse(null);
            case Types.CHAR, Types.VARCHAR -> text(place).orElse(null);
            case Types.ARRAY -> array(place).orElse(null);
            // JDBC's class for all three.
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER ->
                numbers.of(column, Integer.class).orElse(null);
            default -> column.isInterval() ? interval(column).orElse(null) : rows.getObject(place);
        };
    }

    private Optional<Object> interval(ResultColumn column) throws SQLException {
        long number = rows.getLong(column.place());
        if (rows.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(
                column.isIntervalOfMonths()
                        ? Period.ofMonths(Math.toIntExact(number)).normalized()
                        : Duration.ofMillis(number));
    }

    /**
     * The column as a value of {@code type}.
     *
     * @throws SQLException if it has no such value, or the value does not fit
     */
    public @Nullable Object object(int place, Class<?> type) throws SQLException {
        FromFields time = TIMES.get(type);
        if (time != null) {
            return fields(place).map(time::of).orElse(null);
        }
        if (type == Object.class) {
            return object(place);
        }
        if (type == String.class) {
            return text(place).orElse(null);
        }
        if (type == Boolean.class) {
            boolean value = numbers.isTrue(column(place));
            return rows.wasNull() ? null : value;
        }
        if (Number.class.isAssignableFrom(type)) {
            return numbers.of(column(place), type).orElse(null);
        }
        if (type == UUID.class) {
            return uuid(place).orElse(null);
        }
        if (type == byte[].class) {
            return bytes(place).orElse(null);
        }
        if (type == Clob.class || type == NClob.class) {
            return clob(place).orElse(null);
        }
        @Nullable Object value = object(place);
        if (value == null || type.isInstance(value)) {
            return value;
        }
        throw column(place).holdsNo(type.getSimpleName());
    }

    private Optional<UUID> uuid(int place) throws SQLException {
        Optional<String> text = text(place);
        try {
            return text.map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            throw column(place).holdsNo("UUID");
        }
    }
}
