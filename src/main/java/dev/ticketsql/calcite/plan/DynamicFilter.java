package dev.ticketsql.calcite.plan;

import dev.ticketsql.calcite.range.ConditionRanges;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Narrows the time of events by rows that are read first: a condition over the events' instant and the columns of these
 * rows. Two filters are equal only if they are one object. Immutable.
 */
public final class DynamicFilter {

    private static final Pattern COLUMN = Pattern.compile("\\$(\\d+)");

    private final RelNode rows;
    private final RexNode condition;

    /**
     * @param rows the plan of the rows
     * @param condition over {@link InstantColumns}, followed by the columns of {@code rows}
     */
    DynamicFilter(RelNode rows, RexNode condition) {
        this.rows = rows;
        this.condition = condition;
    }

    /** The plan of the rows that are read first. */
    public RelNode rows() {
        return rows;
    }

    /** Returns the condition with the values of each of {@code values}: a value of a column, or an array of several. */
    public List<RexNode> conditions(List<@Nullable Object> values) {
        return values.stream().map(this::with).toList();
    }

    private RexNode with(@Nullable Object row) {
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

    /** Makes a literal; a value without one, as a day after the year 9999, restricts nothing. */
    private RexNode literal(@Nullable Object value, RelDataType type) {
        return RowLiterals.of(value, type, rows.getCluster().getRexBuilder())
                .<RexNode>map(literal -> literal)
                .orElseGet(() -> new RexInputRef(InstantColumns.OTHER, type));
    }

    /** Returns ranges outside of which no event meets any of {@code conditions}, whose constants are literals. */
    public TimeRanges ranges(List<RexNode> conditions) {
        ConditionRanges reader = new ConditionRanges(InstantColumns.TIME, InstantColumns.START_TIME);
        List<TimeRange> ranges = new ArrayList<>();
        conditions.forEach(known -> ranges.addAll(reader.of(known).asList()));
        return TimeRanges.of(ranges);
    }

    /** Prints the condition for people: {@code >=(time, opened)}. */
    String text() {
        List<String> names = new ArrayList<>(InstantColumns.NAMES);
        names.addAll(rows.getRowType().getFieldNames());
        return COLUMN.matcher(condition.toString())
                .replaceAll(column -> Matcher.quoteReplacement(names.get(Integer.parseInt(column.group(1)))));
    }
}
