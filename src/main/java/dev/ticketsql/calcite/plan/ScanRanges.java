package dev.ticketsql.calcite.plan;

import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRanges;
import java.time.Instant;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Seconds that a scan returns: literal ranges, and conditions on time that need an execution's values, since they
 * contain a parameter or the current time. Always a superset of the rows that the statement's filters accept. Knows
 * nothing of the mirror.
 *
 * @param known the seconds that the conditions known so far accept
 * @param runtime conditions over the table's row that narrow {@code known} once their values are there
 */
public record ScanRanges(TimeRanges known, List<RexNode> runtime) {

    /** Events per second of a busy account; only the proportion to other tables matters. */
    private static final double EVENTS_PER_SEC = 0.1;

    /** Rows of ranges without an end are counted to here, so that plans do not change from day to day. */
    private static final long LAST_SEC = Instant.parse("2040-01-01T00:00:00Z").getEpochSecond();

    /**
     * Estimated selectivity of a condition whose value comes with the execution; narrower than a planner's usual guess.
     */
    private static final double RUNTIME_SELECTIVITY = 0.1;

    public ScanRanges {
        runtime = List.copyOf(runtime);
    }

    public static ScanRanges every() {
        return new ScanRanges(TimeRanges.every(), List.of());
    }

    /** Rewrites the runtime conditions by {@code shuttle}. */
    ScanRanges with(RexShuttle shuttle) {
        return new ScanRanges(known, shuttle.apply(runtime));
    }

    /** Estimates the number of rows of a scan. */
    public double rowCount() {
        TimeRanges counted = known.and(TimeRanges.of(Page.EARLIEST_EVENT_SEC, LAST_SEC));
        double rows = Math.max(1, counted.countSec() * EVENTS_PER_SEC);
        return runtime.isEmpty() ? rows : rows * RUNTIME_SELECTIVITY;
    }

    /** Prints the ranges as EXPLAIN does: in UTC, {@code every}, {@code none}, or {@code ?} until execution. */
    @Override
    public String toString() {
        return runtime.isEmpty() ? known.toString() : "?";
    }
}
