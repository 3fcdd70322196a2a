package dev.ticketsql.jdbc.value;

import dev.ticketsql.calcite.parser.TimestampText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Reads texts of dates, times of day and timestamps as SQL's literals read them: what has an offset is taken to UTC.
 */
final class TimeText {

    private static final int DATE_LENGTH = "2026-01-31".length();

    private TimeText() {}

    /** The fields of a timestamp, or of a date its midnight; empty if {@code text} is neither. */
    static Optional<LocalDateTime> timestamp(String text) {
        String bare = text.strip();
        return bare.length() == DATE_LENGTH ? date(bare).map(LocalDate::atStartOfDay) : TimestampText.time(bare);
    }

    /** A time of day, with or without seconds; empty if {@code text} is none. */
    static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
