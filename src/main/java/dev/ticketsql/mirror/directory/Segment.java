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
 * Write-once files with the events of a stretch of time, one for each {@link EventTable}, all of one name that tells
 * everything about them: this is the one place that builds and parses such names. There is no manifest that could be
 * lost or disagree; where the events' file bears its final name, the others do, and all are complete.
 *
 * <pre>
 * sealed_1700000000_1700003600_1700010000_812_1c291ca3_77ab01ff_0f3c2a1b.parquet
 * |      |          |          |          |   |        |        CRC-32C of the comments' file and of what precedes
 * |      |          |          |          |   |        CRC-32C of the field changes' file and of what precedes
 * |      |          |          |          |   CRC-32C of the events' file and of what precedes
 * |      |          |          |          events in it
 * |      |          |          as of: when its page was asked for
 * |      |          first second after its coverage
 * |      first second of its coverage
 * sealed, tail or edge
 * </pre>
 *
 * <p>Every event of the covered stretch is in the files and no other, so a stretch in which nothing happened has a
 * segment without events. All times are epoch seconds.
 *
 * @param kind how long it can be relied on
 * @param range the stretch that it covers
 * @param asOfSec when its page was asked for, by this machine's clock
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

    /** The {@link Checksum} of a file as this segment's of a table; under another name it has another. */
    long checksumOf(EventTable table, Path file) throws IOException {
        return Checksum.of(table.tableName() + "/" + stem(), file);
    }

    /** The same with the checksums of files that lie elsewhere. */
    public Segment withChecksumsOf(Map<EventTable, Path> files) throws IOException {
        Map<EventTable, Long> found = new EnumMap<>(EventTable.class);
        for (Map.Entry<EventTable, Path> file : files.entrySet()) {
            found.put(file.getKey(), checksumOf(file.getKey(), file.getValue()));
        }
        return new Segment(kind, range, asOfSec, eventCount, Checksums.of(found));
    }

    /** The segment of that name; empty if no segment is called so. */
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
        // One spelling per segment: a name with leading zeros is somebody else's.
        return Optional.of(segment).filter(found -> found.fileName().equals(fileName));
    }

    /** Whether it is sealed for ever. */
    public boolean isSealed() {
        return kind == SegmentKind.SEALED;
    }
}
