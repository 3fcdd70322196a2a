package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One write-once file of events, told by its name alone: this is the one place that builds and parses such names. There
 * is no manifest that could be lost or disagree; a file that bears its final name is complete.
 *
 * <pre>
 * sealed_1700000000_1700003600_1700010000_812_1c291ca3.parquet
 * |      |          |          |          |   CRC-32C of the file's bytes
 * |      |          |          |          events in it
 * |      |          |          as of: when its page was asked for
 * |      |          first second after its coverage
 * |      first second of its coverage
 * sealed, tail or edge
 * </pre>
 *
 * <p>Every event of the covered stretch is in the file and no other, so a stretch in which nothing happened has a
 * segment without events. All times are epoch seconds.
 *
 * @param kind how long it can be relied on
 * @param range the stretch that it covers
 * @param asOfSec when its page was asked for, by this machine's clock
 * @param eventCount events in it
 * @param checksum CRC-32C of the file's bytes, unsigned
 */
record Segment(SegmentKind kind, TimeRange range, long asOfSec, long eventCount, long checksum) {

    private static final Pattern NAME = Pattern.compile(
            "(sealed|tail|edge)_(\\d{1,18})_(\\d{1,18})_(\\d{1,18})_(\\d{1,18})_([0-9a-f]{8})\\.parquet");

    /** The file's name; {@link #parse} of it gives this segment back. */
    String fileName() {
        return String.format(
                Locale.ROOT,
                "%s_%d_%d_%d_%d_%08x.parquet",
                kind.word(),
                range.fromSec(),
                range.toSec(),
                asOfSec,
                eventCount,
                checksum);
    }

    /** The segment of that name; empty if no segment is called so. */
    static Optional<Segment> parse(String fileName) {
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
                Long.parseLong(parts.group(6), 16));
        // One spelling per segment: a name with leading zeros is somebody else's.
        return Optional.of(segment).filter(found -> found.fileName().equals(fileName));
    }

    /** Whether it is sealed for ever. */
    boolean isSealed() {
        return kind == SegmentKind.SEALED;
    }

    /**
     * As it is shown.
     *
     * @throws IOException if there is no such file any more
     */
    MirrorWindow window(Path file) throws IOException {
        return new MirrorWindow(
                range.fromSec(), range.toSec(), kind.word(), eventCount, Files.size(file), asOfSec, file);
    }
}
