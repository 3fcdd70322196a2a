package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;

/**
 * Keeps rows apart that look alike. Nested loops of Calcite 1.42 that keep the right side's rows without a match
 * ({@code RIGHT} and {@code FULL JOIN} on no equality) know them by their identity; a row of one column is no more than
 * its value, and two equal ones may be one object, which comes out once. A row of two columns is an object of its own.
 *
 * <p>Works on the plan that was chosen.
 */
final class FreshRows {

    private FreshRows() {}

    /** The same plan, with a column more on the right side of such joins, and without it above them. */
    static RelNode ofPlan(RelNode plan) {
        return PlanWalk.rewritten(
                plan,
                rel -> rel instanceof EnumerableNestedLoopJoin join
                                && join.getJoinType().generatesNullsOnLeft()
                                && join.getRight().getRowType().getFieldCount() < 2
                        ? withFreshRows(join)
                        : rel);
    }

    private static RelNode withFreshRows(EnumerableNestedLoopJoin join) {
        RelNode right = join.getRight();
        RexBuilder rexBuilder = join.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>(rexBuilder.identityProjects(right.getRowType()));
        while (columns.size() < 2) {
            columns.add(rexBuilder.makeLiteral(true));
        }
        RelNode fresh = projected(right, columns);
        EnumerableNestedLoopJoin joined = EnumerableNestedLoopJoin.create(
                join.getLeft(), fresh, join.getCondition(), join.getVariablesSet(), join.getJoinType());
        return projected(
                joined,
                rexBuilder
                        .identityProjects(joined.getRowType())
                        .subList(0, join.getRowType().getFieldCount()));
    }

    private static RelNode projected(RelNode input, List<? extends RexNode> columns) {
        RexBuilder rexBuilder = input.getCluster().getRexBuilder();
        return EnumerableCalc.create(
                input, RexProgram.create(input.getRowType(), columns, null, (List<String>) null, rexBuilder));
    }
}
