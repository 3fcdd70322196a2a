package dev.ticketsql.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses dates and delays of HTTP headers (RFC 9110, 5.6.7 and 10.2.3). A malformed value reads as absent. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** Parses {@code Retry-After}, in seconds or as a date; a past date is a wait of zero. */
    static Optional<Duration> parse(@Nullable String text, Instant now) {
        String stripped = text == null ? "" : text.strip();
        if (SECONDS.matcher(stripped).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(stripped)));
        }
        return date(stripped).map(until -> {
            Duration wait = Duration.between(now, until);
            return wait.isNegative() ? Duration.ZERO : wait;
        });
    }

    /** Parses an HTTP date, as {@code Thu, 08 Feb 2024 17:26:49 GMT}. */
    static Optional<Instant> date(@Nullable String text) {
        try {
            return Optional.of(
                    DateTimeFormatter.RFC_1123_DATE_TIME.parse(text == null ? "" : text.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
