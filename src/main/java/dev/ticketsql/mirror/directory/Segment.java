package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Write-once files with the events of a range, one for each {@link EventTable} (of an optional one only if it has
 * rows), all of the same name, which holds their metadata. This class alone builds and parses such names. There is no
 * manifest that could be lost or differ from the files; if the events' file has its final name, so have the others, and
 * all are complete.
 *
 * <pre>
 * sealed_1700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b_5d20e7c4_none.parquet
 * |      |          |          |          |   |        |        |        |        that of the rejected events: no file
 * |      |          |          |          |   |        |        |        CRC-32C of the child events' file and so on
 * |      |          |          |          |   |        |        CRC-32C of the comments' file and of what precedes
 * |      |          |          |          |   |        CRC-32C of the field changes' file and of what precedes
 * |      |          |          |          |   CRC-32C of the events' file and of what precedes
 * |      |          |          |          events in it
 * |      |          |          as of: request time of its page
 * |      |          first second after its coverage
 * |      first second of its coverage
 * sealed, tail or edge
 * </pre>
 *
 * <p>The files have every event of the range and no other, so a range without events has an empty segment. All times
 * are epoch seconds.
 *
 * @param kind validity
 * @param range range that it covers
 * @param asOfSec request time of its page, by this machine's clock
 * @param eventCount events in it
 * @param checksums of its files
 */
public record Segment(SegmentKind kind, TimeRange range, long asOfSec, long eventCount, Checksums checksums) {

    private static final Pattern NAME = Pattern.compile(
            "(sealed|tail|edge)_(\\d{1,18})_(\\d{1,18})_(\\d{1,18})_(\\d{1,18})_(" + Checksums.PATTERN + ")\\.parquet");

    /** The name of its files; {@link #parse} of it gives this segment back. */
    public String fileName() {
        return stem() + "_" + checksums + ".parquet";
    }

    private String stem() {
        return kind.word() + "_" + range.fromSec() + "_" + range.toSec() + "_" + asOfSec + "_" + eventCount;
    }

    /** Computes the {@link Checksum} of a file as this segment's file of a table, which depends on the name. */
    long checksumOf(EventTable table, Path file) throws IOException {
        return Checksum.of(table.tableName() + "/" + stem(), file);
    }

    /** Copies the segment with the checksums of unpublished files. */
    public Segment withChecksumsOf(Map<EventTable, Path> files) throws IOException {
        Map<EventTable, Long> found = new EnumMap<>(EventTable.class);
        for (Map.Entry<EventTable, Path> file : files.entrySet()) {
            found.put(file.getKey(), checksumOf(file.getKey(), file.getValue()));
        }
        return new Segment(kind, range, asOfSec, eventCount, new Checksums(found));
    }

    /** Copies the segment without checksums, as what is equal to others of the same kind, range, time and number. */
    Segment withoutChecksums() {
        return new Segment(kind, range, asOfSec, eventCount, new Checksums(Map.of()));
    }

    /** True if it has a file of the table. */
    public boolean has(EventTable table) {
        return checksums.has(table);
    }

    /** True if its file of the table may have rows. */
    public boolean mayHaveRows(EventTable table) {
        return table.isOptional() ? has(table) : eventCount > 0;
    }

    /** Parses a file name; empty if it is not a segment's. */
    public static Optional<Segment> parse(String fileName) {
        Matcher parts = NAME.matcher(fileName);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long fromSec = Long.parseLong(parts.group(2));
        long toSec = Long.parseLong(parts.group(3));
        if (fromSec >= toSec) {
            return Optional.empty();
        }
        Segment segment = new Segment(
                SegmentKind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                new TimeRange(fromSec, toSec),
                Long.parseLong(parts.group(4)),
                Long.parseLong(parts.group(5)),
                Checksums.parse(parts.group(6)));
        // One spelling per segment: a name with leading zeros is foreign.
        return Optional.of(segment).filter(found -> found.fileName().equals(fileName));
    }

    /** True if it is sealed. */
    public boolean isSealed() {
        return kind == SegmentKind.SEALED;
    }
}
