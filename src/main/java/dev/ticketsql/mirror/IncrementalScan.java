package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Windows that are read slice by slice in an order of time, so that who needs only the first rows stops the fetching. A
 * slice is whole seconds; slices never overlap, and together they are the windows. What is mirrored comes in slices
 * that grow, what is not a page at a time. Knows nothing of rows but how many were found. For one thread.
 */
public final class IncrementalScan {

    /** The first slice of what is mirrored, where slices are sorted: about what a busy account has on a page. */
    private static final long FIRST_SLICE_SEC = 3600;

    /** A history of ten years is then ten slices, and reading too much costs three times what had to be read. */
    private static final long GROWTH = 4;

    /** More than any history, and no overflow. */
    private static final long MAX_SLICE_SEC = 1L << 40;

    private final Snapshot reading;
    private final List<Snapshot.Wanted> wanted;
    private final Set<EventTable> tables;
    private final TimeOrder order;
    private final BackwardSearch search;
    private final TimeRanges visible;
    private TimeRanges open;
    private long sliceSec = FIRST_SLICE_SEC;

    /**
     * What {@code visible} holds of what is wanted.
     *
     * @param wanted the scans that are read in the same slices
     * @param visible the seconds that any of them wants, without those that have no events
     */
    IncrementalScan(
            Snapshot reading,
            List<Snapshot.Wanted> wanted,
            TimeRanges visible,
            TimeOrder order,
            BackwardSearch search) {
        this.reading = reading;
        this.wanted = List.copyOf(wanted);
        this.tables = wanted.stream().map(Snapshot.Wanted::table).collect(Collectors.toSet());
        this.open = visible;
        this.visible = visible;
        this.order = order;
        this.search = search;
    }

    /**
     * Says how each scan reads the next slice, fetching what it needs.
     *
     * @param rowsFound how many rows the statement has found in the slices so far
     * @return for each scan a parenthesised query as of {@link Snapshot#relations}, with exactly the rows of the slice
     *     that it wants; empty when the windows have been read
     * @throws IOException as {@link Snapshot#relations}
     * @throws SQLException if the engine fails
     */
    public Optional<List<String>> next(long rowsFound) throws IOException, SQLException {
        if (open.isNone()) {
            return Optional.empty();
        }
        TimeRanges slice = order == TimeOrder.NEWEST_FIRST ? newest(rowsFound) : oldest();
        open = open.minus(slice);
        sliceSec = Math.min(sliceSec * GROWTH, MAX_SLICE_SEC);
        return Optional.of(reading.slice(wanted, tables, slice));
    }

    private TimeRanges oldest() throws IOException {
        long fromSec = open.asList().get(0).fromSec();
        while (true) {
            List<TimeRange> missing = open.minus(reading.free(open)).asList();
            if (!missing.isEmpty() && missing.get(0).fromSec() == fromSec) {
                // The page that begins there, however far it reaches.
                reading.cover(tables, TimeRanges.of(fromSec, fromSec + 1));
                continue;
            }
            long toSec = missing.isEmpty() ? TimeRange.MAX_SEC : missing.get(0).fromSec();
            return open.and(TimeRanges.before(order == TimeOrder.ANY ? toSec : Math.min(toSec, fromSec + sliceSec)));
        }
    }

    private TimeRanges newest(long rowsFound) throws IOException {
        long topSec = last(open).toSec();
        while (true) {
            TimeRanges missing = open.minus(reading.free(open));
            if (!missing.isNone() && last(missing).toSec() == topSec) {
                fetchTowards(last(missing), rowsFound);
                continue;
            }
            long fromSec = missing.isNone() ? TimeRange.MIN_SEC : last(missing).toSec();
            return open.and(TimeRanges.from(Math.max(fromSec, topSec - sliceSec)));
        }
    }

    private void fetchTowards(TimeRange gap, long rowsFound) throws IOException {
        double seenSec = 0;
        double seenEvents = 0;
        // Not what lies between the pieces of a window: nobody knows how many events are there.
        for (TimeRange seen : visible.and(TimeRanges.from(gap.toSec())).asList()) {
            seenSec += lengthSec(seen);
            seenEvents += reading.eventCount(seen);
        }
        long startSec = search.pageStartSec(gap, seenSec, seenEvents, rowsFound);
        reading.cover(tables, TimeRanges.of(startSec, startSec + 1));
        TimeRange rest = new TimeRange(startSec, gap.toSec());
        TimeRange page = reading.free(TimeRanges.of(List.of(rest))).asList().get(0);
        search.read(page, reading.eventCount(page));
    }

    private static TimeRange last(TimeRanges ranges) {
        return ranges.asList().get(ranges.asList().size() - 1);
    }

    static double lengthSec(TimeRange range) {
        return (double) range.toSec() - range.fromSec();
    }
}
