package dev.ticketsql.calcite;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.adapter.enumerable.EnumerableWindow;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.logical.LogicalWindow;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Has the window functions that Calcite computes see the rows that they should. Calcite 1.42 measures {@code RANGE n
 * PRECEDING} in the wrong direction if the order is descending, and in milliseconds whatever the key's unit; adds
 * distances as Java does, so that large ones begin again at the other end; counts all rows for DISTINCT ones; and
 * leaves out other rows than EXCLUDE says. What cannot be put right in the plan that was chosen is refused.
 */
final class WindowFrames {

    /** More rows than a partition has in memory; twice that still fits where Calcite adds it up. */
    private static final BigDecimal MAX_ROWS = BigDecimal.valueOf(1L << 30);

    private final EnumerableWindow window;
    private final RexBuilder rexBuilder;
    private final List<RexLiteral> constants;

    /** What the columns of the input are replaced by. */
    private final List<RexNode> columns = new ArrayList<>();

    private WindowFrames(EnumerableWindow window) {
        this.window = window;
        this.rexBuilder = window.getCluster().getRexBuilder();
        this.constants = new ArrayList<>(window.getConstants());
        for (int column = 0; column < window.getInput().getRowType().getFieldCount(); column++) {
            columns.add(RexInputRef.of(column, window.getInput().getRowType()));
        }
    }

    /**
     * The same plan, with the frames that are meant.
     *
     * @throws CalciteException with what to write instead of a window function that Calcite would compute wrongly
     */
    static RelNode ofPlan(RelNode plan) {
        return PlanWalk.rewritten(
                plan, rel -> rel instanceof EnumerableWindow window ? new WindowFrames(window).corrected() : rel);
    }

    /** {@code window} with other parts. Only the rule that makes such windows can make another. */
    static RelNode with(EnumerableWindow window, RelNode input, List<RexLiteral> constants, List<Window.Group> groups) {
        ConverterRule rule = EnumerableRules.ENUMERABLE_WINDOW_RULE;
        return requireNonNull(rule.convert(LogicalWindow.create(
                window.getTraitSet().replace(Convention.NONE),
                window.getHints(),
                input,
                constants,
                window.getRowType(),
                groups)));
    }

    private RelNode corrected() {
        List<Window.Group> groups = window.groups.stream().map(this::corrected).toList();
        return with(window, checked(window.getInput()), constants, groups);
    }

    private Window.Group corrected(Window.Group group) {
        refuseWrongFunctions(group);
        return new Window.Group(
                group.keys,
                group.isRows,
                corrected(group, group.lowerBound),
                corrected(group, group.upperBound),
                group.exclude,
                group.orderKeys,
                group.aggCalls);
    }

    private static void refuseWrongFunctions(Window.Group group) {
        for (Window.RexWinAggCall call : group.aggCalls) {
            SqlKind kind = call.getOperator().getKind();
            if (call.ignoreNulls) {
                throw refusal(
                        "does not look for the nearest value that is not NULL",
                        "partition and order by columns as they are");
            }
            if (call.distinct && kind != SqlKind.MIN && kind != SqlKind.MAX) {
                throw refusal(
                        "takes all rows for DISTINCT ones in a window function",
                        "count or add up what a subquery selects as DISTINCT");
            }
        }
        if (group.exclude != RexWindowExclusion.EXCLUDE_NO_OTHER) {
            throw refusal(
                    "leaves out other rows than EXCLUDE says", "subtract what is left out, as SUM(x) OVER (...) - x");
        }
    }

    private static CalciteException refusal(String what, String instead) {
        return new CalciteException(
                "Calcite 1.42 " + what + ", and the mirror's engine cannot run all of this statement: " + instead,
                null);
    }

    private RexWindowBound corrected(Window.Group group, RexWindowBound bound) {
        if (!(bound.getOffset() instanceof RexInputRef offset)) {
            return bound;
        }
        boolean known = offset.getIndex() >= columns.size();
        RexNode distance = known ? constants.get(offset.getIndex() - columns.size()) : offset;
        BigDecimal value =
                known ? requireNonNull(((RexLiteral) distance).getValueAs(BigDecimal.class)) : BigDecimal.ZERO;
        if (group.isRows) {
            return value.compareTo(MAX_ROWS) <= 0 ? bound : bound(bound, MAX_ROWS, distance.getType());
        }
        if (group.orderKeys.getFieldCollations().isEmpty()) {
            return bound;
        }
        RelFieldCollation order = group.orderKeys.getFieldCollations().get(0);
        RelDataType key = columns.get(order.getFieldIndex()).getType();
        if (!known && order.getDirection().isDescending()) {
            throw refusal(
                    "measures RANGE frames of a descending order in the wrong direction",
                    "write the distance as a number");
        }
        if (!isMeasurable(key, distance.getType())) {
            throw refusal(
                    "measures RANGE frames only along numbers and timestamps that are NOT NULL, in days or less",
                    "order by a column that is, as \"time\", or say ROWS");
        }
        boolean backwards = bound.isPreceding() != order.getDirection().isDescending();
        check(order.getFieldIndex(), distance, backwards);
        return order.getDirection().isDescending() ? bound(bound, value.negate(), distance.getType()) : bound;
    }

    private static boolean isMeasurable(RelDataType key, RelDataType distance) {
        SqlTypeName type = key.getSqlTypeName();
        boolean number = SqlTypeName.INT_TYPES.contains(type) || SqlTypeName.APPROX_TYPES.contains(type);
        boolean measured = number
                ? SqlTypeName.INT_TYPES.contains(distance.getSqlTypeName())
                : type == SqlTypeName.TIMESTAMP && SqlTypeName.DAY_INTERVAL_TYPES.contains(distance.getSqlTypeName());
        return measured && !key.isNullable();
    }

    private RexWindowBound bound(RexWindowBound bound, BigDecimal distance, RelDataType type) {
        constants.add((RexLiteral) rexBuilder.makeLiteral(distance, type, false));
        RexNode reference = new RexInputRef(columns.size() + constants.size() - 1, type);
        return bound.isPreceding() ? RexWindowBounds.preceding(reference) : RexWindowBounds.following(reference);
    }

    /** Has the whole number in {@code column} fail where the end of its frame does not fit what it is computed in. */
    private void check(int column, RexNode distance, boolean backwards) {
        RexNode key = columns.get(column);
        if (!SqlTypeName.INT_TYPES.contains(key.getType().getSqlTypeName())) {
            return;
        }
        boolean wide = Stream.of(key, distance).anyMatch(node -> node.getType().getSqlTypeName() == SqlTypeName.BIGINT);
        RelDataType type = rexBuilder.getTypeFactory().createSqlType(wide ? SqlTypeName.BIGINT : SqlTypeName.INTEGER);
        SqlOperator there = backwards ? SqlStdOperatorTable.MINUS : SqlStdOperatorTable.PLUS;
        SqlOperator back = backwards ? SqlStdOperatorTable.PLUS : SqlStdOperatorTable.MINUS;
        RexNode end = rexBuilder.makeCall(type, there, List.of(rexBuilder.makeCast(type, key), distance));
        columns.set(
                column, rexBuilder.makeCast(key.getType(), rexBuilder.makeCall(type, back, List.of(end, distance))));
    }

    private RelNode checked(RelNode input) {
        if (columns.stream().allMatch(column -> column instanceof RexInputRef)) {
            return input;
        }
        return EnumerableCalc.create(
                input, RexProgram.create(input.getRowType(), columns, null, input.getRowType(), rexBuilder));
    }
}
