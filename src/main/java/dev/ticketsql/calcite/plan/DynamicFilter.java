package dev.ticketsql.calcite.plan;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What rows that are read first say of the time of events: a condition over the events' instant and the columns of
 * these rows. Told from another by identity. Immutable.
 */
public final class DynamicFilter {

    private final DynamicFilterRanges windows;
    private final List<String> columns;
    private final RelNode rows;

    /**
     * @param windows the condition
     * @param rows the plan of the rows
     */
    DynamicFilter(DynamicFilterRanges windows, RelNode rows) {
        this.windows = windows;
        this.rows = rows;
        this.columns = List.copyOf(rows.getRowType().getFieldNames());
    }

    /** The plan of the rows that are read first. */
    public RelNode rows() {
        return rows;
    }

    /** The condition with the values of each of {@code known}. */
    public List<RexNode> conditions(List<@Nullable Object> known) {
        return known.stream().map(windows::with).toList();
    }

    /** The seconds outside of which no event meets any of {@code conditions}, whose constants are literals. */
    public TimeRanges seconds(List<RexNode> conditions) {
        List<TimeRange> ranges = new ArrayList<>();
        conditions.forEach(condition -> ranges.addAll(windows.of(condition).asList()));
        return TimeRanges.of(ranges);
    }

    /** The condition in words for people: {@code >=(time, opened)}. */
    String text() {
        return windows.text(columns);
    }
}
