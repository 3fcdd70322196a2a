package dev.ticketsql.calcite.plan;

import dev.ticketsql.calcite.range.ConditionRanges;
import dev.ticketsql.event.TimeRanges;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a join's small side say about the time of the rows that they are joined with: the windows outside of
 * which no event can meet the condition with any of them. Always a superset. Immutable.
 *
 * @param condition over {@link InstantColumns}, followed by the columns of the small side
 * @param rexBuilder puts the small side's values into the condition
 */
record DynamicFilterRanges(RexNode condition, RexBuilder rexBuilder) {

    private static final Pattern COLUMN = Pattern.compile("\\$(\\d+)");

    /** The windows of a condition in which the values of a row are. */
    TimeRanges of(RexNode known) {
        return new ConditionRanges(InstantColumns.TIME, InstantColumns.START_TIME).of(known);
    }

    /** The condition in words for people: {@code >=(time, opened)}. */
    String text(List<String> smallColumns) {
        return COLUMN.matcher(condition.toString()).replaceAll(column -> {
            int place = Integer.parseInt(column.group(1));
            String name = place < InstantColumns.COUNT
                    ? InstantColumns.NAMES.get(place)
                    : smallColumns.get(place - InstantColumns.COUNT);
            return Matcher.quoteReplacement(name);
        });
    }

    /** The condition with the values of a row: a value of a column, or an array of several. */
    RexNode with(@Nullable Object row) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                int place = column.getIndex() - InstantColumns.COUNT;
                if (place < 0) {
                    return column;
                }
                Object value = row instanceof Object[] values ? values[place] : row;
                return literal(value, column.getType());
            }
        });
    }

    /** A value that no literal holds, as a day after the year 9999, says nothing of time. */
    private RexNode literal(@Nullable Object value, RelDataType type) {
        return RowLiterals.of(value, type, rexBuilder)
                .<RexNode>map(literal -> literal)
                .orElseGet(() -> new RexInputRef(InstantColumns.OTHER, type));
    }
}
