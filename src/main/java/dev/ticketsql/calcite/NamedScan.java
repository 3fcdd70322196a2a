package dev.ticketsql.calcite;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.EventTable;
import dev.ticketsql.mirror.Reading;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * A scan of a statement that waits for its execution: under which name the statement asks it, and for which window.
 * Immutable.
 *
 * @param name as the statement names it
 * @param table whose rows it has
 * @param window with places where values will be
 * @param isSliced whether it reads a slice of its window at a time
 * @param timeWindows reads the seconds out of the window's late conditions
 * @param rexBuilder puts those together
 */
record NamedScan(
        String name,
        EventTable table,
        ScanWindow window,
        boolean isSliced,
        TimeWindows timeWindows,
        RexBuilder rexBuilder) {

    /** What the scan wants once {@code literals} are in the places. */
    Reading.Wanted wanted(List<RexLiteral> literals) {
        TimeRanges seconds = window.resolve(timeWindows, rexBuilder, new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam place) {
                return literals.get(place.getIndex());
            }
        });
        return new Reading.Wanted(table, seconds);
    }

    /**
     * The rows of {@code relation} under this scan's name, as a common table expression.
     *
     * <p>{@code NOT MATERIALIZED}: otherwise the engine copies every column of every row before it filters.
     */
    String named(String relation) {
        return DuckDbDialect.INSTANCE.quoteIdentifier(name) + " AS NOT MATERIALIZED (SELECT * FROM " + relation + ")";
    }
}
