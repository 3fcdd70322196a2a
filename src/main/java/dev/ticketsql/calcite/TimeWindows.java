package dev.ticketsql.calcite;

import dev.ticketsql.event.TimeRanges;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** What a condition says about time: a superset of the seconds that it accepts. */
final class TimeWindows {

    /** Reads conditions over a row with {@code "time"} and {@code start_time} at these places, -1 where absent. */
    TimeWindows(RexBuilder rexBuilder, int timeColumn, int startTimeColumn) {}

    /** The seconds outside of which {@code condition} accepts no row. */
    TimeRanges of(RexNode condition) {
        return condition.isAlwaysFalse() ? TimeRanges.none() : TimeRanges.every();
    }
}
