package dev.ticketsql.api.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Parses an instant in ISO-8601 with an offset. */
final class IsoInstant {

    /** The first second with a year of four digits. */
    static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** The last one; a number of milliseconds, read as seconds, lies far beyond it. */
    static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Form of Zendesk's instants, with 0 for a digit. Each event and comment has one, for which Java's formatter is
     * slow.
     */
    private static final String USUAL = "0000-00-00T00:00:00Z";

    private IsoInstant() {}

    /** The instant; empty if {@code text} is none. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                    isUsual(text) ? ofUsual(text) : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isUsual(String text) {
        if (text.length() != USUAL.length()) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            char form = USUAL.charAt(index);
            char found = text.charAt(index);
            if (form == '0' ? found < '0' || found > '9' : found != form) {
                return false;
            }
        }
        return true;
    }

    private static Instant ofUsual(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
