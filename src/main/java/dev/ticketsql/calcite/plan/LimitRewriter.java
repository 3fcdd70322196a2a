package dev.ticketsql.calcite.plan;

import dev.ticketsql.mirror.TimeOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Finds the places of a plan that need the first rows of events only, and marks them to be read in slices of time:
 * limits, MIN and MAX of the instant, EXISTS, and ROW_NUMBER() &lt;= n over all rows.
 */
final class LimitRewriter {

    /**
     * Limit of separate reads for one aggregate; beyond it, as with a dozen FILTER clauses, one read of all rows is
     * faster.
     */
    private static final int MAX_ENDS = 4;

    private LimitRewriter() {}

    /** Returns {@code plan} with such places marked. */
    static RelNode ofPlan(RelNode plan) {
        RelNode inside = PlanRewriter.rewritten(plan, LimitRewriter::ofNode);
        return inside instanceof Sort sort && !(sort instanceof TimeSlicedSort)
                ? TimeSlicedSort.of(sort).<RelNode>map(sliced -> sliced).orElse(sort)
                : inside;
    }

    private static RelNode ofNode(RelNode rel) {
        if (!RelOptUtil.getVariablesUsed(rel).isEmpty()) {
            // A correlated plan has other rows for each row of the outer query.
            return rel;
        }
        if (rel instanceof Aggregate aggregate) {
            return extremes(aggregate).orElse(aggregate);
        }
        // Below other operators an order alone means nothing.
        if (rel instanceof Sort sort && sort.fetch != null) {
            return TimeSlicedSort.of(sort).<RelNode>map(sliced -> sliced).orElse(sort);
        }
        if (rel instanceof Filter filter && filter.getInput() instanceof Project project) {
            return withFirstOfSubQueries(RowNumberLimit.limited(filter, project).orElse(filter));
        }
        return withFirstOfSubQueries(rel);
    }

    /** Limits EXISTS to one row, since one row decides it. */
    private static RelNode withFirstOfSubQueries(RelNode rel) {
        return rel.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                boolean isWhole = visited.getKind() == SqlKind.EXISTS
                        && RelOptUtil.getVariablesUsed(visited.rel).isEmpty();
                return isWhole
                        ? TimeSlicedSort.of(first(visited.rel, RelCollations.EMPTY))
                                .<RexNode>map(visited::clone)
                                .orElse(visited)
                        : visited;
            }
        });
    }

    private static Sort first(RelNode rel, RelCollation collation) {
        return LogicalSort.create(
                rel, collation, null, rel.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.ONE));
    }

    /**
     * End of time at which the value of one MIN or MAX is found.
     *
     * @param order of slices, by which its row is the first
     * @param filter the column that must be true, -1 for all rows
     * @param known the column that must not be NULL, -1 for all rows
     */
    private record End(TimeOrder order, int filter, int known) {}

    /** Aggregates only the newest and the oldest row, if every aggregate is such a MIN or MAX. */
    private static Optional<RelNode> extremes(Aggregate aggregate) {
        boolean isTotal = aggregate.getGroupCount() == 0
                && aggregate.getGroupType() == Aggregate.Group.SIMPLE
                && !aggregate.getAggCallList().isEmpty();
        Optional<SlicedPart> input = isTotal ? SliceAnalysis.of(aggregate.getInput()) : Optional.empty();
        if (input.isEmpty()) {
            return Optional.empty();
        }
        Map<End, Set<RelFieldCollation>> ends = new LinkedHashMap<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            Optional<End> end = end(input.get(), call);
            if (end.isEmpty()) {
                return Optional.empty();
            }
            ends.computeIfAbsent(end.get(), of -> new LinkedHashSet<>()).add(key(call));
        }
        if (ends.size() > MAX_ENDS) {
            return Optional.empty();
        }
        List<RelNode> rows = new ArrayList<>();
        for (Map.Entry<End, Set<RelFieldCollation>> end : ends.entrySet()) {
            rows.add(TimeSlicedSort.of(
                    rowOf(aggregate.getInput(), end.getKey(), List.copyOf(end.getValue())),
                    end.getKey().order()));
        }
        RelNode all = rows.size() == 1 ? rows.get(0) : LogicalUnion.create(rows, true);
        return Optional.of(aggregate.copy(aggregate.getTraitSet(), List.of(all)));
    }

    private static Optional<End> end(SlicedPart input, AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        if (kind != SqlKind.MAX && kind != SqlKind.MIN) {
            return Optional.empty();
        }
        int column = call.getArgList().get(0);
        RexNode value = InstantColumns.of(input, column);
        return chosen(value)
                .map(choice -> InstantOrder.of(choice)
                        .filter(InstantOrder::isStrict)
                        .map(order -> new End(SliceOrder.of(order, key(call)), call.filterArg, column)))
                .orElseGet(() ->
                        SliceOrder.of(input, List.of(key(call))).map(order -> new End(order, call.filterArg, -1)));
    }

    /** Takes {@code value} out of {@code CASE WHEN ... THEN value END}, a common spelling of FILTER. */
    private static Optional<RexNode> chosen(RexNode value) {
        return value instanceof RexCall choice
                        && choice.getKind() == SqlKind.CASE
                        && choice.operandCount() == 3
                        && RexUtil.isNullLiteral(choice.getOperands().get(2), true)
                ? Optional.of(choice.getOperands().get(1))
                : Optional.empty();
    }

    private static RelFieldCollation key(AggregateCall extreme) {
        return new RelFieldCollation(
                extreme.getArgList().get(0),
                extreme.getAggregation().getKind() == SqlKind.MAX
                        ? RelFieldCollation.Direction.DESCENDING
                        : RelFieldCollation.Direction.ASCENDING,
                RelFieldCollation.NullDirection.LAST);
    }

    /** Sorts by all values that are found at one end: of equal dates, another value tells which is the last. */
    private static Sort rowOf(RelNode input, End end, List<RelFieldCollation> keys) {
        RexBuilder rexBuilder = input.getCluster().getRexBuilder();
        RelNode rows = input;
        if (end.filter() >= 0) {
            rows = LogicalFilter.create(
                    rows,
                    rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, rexBuilder.makeInputRef(input, end.filter())));
        }
        if (end.known() >= 0) {
            rows = LogicalFilter.create(
                    rows,
                    rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, rexBuilder.makeInputRef(input, end.known())));
        }
        return first(rows, RelCollations.of(keys));
    }
}
