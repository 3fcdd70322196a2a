package dev.ticketsql.mirror.directory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A purge, stored as the name of an empty write-once file. This class alone builds and parses such names.
 *
 * <pre>
 * ticket_4711_1700010000.tombstone         all events of ticket 4711
 * before_1700000000_1700010000.tombstone   all events before that second
 *                   |
 *                   creation time, epoch seconds
 * </pre>
 *
 * @param kind meaning of {@code value}
 * @param value a ticket's id, or epoch seconds
 * @param madeSec creation time, epoch seconds
 */
public record Tombstone(Kind kind, long value, long madeSec) {

    /** Kind of a purge. */
    public enum Kind {
        /** The events of one ticket. */
        TICKET,
        /** The events before a second. */
        BEFORE
    }

    private static final Pattern NAME = Pattern.compile("(ticket|before)_(\\d{1,18})_(\\d{1,18})\\.tombstone");

    /** The file's name; {@link #parse} of it gives this tombstone back. */
    String fileName() {
        return kind.name().toLowerCase(Locale.ROOT) + "_" + value + "_" + madeSec + ".tombstone";
    }

    /** Parses a file name; empty if it is not a tombstone's. */
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
