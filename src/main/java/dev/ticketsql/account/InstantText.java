package dev.ticketsql.account;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parser of instants in options: epoch seconds or ISO-8601. A date is its midnight, and no zone means UTC. */
final class InstantText {

    /** The accepted spellings, for messages. */
    static final String EXPECTED = "epoch seconds, as 1735689600, or ISO-8601, as 2025-01-01 or 2025-01-01T00:00:00Z";

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    private InstantText() {}

    /** Epoch seconds; empty if the text is no instant. */
    static Optional<Long> epochSec(String text) {
        if (INTEGER.matcher(text).matches()) {
            return Optional.of(Long.valueOf(text));
        }
        return date(text).or(() -> dateTime(text));
    }

    private static Optional<Long> date(String text) {
        try {
            return Optional.of(
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> dateTime(String text) {
        try {
            TemporalAccessor parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            Instant instant =
                    parsed instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(parsed);
            return Optional.of(instant.getEpochSecond());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
