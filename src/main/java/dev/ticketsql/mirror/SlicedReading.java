package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A window that is read slice by slice in an order of time, so that who needs only the first rows stops the fetching. A
 * slice is whole seconds; slices never overlap, and together they are the window. What is mirrored comes in slices that
 * grow, what is not a page at a time. Knows nothing of rows but how many were found. For one thread.
 */
public final class SlicedReading {

    /** The first slice of what is mirrored, where slices are sorted: about what a busy account has on a page. */
    private static final long FIRST_SLICE_SEC = 3600;

    /** A history of ten years is then ten slices, and reading too much costs three times what had to be read. */
    private static final long GROWTH = 4;

    /** More than any history, and no overflow. */
    private static final long MAX_SLICE_SEC = 1L << 40;

    private final Reading reading;
    private final EventTable table;
    private final TimeOrder order;
    private final BackwardSearch search;
    private final long endSec;
    private TimeRanges open;
    private long sliceSec = FIRST_SLICE_SEC;

    SlicedReading(Reading reading, EventTable table, TimeRanges visible, TimeOrder order, BackwardSearch search) {
        this.reading = reading;
        this.table = table;
        this.open = visible;
        this.endSec = visible.isNone() ? 0 : last(visible).toSec();
        this.order = order;
        this.search = search;
    }

    /**
     * Says how the next slice is read, fetching what it needs.
     *
     * @param rowsFound how many rows the statement has found in the slices so far
     * @return a parenthesised query as of {@link Reading#relations}, with exactly the rows of the slice; empty when the
     *     window has been read
     * @throws IOException as {@link Reading#relations}
     * @throws SQLException if the engine fails
     */
    public Optional<String> next(long rowsFound) throws IOException, SQLException {
        if (open.isNone()) {
            return Optional.empty();
        }
        TimeRanges slice = order == TimeOrder.NEWEST_FIRST ? newest(rowsFound) : oldest();
        open = open.minus(slice);
        sliceSec = Math.min(sliceSec * GROWTH, MAX_SLICE_SEC);
        return Optional.of(reading.slice(table, slice));
    }

    private TimeRanges oldest() throws IOException {
        long fromSec = open.asList().get(0).fromSec();
        while (true) {
            List<TimeRange> missing = open.minus(reading.free(open)).asList();
            if (!missing.isEmpty() && missing.get(0).fromSec() == fromSec) {
                // The page that begins there, however far it reaches.
                reading.cover(Set.of(table), TimeRanges.of(fromSec, fromSec + 1));
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
        double seenSec = endSec - gap.toSec();
        double seenEvents = seenSec == 0 ? 0 : reading.eventCount(new TimeRange(gap.toSec(), endSec));
        long startSec = search.pageStartSec(gap, seenSec, seenEvents, rowsFound);
        reading.cover(Set.of(table), TimeRanges.of(startSec, startSec + 1));
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
