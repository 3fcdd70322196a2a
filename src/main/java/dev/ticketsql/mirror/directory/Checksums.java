package dev.ticketsql.mirror.directory;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The {@link Checksum}s of a segment's files, in the order of {@link EventTable}: eight hexadecimal digits each, or
 * {@code none} where an optional table has no file.
 *
 * @param byTable those of the files that there are
 */
public record Checksums(Map<EventTable, Long> byTable) implements Comparable<Checksums> {

    private static final String DIGITS = "[0-9a-f]{8}";
    private static final String ABSENT = "none";

    /** Their text. */
    static final String PATTERN = Arrays.stream(EventTable.values())
            .map(table -> table.isOptional() ? "(?:" + DIGITS + "|" + ABSENT + ")" : DIGITS)
            .collect(Collectors.joining("_"));

    private static final int HEXADECIMAL = 16;
    private static final int CHECKSUM_DIGITS = 8;
    private static final HexFormat HEXADECIMAL_DIGITS = HexFormat.of();

    /** Copies the map; a table that is not optional has the checksum 0 if it is absent. */
    public Checksums {
        Map<EventTable, Long> all = new EnumMap<>(EventTable.class);
        for (EventTable table : EventTable.values()) {
            if (!table.isOptional() || byTable.containsKey(table)) {
                all.put(table, byTable.getOrDefault(table, 0L));
            }
        }
        byTable = Collections.unmodifiableMap(all);
    }

    /** Parses the text of {@link #toString}. */
    static Checksums parse(String text) {
        Iterator<String> parts = List.of(text.split("_", -1)).iterator();
        Map<EventTable, Long> found = new EnumMap<>(EventTable.class);
        for (EventTable table : EventTable.values()) {
            String part = parts.next();
            if (!part.equals(ABSENT)) {
                found.put(table, Long.parseLong(part, HEXADECIMAL));
            }
        }
        return new Checksums(found);
    }

    /** True if the segment has a file of the table. */
    boolean has(EventTable table) {
        return byTable.containsKey(table);
    }

    /** Checksum of a table's file; 0 without one. */
    long of(EventTable table) {
        return byTable.getOrDefault(table, 0L);
    }

    /** By their text, without writing it: a digit stands before {@code none}. */
    @Override
    public int compareTo(Checksums other) {
        for (EventTable table : EventTable.values()) {
            int order = has(table) && other.has(table)
                    ? Long.compare(of(table), other.of(table))
                    : Boolean.compare(other.has(table), has(table));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("_");
        for (EventTable table : EventTable.values()) {
            text.add(has(table) ? HEXADECIMAL_DIGITS.toHexDigits(of(table), CHECKSUM_DIGITS) : ABSENT);
        }
        return text.toString();
    }
}
