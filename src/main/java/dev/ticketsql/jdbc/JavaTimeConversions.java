package dev.ticketsql.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Optional;
import java.util.Set;

/**
 * Sets parameters to times: the types of {@code java.time}, which JDBC 4.2 requires and Avatica 1.28 does not have, and
 * those of {@code java.sql}, which it shifts by the zone of the process.
 */
final class JavaTimeConversions {

    /** Types of {@code java.time} that a parameter may have. */
    private static final Set<Class<?>> GIVEN =
            Set.of(LocalDateTime.class, LocalDate.class, Instant.class, OffsetDateTime.class, ZonedDateTime.class);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private JavaTimeConversions() {}

    /** Returns whether a setter with these arguments gives a time to a DATE, a TIME or a TIMESTAMP. */
    static boolean areGiven(int type, Object[] arguments) {
        return (type == Types.DATE || type == Types.TIME || type == Types.TIMESTAMP)
                && arguments.length >= 2
                && arguments[1] != null
                && isGiven(arguments[1]);
    }

    /**
     * Replaces a text that {@code setObject} gets as a {@link Types#TIMESTAMP} or {@link Types#DATE} by the time in it;
     * keeps other arguments. Avatica would read the text through the zone of the process.
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

    /** Returns whether {@link #set} takes the value. */
    static boolean isGiven(Object value) {
        return GIVEN.contains(value.getClass()) || value instanceof java.util.Date || value instanceof Calendar;
    }

    /** The calendar that a setter names beside the value. */
    static Optional<Calendar> calendar(Object[] arguments) {
        return arguments.length > 2 && arguments[2] instanceof Calendar calendar
                ? Optional.of(calendar)
                : Optional.empty();
    }

    /**
     * Sets a parameter to a time: by the number that Calcite keeps for one, milliseconds since 1970 as a clock without
     * a zone counts them, or days. Avatica shifts a Timestamp by the zone of the process, whatever calendar comes with
     * it. Beside a timestamp a day is its first instant; an instant, or what has an offset, is its time in UTC, as
     * columns are; the types of {@code java.sql} keep their fields.
     *
     * @param value of one of the types that {@link #isGiven} knows
     * @param calendar in whose zone the fields of a type of {@code java.sql} are meant
     */
    static void set(PreparedStatement statement, int parameter, Object value, Optional<Calendar> calendar)
            throws SQLException {
        LocalDateTime fields = fields(value, calendar);
        switch (statement.getParameterMetaData().getParameterType(parameter)) {
            case Types.DATE ->
                statement.setInt(parameter, Math.toIntExact(fields.toLocalDate().toEpochDay()));
            case Types.TIME ->
                statement.setInt(parameter, (int) (fields.toLocalTime().toNanoOfDay() / NANOS_PER_MILLI));
            default ->
                statement.setLong(parameter, fields.toInstant(ZoneOffset.UTC).toEpochMilli());
        }
    }

    private static LocalDateTime fields(Object value, Optional<Calendar> calendar) {
        if (value instanceof LocalDate day) {
            return day.atStartOfDay();
        }
        if (value instanceof LocalDateTime time) {
            return time;
        }
        if (value instanceof Calendar time) {
            return JavaSqlTimes.fields(time);
        }
        if (value instanceof java.util.Date time) {
            return calendar.map(it -> JavaSqlTimes.fields(time, it)).orElseGet(() -> JavaSqlTimes.fields(time));
        }
        return LocalDateTime.ofInstant(Instant.from((TemporalAccessor) value), ZoneOffset.UTC);
    }
}
