package dev.ticketsql.mirror;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Owners of the seconds that one statement has read: each second keeps its first owner until the statement ends, so
 * that later scans read the same files. For one thread.
 */
final class PinnedSegments {

    /** Rows that a query reads of a file with more than the wanted seconds. */
    enum Bounds {
        /** All of them, which is cheaper. */
        PERHAPS_MORE,
        /** Those of the wanted seconds. */
        EXACT
    }

    private final SegmentFiles files;
    private final long floorSec;
    private final Consumer<String> warnings;
    private final List<SegmentPrecedence.Owned> pinned = new ArrayList<>();
    private TimeRanges seconds = TimeRanges.none();

    PinnedSegments(SegmentFiles files, long floorSec, Consumer<String> warnings) {
        this.files = files;
        this.floorSec = floorSec;
        this.warnings = warnings;
    }

    /** The seconds with an owner. */
    TimeRanges seconds() {
        return seconds;
    }

    boolean isEmpty() {
        return pinned.isEmpty();
    }

    /** Number of events in {@code range} that the statement has read, estimated at both ends. */
    double eventCount(TimeRange range) {
        return SegmentPrecedence.eventCount(pinned, range);
    }

    /**
     * Pins the owners of those of {@code wanted} that have none yet; pins nothing if a file is damaged, of
     * {@code tables} or of rejected events, which every statement is warned of.
     */
    void pin(Set<EventTable> tables, Coverage coverage, TimeRanges wanted) throws IOException {
        TimeRanges open = wanted.minus(seconds);
        List<SegmentPrecedence.Owned> owners = new ArrayList<>();
        for (SegmentPrecedence.Owned owned : SegmentPrecedence.near(open, coverage.valid())) {
            // Beyond the wanted seconds too: a whole file is cheaper to read than a filtered one.
            for (TimeRange unpinned : ranges(owned.range()).minus(seconds).asList()) {
                if (!ranges(unpinned).and(open).isNone()) {
                    owners.add(new SegmentPrecedence.Owned(owned.segment(), unpinned));
                }
            }
        }
        Set<EventTable> checked = EnumSet.of(EventTable.REJECTED_EVENTS);
        checked.addAll(tables);
        if (files.areIntact(segments(owners), checked, warnings)) {
            pinned.addAll(owners);
            List<TimeRange> added = new ArrayList<>(open.asList());
            owners.forEach(owned -> added.add(owned.range()));
            seconds = seconds.or(TimeRanges.of(added));
        }
    }

    /** True if a file of the table has rows, perhaps in {@code visible}, all of which is pinned. */
    boolean mayHaveRows(EventTable table, TimeRanges visible) {
        return pinned.stream()
                .anyMatch(owned -> owned.segment().mayHaveRows(table)
                        && !ranges(owned.range()).and(visible).isNone());
    }

    /**
     * Writes the query for the rows of {@code visible}, all of which are pinned.
     *
     * @throws IOException if a file is damaged
     */
    String select(EventTable table, TimeRanges visible, Bounds bounds, PurgedEvents purged) throws IOException {
        TimeRanges shown = TimeRanges.from(floorSec).and(purged.kept());
        List<SegmentPrecedence.Owned> owners = pinned.stream()
                .filter(owned -> owned.segment().mayHaveRows(table))
                .filter(owned -> !ranges(owned.range()).and(shown).and(visible).isNone())
                .toList();
        // Owners pinned for another table are part of this statement's view and cannot be replaced.
        if (!files.areIntact(segments(owners), Set.of(table), warnings)) {
            throw new ClassifiedIOException(
                    ErrorKind.MIRROR_DAMAGED,
                    "a file that the statement was reading is damaged; it is set aside and its events are"
                            + " fetched again when they are asked for: ask again");
        }
        TimeRanges read = bounds == Bounds.EXACT ? shown.and(visible) : shown;
        List<Path> whole = new ArrayList<>();
        List<EventSql.FilePart> parts = new ArrayList<>();
        for (SegmentPrecedence.Owned owned : owners) {
            Path file = files.pathOf(owned.segment(), table);
            TimeRanges part = ranges(owned.range()).and(read);
            if (part.equals(ranges(owned.segment().range()))) {
                whole.add(file);
            } else {
                part.asList().forEach(range -> parts.add(new EventSql.FilePart(file, range)));
            }
        }
        return EventSql.select(table, whole, parts, purged);
    }

    private static List<Segment> segments(List<SegmentPrecedence.Owned> owners) {
        return owners.stream().map(SegmentPrecedence.Owned::segment).toList();
    }

    private static TimeRanges ranges(TimeRange range) {
        return TimeRanges.of(range.fromSec(), range.toSec());
    }
}
