package dev.ticketsql.calcite.plan;

import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRanges;
import java.time.Instant;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Which seconds a scan must hand over: what is known when the statement is planned, and conditions on time that only
 * its execution can evaluate, because they hold a parameter or the current time. Always a superset of what the
 * statement's filters accept. Knows nothing of what is mirrored.
 *
 * @param known the seconds that the conditions known so far accept
 * @param late conditions over the table's row that narrow {@code known} once their values are there
 */
public record ScanRanges(TimeRanges known, List<RexNode> late) {

    /** A busy account's order of magnitude; only its proportion to other tables matters. */
    private static final double EVENTS_PER_SEC = 0.1;

    /** Where the window has no end, rows are counted to here, so that plans do not change from day to day. */
    private static final long LAST_SEC = Instant.parse("2040-01-01T00:00:00Z").getEpochSecond();

    /** What a comparison with a value not yet known is taken to keep; planners' usual guess for a range is wider. */
    private static final double LATE_FRACTION = 0.1;

    public ScanRanges {
        late = List.copyOf(late);
    }

    public static ScanRanges every() {
        return new ScanRanges(TimeRanges.every(), List.of());
    }

    /** The same window, with the late conditions rewritten by {@code shuttle}. */
    ScanRanges with(RexShuttle shuttle) {
        return new ScanRanges(known, shuttle.apply(late));
    }

    /** How many rows a scan of this window is taken to have. */
    public double rowCount() {
        TimeRanges counted = known.and(TimeRanges.of(Page.EARLIEST_EVENT_SEC, LAST_SEC));
        double rows = Math.max(1, counted.countSec() * EVENTS_PER_SEC);
        return late.isEmpty() ? rows : rows * LATE_FRACTION;
    }

    /** As {@code EXPLAIN} shows it: ranges in UTC, {@code every}, {@code none}, or {@code ?} until execution. */
    @Override
    public String toString() {
        return late.isEmpty() ? known.toString() : "?";
    }
}
