package dev.ticketsql.mirror.directory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events that must not be kept, told by the name of an empty write-once file alone: this is the one place that builds
 * and parses such names.
 *
 * <pre>
 * ticket_4711_1700010000.tombstone         all events of ticket 4711
 * before_1700000000_1700010000.tombstone   all events before that second
 *                   |
 *                   when it was set up, epoch seconds
 * </pre>
 *
 * @param kind what {@code value} is
 * @param value a ticket's id, or epoch seconds
 * @param madeSec when it was set up, epoch seconds
 */
public record Tombstone(Kind kind, long value, long madeSec) {

    /** Which events are meant. */
    public enum Kind {
        /** Those of one ticket. */
        TICKET,
        /** Those before an instant. */
        BEFORE
    }

    private static final Pattern NAME = Pattern.compile("(ticket|before)_(\\d{1,18})_(\\d{1,18})\\.tombstone");

    /** The file's name; {@link #parse} of it gives this tombstone back. */
    String fileName() {
        return kind.name().toLowerCase(Locale.ROOT) + "_" + value + "_" + madeSec + ".tombstone";
    }

    /** The tombstone of that name; empty if none is called so. */
    static Optional<Tombstone> parse(String fileName) {
        Matcher parts = NAME.matcher(fileName);
        return parts.matches()
                ? Optional.of(new Tombstone(
                        Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                        Long.parseLong(parts.group(2)),
                        Long.parseLong(parts.group(3))))
                : Optional.empty();
    }
}
