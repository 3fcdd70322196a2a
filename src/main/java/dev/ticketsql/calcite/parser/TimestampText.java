package dev.ticketsql.calcite.parser;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ISO-8601 and PostgreSQL's texts of timestamps: {@code 2026-01-20T15:00:00Z}, {@code 2026-01-20 15:00+09},
 * {@code 2026-01-20T15:00:00.5}. An offset is applied, since timestamps here are UTC. PostgreSQL's {@code timestamptz}
 * does the same in UTC; its {@code timestamp} drops the offset.
 */
public final class TimestampText {

    /**
     * Date and time, with a T or a space between them, and with or without seconds and an offset. Calcite reads a date
     * itself.
     */
    private static final Pattern SHAPE = Pattern.compile(
            "\\s*\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?\\s*([Zz]|[+-]\\d\\d(:?\\d\\d)?|UTC)?\\s*");

    /** The group of the shape that is the fraction of a second, whose digits are the precision of the type. */
    private static final int FRACTION = 2;

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .toFormatter();

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private TimestampText() {}

    /**
     * The text of a timestamp as the standard writes it, {@code 2026-01-20 15:00:00}, in UTC.
     *
     * @return empty if {@code text} is no timestamp
     */
    static Optional<String> standard(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        String fraction = shape.group(FRACTION);
        return time(text).map(time -> WRITTEN.format(time) + (fraction == null ? "" : fraction));
    }

    /**
     * The time in UTC that {@code text} spells.
     *
     * @return empty if {@code text} is no timestamp
     */
    public static Optional<LocalDateTime> time(String text) {
        return SHAPE.matcher(text).matches() ? parsed(text.strip()) : Optional.empty();
    }

    private static Optional<LocalDateTime> parsed(String text) {
        String iso = text.substring(0, 10)
                + 'T'
                + text.substring(11).replace("UTC", "Z").replace('z', 'Z').replace(" ", "");
        try {
            TemporalAccessor read = READ.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    read instanceof OffsetDateTime instant
                            ? instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                            : LocalDateTime.from(read));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
