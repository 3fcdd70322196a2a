package dev.ticketsql.calcite.range;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * What a condition says about time: the ranges outside of which no event can pass it. Always a superset, never a guess;
 * whatever is not understood is all of time. Knows nothing of where events come from.
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
     * The instants of all events for which {@code condition} can be TRUE, and perhaps more.
     *
     * @param condition over the input row, whose constants are literals; both columns are the same instant
     */
    public TimeRanges of(RexNode condition) {
        return of(condition, TimeRanges.every());
    }

    /**
     * The instants within {@code bounds} of all events for which {@code condition} can be TRUE, and perhaps more. A
     * condition that recurs ({@code EXTRACT(MONTH ..) = 1}) can only be narrowed down where it is bounded, so bounds
     * that are known anyway (an account's first event, the present) make for smaller ranges.
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
            // Where there can be no event, nothing is worth looking at.
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
