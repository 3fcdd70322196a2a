package dev.ticketsql.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types of {@code java.time} in results and parameters, which JDBC 4.2 asks for and Avatica 1.28 does not have.
 * {@link java.sql.Timestamp} cannot replace them: it reads a time through the zone of the process, where an hour of
 * spring does not exist.
 */
final class JavaTimeConversions {

    private static final Map<Class<?>, Function<String, Object>> READERS = Map.of(
            LocalDateTime.class, text -> LocalDateTime.parse(text.replace(' ', 'T')),
            LocalDate.class, LocalDate::parse,
            LocalTime.class, LocalTime::parse,
            // What a column holds is UTC.
            Instant.class, text -> utc(text).toInstant(),
            OffsetDateTime.class, JavaTimeConversions::utc);

    /** The types of parameters. */
    private static final Set<Class<?>> GIVEN =
            Set.of(LocalDateTime.class, LocalDate.class, Instant.class, OffsetDateTime.class, ZonedDateTime.class);

    private JavaTimeConversions() {}

    /** Whether {@link #read} reads a column as {@code type}. */
    static boolean isRead(Class<?> type) {
        return READERS.containsKey(type);
    }

    /** Whether {@code setObject} with these arguments gives such a value. */
    static boolean areGiven(String method, Object[] arguments) {
        return method.equals("setObject") && arguments.length >= 2 && arguments[1] != null && isGiven(arguments[1]);
    }

    /**
     * The arguments of {@code setObject} with the time that a text says in place of the text, where it is given as a
     * {@link Types#TIMESTAMP} or {@link Types#DATE}; any others as they are. Avatica would read the text through the
     * zone of the process.
     *
     * @throws SQLException if the text is no such time
     */
    static Object[] withoutText(String method, Object[] arguments) throws SQLException {
        if (!method.equals("setObject")
                || arguments.length < 3
                || !(arguments[1] instanceof String text)
                || !(arguments[2] instanceof Integer type)
                || (type != Types.TIMESTAMP && type != Types.DATE)) {
            return arguments;
        }
        try {
            return new Object[] {arguments[0], time(text.strip(), type)};
        } catch (DateTimeException e) {
            throw new SQLException(
                    "parameter " + arguments[0] + " was given '" + text + "' as a "
                            + (type == Types.DATE
                                    ? "DATE; write it as 2026-01-31"
                                    : "TIMESTAMP; write it as 2026-01-31 12:00:00"),
                    ParameterChecks.TYPE_STATE,
                    e);
        }
    }

    private static Object time(String text, int type) {
        return type == Types.DATE || text.length() == "2026-01-31".length()
                ? LocalDate.parse(text)
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    /** Whether {@link #set} takes the value. */
    static boolean isGiven(Object value) {
        return GIVEN.contains(value.getClass());
    }

    /**
     * The value of a column.
     *
     * @param column its index or its label
     * @throws SQLException if the column holds nothing of the kind
     */
    static @Nullable Object read(ResultSet result, Object column, Class<?> type) throws SQLException {
        String text = column instanceof Integer index ? result.getString(index) : result.getString((String) column);
        Function<String, Object> reader = READERS.get(type);
        if (text == null || reader == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (DateTimeException e) {
            throw new SQLException("column " + column + " holds no " + type.getSimpleName() + ": '" + text + "'", e);
        }
    }

    /**
     * Sets a parameter to a time: by the number that Calcite keeps for one, milliseconds since 1970 as a clock without
     * a zone counts them, or days. Avatica shifts a Timestamp by the zone of the process, whatever calendar comes with
     * it. Beside a timestamp a day is its first instant, and what has a zone is that instant in UTC, as columns are.
     *
     * @param value of one of the types that {@link #areGiven} knows
     */
    static void set(PreparedStatement statement, int parameter, Object value) throws SQLException {
        if (value instanceof LocalDate day
                && statement.getParameterMetaData().getParameterType(parameter) == Types.DATE) {
            statement.setInt(parameter, Math.toIntExact(day.toEpochDay()));
        } else {
            statement.setLong(parameter, instant(value).toEpochMilli());
        }
    }

    private static Instant instant(Object value) {
        if (value instanceof LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return value instanceof LocalDateTime time
                ? time.toInstant(ZoneOffset.UTC)
                : Instant.from((TemporalAccessor) value);
    }

    private static OffsetDateTime utc(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).atOffset(ZoneOffset.UTC);
    }
}
