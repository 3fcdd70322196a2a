package dev.ticketsql.calcite.range;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * Computes the ranges of time outside of which no event can pass a condition: always a superset, since a condition that
 * is not understood gets all of time.
 */
public final class ConditionRanges {

    private final RuntimeConditions runtimeConditions;

    /**
     * @param timeColumn index of {@code "time"} (TIMESTAMP) in the input row, -1 if absent
     * @param startTimeColumn index of {@code start_time} (BIGINT, epoch seconds) in the input row, -1 if absent
     */
    public ConditionRanges(int timeColumn, int startTimeColumn) {
        this.runtimeConditions = new RuntimeConditions(timeColumn, startTimeColumn);
    }

    /**
     * A superset of the seconds of all events for which {@code condition} is TRUE.
     *
     * @param condition over the input row, whose constants are literals; both columns are the same instant
     */
    public TimeRanges of(RexNode condition) {
        return of(condition, TimeRanges.every());
    }

    /**
     * A superset of those seconds within {@code bounds}. A condition that recurs ({@code EXTRACT(MONTH ..) = 1}) is
     * only narrowed where it is bounded, so that bounds which are known anyway (an account's first event, the present)
     * give smaller ranges.
     */
    public TimeRanges of(RexNode condition, TimeRanges bounds) {
        TimeRanges ranges = within(bounds.asList(), condition);
        for (PeriodRefinement refinement : PeriodRefinement.of(condition)) {
            ranges = within(refinement.pieces(ranges), condition);
        }
        return ranges;
    }

    private TimeRanges within(List<TimeRange> pieces, RexNode condition) {
        List<TimeRange> ranges = new ArrayList<>();
        for (TimeRange piece : pieces) {
            TimeRanges whole = TimeRanges.of(List.of(piece));
            // Outside of the representable years there is no event to narrow for.
            TimeRanges left = TimeTerm.REPRESENTABLE.overlaps(piece)
                    ? whole.and(
                            truth(condition, piece, TruthRanges.anything(true)).mayBeTrue())
                    : whole;
            ranges.addAll(left.asList());
        }
        return TimeRanges.of(ranges);
    }

    private TruthRanges truth(RexNode condition, TimeRange piece, TruthRanges assumed) {
        TermReader terms = new TermReader(runtimeConditions.timeColumn(), runtimeConditions.startTimeColumn(), piece);
        return new ConditionReader(terms, runtimeConditions, assumed).read(condition);
    }
}
