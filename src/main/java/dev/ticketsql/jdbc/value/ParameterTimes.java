package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Optional;
import java.util.Set;

/**
 * Converts times of Java to the numbers that Calcite keeps: days, milliseconds of a day, or milliseconds since 1970 as
 * a clock without a zone counts them. Avatica 1.28 does not know {@code java.time}, which JDBC 4.2 requires, and shifts
 * the types of {@code java.sql} by the zone of the process.
 */
final class ParameterTimes {

    /** Standard state: a time out of range. */
    private static final String RANGE_STATE = ErrorKind.TIME_RANGE.sqlState();

    /** Types of {@code java.time} that have a date. */
    private static final Set<Class<?>> DATED =
            Set.of(LocalDateTime.class, LocalDate.class, Instant.class, OffsetDateTime.class, ZonedDateTime.class);

    private static final int LAST_YEAR = 9999;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final long MILLIS_PER_DAY = 86_400_000;

    private ParameterTimes() {}

    /** Returns whether {@code value} is a date or has one. */
    static boolean hasDate(Object value) {
        return DATED.contains(value.getClass())
                || value instanceof Calendar
                || (value instanceof java.util.Date && !(value instanceof Time));
    }

    /** Returns whether {@code value} is a time of day or has one. */
    static boolean hasTime(Object value) {
        return value instanceof LocalTime
                || value instanceof Time
                || (hasDate(value) && !(value instanceof LocalDate) && !(value instanceof Date));
    }

    /**
     * The fields of a time: of a date its midnight, of a time of day those of 1970-01-01; of an instant, or of what has
     * an offset, its time in UTC, as columns are; the types of {@code java.sql} keep their fields.
     *
     * @param value for which {@link #hasDate} or {@link #hasTime} holds
     * @param calendar in whose zone the fields of a type of {@code java.sql} are meant
     */
    static LocalDateTime fields(Object value, Optional<Calendar> calendar) {
        if (value instanceof LocalDate day) {
            return day.atStartOfDay();
        }
        if (value instanceof LocalTime time) {
            return LocalDate.EPOCH.atTime(time);
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

    /** Milliseconds of a TIMESTAMP. */
    static long millis(int parameter, LocalDateTime fields) throws SQLException {
        requirePrintable(parameter, fields);
        return fields.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** Days of a DATE. */
    static int days(int parameter, LocalDateTime fields) throws SQLException {
        requirePrintable(parameter, fields);
        return Math.toIntExact(fields.toLocalDate().toEpochDay());
    }

    /** Milliseconds of a TIME. */
    static int millisOfDay(LocalDateTime fields) {
        return (int) (fields.toLocalTime().toNanoOfDay() / NANOS_PER_MILLI);
    }

    /** Months or milliseconds of an interval; empty if {@code value} has no such number. */
    // The months of a period are looked at beside its days.
    @SuppressWarnings("JavaPeriodGetDays")
    static Optional<Object> interval(Object value, boolean isOfMonths) {
        try {
            if (value instanceof Duration duration) {
                return isOfMonths ? Optional.empty() : Optional.of(duration.toMillis());
            }
            Period period = (Period) value;
            int days = period.getDays();
            if (isOfMonths) {
                return days == 0 ? Optional.of(Math.toIntExact(period.toTotalMonths())) : Optional.empty();
            }
            return period.toTotalMonths() == 0 ? Optional.of(days * MILLIS_PER_DAY) : Optional.empty();
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static void requirePrintable(int parameter, LocalDateTime fields) throws SQLException {
        if (fields.getYear() < 1 || fields.getYear() > LAST_YEAR) {
            throw new SQLException(
                    "parameter " + parameter + " was given a time in the year " + fields.getYear()
                            + "; times are of the years 1 to " + LAST_YEAR,
                    RANGE_STATE);
        }
    }
}
