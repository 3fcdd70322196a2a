package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;

/**
 * Says {@code [NOT] EXISTS} of another source's rows as the join that it is. Calcite 1.42, where it takes a correlated
 * subquery apart, reads the events a second time, to learn which values the subquery is asked for; and only of a join
 * can the rows say which windows are needed.
 *
 * <p>Where both sides are events, the mirror's engine computes Calcite's way, which is the faster one.
 */
final class ExistsJoins extends RelHomogeneousShuttle {

    /**
     * What a subquery is about.
     *
     * @param rows without what depends on the row outside
     * @param conditions what does depend on it, of the columns of {@code rows}
     */
    private record Subquery(RelNode rows, List<RexNode> conditions) {}

    private ExistsJoins() {}

    /** The same rows. */
    static RelNode spelledOut(RelNode plan) {
        return plan.accept(new ExistsJoins());
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof Filter filter && filter.getVariablesSet().size() == 1 && readsEvents(filter)
                ? spelledOut(filter)
                : visited;
    }

    private static RelNode spelledOut(Filter filter) {
        CorrelationId outside = filter.getVariablesSet().iterator().next();
        RelNode joined = filter.getInput();
        List<RexNode> conjuncts = RelOptUtil.conjunctions(filter.getCondition());
        List<RexNode> rest = new ArrayList<>();
        for (RexNode conjunct : conjuncts) {
            Optional<RelNode> join = join(joined, conjunct, outside);
            if (join.isPresent()) {
                joined = join.get();
            } else {
                rest.add(conjunct);
            }
        }
        if (rest.size() == conjuncts.size()) {
            return filter;
        }
        RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(filter.getCluster(), null);
        boolean isCorrelated = rest.stream().anyMatch(ExistsJoins::hasSubquery);
        return builder.push(joined)
                .filter(isCorrelated ? Set.of(outside) : Set.of(), rest)
                .build();
    }

    private static Optional<RelNode> join(RelNode left, RexNode conjunct, CorrelationId outside) {
        boolean negated = conjunct.isA(SqlKind.NOT);
        RexNode inner = negated ? ((RexCall) conjunct).getOperands().get(0) : conjunct;
        if (!(inner instanceof RexSubQuery exists) || !exists.isA(SqlKind.EXISTS) || readsEvents(exists.rel)) {
            return Optional.empty();
        }
        return subquery(exists.rel, outside)
                .map(subquery -> LogicalJoin.create(
                        left,
                        subquery.rows(),
                        List.of(),
                        RexUtil.composeConjunction(
                                left.getCluster().getRexBuilder(),
                                subquery.conditions().stream()
                                        .map(condition -> ofBothSides(condition, left, outside))
                                        .toList()),
                        Set.of(),
                        negated ? JoinRelType.ANTI : JoinRelType.SEMI));
    }

    /** Empty if {@code rel} depends on what is outside in another way than by a filter of its rows. */
    private static Optional<Subquery> subquery(RelNode rel, CorrelationId outside) {
        RelNode rows = rel;
        while (rows instanceof Project project && !project.containsOver()) {
            rows = project.getInput();
        }
        if (!(rows instanceof Filter filter)
                || !RelOptUtil.getVariablesUsed(filter).equals(Set.of(outside))) {
            return Optional.empty();
        }
        List<RexNode> conditions = new ArrayList<>();
        List<RexNode> rest = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            boolean isOfOutside = RexUtil.containsCorrelation(conjunct);
            if (isOfOutside && hasSubquery(conjunct)) {
                return Optional.empty();
            }
            (isOfOutside ? conditions : rest).add(conjunct);
        }
        RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(filter.getCluster(), null);
        RelNode independent = builder.push(filter.getInput()).filter(rest).build();
        return RelOptUtil.getVariablesUsed(independent).isEmpty()
                ? Optional.of(new Subquery(independent, conditions))
                : Optional.empty();
    }

    private static RexNode ofBothSides(RexNode condition, RelNode left, CorrelationId outside) {
        RexBuilder rexBuilder = left.getCluster().getRexBuilder();
        int leftColumns = left.getRowType().getFieldCount();
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return new RexInputRef(column.getIndex() + leftColumns, column.getType());
            }

            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                return access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(outside)
                        ? rexBuilder.makeInputRef(left, access.getField().getIndex())
                        : access;
            }
        });
    }

    private static boolean readsEvents(RelNode rel) {
        return rel instanceof EventScan || rel.getInputs().stream().anyMatch(ExistsJoins::readsEvents);
    }

    private static boolean hasSubquery(RexNode expression) {
        return RexUtil.SubQueryFinder.find(expression) != null;
    }
}
