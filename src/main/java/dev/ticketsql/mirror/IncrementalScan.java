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
 * Reads ranges slice by slice in an order of time, so that a query that needs only its first rows stops the fetching. A
 * slice is a set of whole seconds; slices are disjoint, and their union is the ranges. Mirrored parts come in slices
 * that grow, missing parts a page at a time. For one thread.
 */
public final class IncrementalScan {

    /** First slice of a mirrored part, if slices are sorted: about one page of a busy account. */
    private static final long FIRST_SLICE_SEC = 3600;

    /** Ten years are then ten slices, and the surplus is at most three times the needed part. */
    private static final long GROWTH = 4;

    /** Longer than any history, and without overflow. */
    private static final long MAX_SLICE_SEC = 1L << 40;

    private final Snapshot snapshot;
    private final List<Snapshot.Wanted> wanted;
    private final Set<EventTable> tables;
    private final TimeOrder order;
    private final BackwardSearch search;
    private final TimeRanges visible;
    private TimeRanges open;
    private long sliceSec = FIRST_SLICE_SEC;

    /**
     * Creates a scan of {@code visible}.
     *
     * @param wanted the table scans that are read in the same slices
     * @param visible the seconds that any of them wants, without those that can have no events
     */
    IncrementalScan(
            Snapshot snapshot,
            List<Snapshot.Wanted> wanted,
            TimeRanges visible,
            TimeOrder order,
            BackwardSearch search) {
        this.snapshot = snapshot;
        this.wanted = List.copyOf(wanted);
        this.tables = wanted.stream().map(Snapshot.Wanted::table).collect(Collectors.toSet());
        this.open = visible;
        this.visible = visible;
        this.order = order;
        this.search = search;
    }

    /**
     * Fetches the next slice and returns a query for each table scan.
     *
     * @param rowsFound rows that the statement has found in the slices so far
     * @return for each scan a parenthesised query as of {@link Snapshot#relations}, with exactly its rows of the slice;
     *     empty at the end of the ranges
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
        return Optional.of(snapshot.slice(wanted, tables, slice));
    }

    private TimeRanges oldest() throws IOException {
        long fromSec = open.asList().get(0).fromSec();
        while (true) {
            List<TimeRange> missing = open.minus(snapshot.free(open)).asList();
            if (!missing.isEmpty() && missing.get(0).fromSec() == fromSec) {
                // The page that begins there, however far it reaches.
                snapshot.cover(tables, TimeRanges.of(fromSec, fromSec + 1));
                continue;
            }
            long toSec = missing.isEmpty() ? TimeRange.MAX_SEC : missing.get(0).fromSec();
            return open.and(TimeRanges.before(order == TimeOrder.ANY ? toSec : Math.min(toSec, fromSec + sliceSec)));
        }
    }

    private TimeRanges newest(long rowsFound) throws IOException {
        long topSec = last(open).toSec();
        while (true) {
            TimeRanges missing = open.minus(snapshot.free(open));
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
        // Without the time between the ranges, whose density is unknown.
        for (TimeRange seen : visible.and(TimeRanges.from(gap.toSec())).asList()) {
            seenSec += seen.lengthSec();
            seenEvents += snapshot.eventCount(seen);
        }
        long startSec = search.pageStartSec(gap, seenSec, seenEvents, rowsFound);
        snapshot.cover(tables, TimeRanges.of(startSec, startSec + 1));
        TimeRange rest = new TimeRange(startSec, gap.toSec());
        TimeRange page = snapshot.free(TimeRanges.of(List.of(rest))).asList().get(0);
        search.read(page, snapshot.eventCount(page));
    }

    private static TimeRange last(TimeRanges ranges) {
        return ranges.asList().get(ranges.asList().size() - 1);
    }
}
