package dev.ticketsql.mirror.directory;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/**
 * The {@link Checksum}s of a segment's files.
 *
 * @param events of the events' file
 * @param fieldChanges of the field changes' file
 * @param comments of the comments' file
 */
public record Checksums(long events, long fieldChanges, long comments) implements Comparable<Checksums> {

    private static final Comparator<Checksums> ORDER = Comparator.comparingLong(Checksums::events)
            .thenComparingLong(Checksums::fieldChanges)
            .thenComparingLong(Checksums::comments);

    /** Their text: eight hexadecimal digits each. */
    static final String PATTERN = "[0-9a-f]{8}_[0-9a-f]{8}_[0-9a-f]{8}";

    private static final int HEXADECIMAL = 16;

    static Checksums of(Map<EventTable, Long> checksums) {
        return new Checksums(
                checksums.getOrDefault(EventTable.TICKET_EVENTS, 0L),
                checksums.getOrDefault(EventTable.TICKET_FIELD_CHANGES, 0L),
                checksums.getOrDefault(EventTable.TICKET_COMMENTS, 0L));
    }

    /** Parses the text of {@link #toString}. */
    static Checksums parse(String text) {
        String[] parts = text.split("_", -1);
        return new Checksums(
                Long.parseLong(parts[0], HEXADECIMAL),
                Long.parseLong(parts[1], HEXADECIMAL),
                Long.parseLong(parts[2], HEXADECIMAL));
    }

    /** Checksum of a table's file. */
    long of(EventTable table) {
        return switch (table) {
            case TICKET_EVENTS -> events;
            case TICKET_FIELD_CHANGES -> fieldChanges;
            case TICKET_COMMENTS -> comments;
        };
    }

    @Override
    public int compareTo(Checksums other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%08x_%08x_%08x", events, fieldChanges, comments);
    }
}
