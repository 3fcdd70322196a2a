package dev.ticketsql.jdbc.value;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;

/**
 * Converts the fields of a time without a zone, year to nanosecond, to and from {@code java.sql} types, as pgjdbc and
 * DuckDB's driver do: the fields are kept in the zone of the process, or of the calendar that a call names, and not the
 * instant. A local time that the zone skips moves forward by what it skips; of one that the zone has twice it is the
 * second.
 */
public final class JavaSqlTimes {

    private JavaSqlTimes() {}

    public static Timestamp timestamp(LocalDateTime fields) {
        return Timestamp.valueOf(fields);
    }

    public static Timestamp timestamp(LocalDateTime fields, Calendar calendar) {
        return Timestamp.from(instant(fields, zone(calendar)));
    }

    public static Date date(LocalDateTime fields) {
        return Date.valueOf(fields.toLocalDate());
    }

    public static Date date(LocalDateTime fields, Calendar calendar) {
        return new Date(
                instant(fields.toLocalDate().atStartOfDay(), zone(calendar)).toEpochMilli());
    }

    /** A time of day on 1970-01-01, with its milliseconds. */
    public static Time time(LocalDateTime fields) {
        return time(fields, ZoneId.systemDefault());
    }

    public static Time time(LocalDateTime fields, Calendar calendar) {
        return time(fields, zone(calendar));
    }

    private static Time time(LocalDateTime fields, ZoneId zone) {
        return new Time(
                instant(LocalDate.EPOCH.atTime(fields.toLocalTime()), zone).toEpochMilli());
    }

    static Calendar calendar(LocalDateTime fields) {
        return GregorianCalendar.from(fields.atZone(ZoneId.systemDefault()).withLaterOffsetAtOverlap());
    }

    /**
     * The fields of a {@link Timestamp}, {@link Date}, {@link Time} or {@link java.util.Date} in the process's zone.
     */
    static LocalDateTime fields(java.util.Date value) {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof Date date) {
            return date.toLocalDate().atStartOfDay();
        }
        return fields(value, ZoneId.systemDefault());
    }

    /** The fields of {@code value} in the calendar's zone. */
    static LocalDateTime fields(java.util.Date value, Calendar calendar) {
        return fields(value, zone(calendar));
    }

    /** The fields that {@code value} shows in its own zone. */
    static LocalDateTime fields(Calendar value) {
        return fields(value.getTime(), value);
    }

    // Only Timestamp has nanoseconds; Date and Time refuse toInstant.
    @SuppressWarnings("JavaUtilDate")
    private static LocalDateTime fields(java.util.Date value, ZoneId zone) {
        Instant instant =
                value instanceof Timestamp timestamp ? timestamp.toInstant() : Instant.ofEpochMilli(value.getTime());
        return LocalDateTime.ofInstant(instant, zone);
    }

    private static Instant instant(LocalDateTime fields, ZoneId zone) {
        return fields.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    private static ZoneId zone(Calendar calendar) {
        return calendar.getTimeZone().toZoneId();
    }
}
