package dev.ticketsql.calcite.plan;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Copies the conditions of a logical plan down to its scans, so that each scan has conditions that all its needed rows
 * meet. One walk from the root: a condition passes an operator if dropping the rows below that fail it changes no row
 * above. Conditions that cannot pass are left out, so that a scan's ranges are always a superset. The plan keeps its
 * own filters.
 */
final class TimeRangeFinder {

    /**
     * Largest expression to push down. One that doubles at each of many projections would fill the memory; without it
     * only more is fetched.
     */
    private static final int MAX_NODES = 5_000;

    private final RexBuilder rexBuilder;

    TimeRangeFinder(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** Adds conditions to the scans of {@code plan} and to its foreign tables. */
    RelNode withConditions(RelNode plan) {
        return visit(plan, List.of(), Map.of());
    }

    /**
     * @param conditions over the row of {@code rel}: a row for which one is not true is not needed
     * @param outer conditions that hold for the rows of correlation variables
     */
    private RelNode visit(RelNode rel, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> outer) {
        if (rel instanceof EventScan scan) {
            return scan.where(conditions);
        }
        if (rel instanceof ReferenceScan scan) {
            return scan.where(
                    conditions.stream().filter(TimeRangeFinder::isPlain).toList());
        }
        if (rel instanceof ForeignTableScan part) {
            return part.where(
                    conditions.stream().filter(TimeRangeFinder::isPlain).toList());
        }
        if (rel instanceof BuildSide side) {
            return buildSide(side, conditions, outer);
        }
        if (rel instanceof Filter filter) {
            return filter(filter, conditions, outer);
        }
        if (rel instanceof Project project) {
            List<RexNode> passed = InputConditions.of(project, conditions).stream()
                    .filter(TimeRangeFinder::isCarried)
                    .toList();
            return withInputs(project, List.of(visit(project.getInput(), passed, outer)), passed, outer);
        }
        if (rel instanceof Aggregate aggregate) {
            return withInputs(
                    aggregate,
                    List.of(visit(aggregate.getInput(), InputConditions.of(aggregate, conditions), outer)),
                    List.of(),
                    outer);
        }
        if (rel instanceof Join join) {
            return join(join, conditions, outer);
        }
        if (rel instanceof Correlate correlate) {
            return correlate(correlate, conditions, outer);
        }
        boolean isTransparent = rel instanceof SetOp
                || rel instanceof ProbeSide
                || (rel instanceof Sort sort && sort.fetch == null && sort.offset == null);
        List<RexNode> passed =
                isTransparent ? conditions : hasNoRow(rel) ? List.of(rexBuilder.makeLiteral(false)) : List.of();
        List<RelNode> inputs = rel.getInputs().stream()
                .map(input -> visit(input, InputConditions.typed(passed, input), outer))
                .toList();
        return withInputs(rel, inputs, List.of(), outer);
    }

    /** Recognises {@code LIMIT 0}, with which programs ask for the columns of a result. */
    private static boolean hasNoRow(RelNode rel) {
        return rel instanceof Sort sort
                && sort.fetch instanceof RexLiteral rows
                && Objects.requireNonNull(rows.getValueAs(BigDecimal.class)).signum() == 0;
    }

    private RelNode withInputs(
            RelNode rel, List<RelNode> inputs, List<RexNode> known, Map<CorrelationId, List<RexNode>> outer) {
        RelNode copy = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return copy.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.clone(visit(visited.rel, List.of(), inside(visited.rel, known, outer)));
            }
        });
    }

    /** Adds the conditions on the row around {@code subQuery} to those on rows further out. */
    private static Map<CorrelationId, List<RexNode>> inside(
            RelNode subQuery, List<RexNode> known, Map<CorrelationId, List<RexNode>> outer) {
        Map<CorrelationId, List<RexNode>> more = new HashMap<>(outer);
        for (CorrelationId variable : RelOptUtil.getVariablesUsed(subQuery)) {
            more.putIfAbsent(variable, known);
        }
        return more;
    }

    /** Filters the build side itself: the fewer rows it has, the more they narrow. */
    private RelNode buildSide(BuildSide side, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> outer) {
        RelNode input = visit(side.getInput(), conditions, outer);
        List<RexNode> plain =
                conditions.stream().filter(TimeRangeFinder::isPlain).toList();
        return new BuildSide(
                plain.isEmpty() ? input : LogicalFilter.create(input, RexUtil.composeConjunction(rexBuilder, plain)),
                side.filter());
    }

    private RelNode filter(Filter filter, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> outer) {
        List<RexNode> all = new ArrayList<>(conditions);
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            if (isCarried(conjunct)) {
                all.add(conjunct);
            }
            all.addAll(byOuterEquality(conjunct, outer));
        }
        return withInputs(filter, List.of(visit(filter.getInput(), all, outer)), all, outer);
    }

    /**
     * Returns whether {@code condition} has one result for a row wherever it is evaluated, and is small enough to copy.
     */
    private static boolean isCarried(RexNode condition) {
        return RexUtil.isDeterministic(condition) && !RexOver.containsOver(condition) && nodes(condition) <= MAX_NODES;
    }

    private static boolean isPlain(RexNode condition) {
        return RexUtil.SubQueryFinder.find(condition) == null && !RexUtil.containsCorrelation(condition);
    }

    private static int nodes(RexNode expression) {
        int[] nodes = {0};
        expression.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
                nodes[0]++;
                return nodes[0] > MAX_NODES ? null : super.visitCall(call);
            }
        });
        return nodes[0];
    }

    /** Copies conditions on a column of an outer row to the column that {@code conjunct} makes equal to it. */
    private static List<RexNode> byOuterEquality(RexNode conjunct, Map<CorrelationId, List<RexNode>> outer) {
        if (conjunct.getKind() != SqlKind.EQUALS) {
            return List.of();
        }
        List<RexNode> sides = ((RexCall) conjunct).getOperands();
        List<RexNode> copies = new ArrayList<>(equalTo(sides.get(0), sides.get(1), outer));
        copies.addAll(equalTo(sides.get(1), sides.get(0), outer));
        return copies;
    }

    private static List<RexNode> equalTo(RexNode column, RexNode other, Map<CorrelationId, List<RexNode>> outer) {
        if (!(column instanceof RexInputRef)
                || !(other instanceof RexFieldAccess access)
                || !(access.getReferenceExpr() instanceof RexCorrelVariable row)) {
            return List.of();
        }
        int field = access.getField().getIndex();
        return outer.getOrDefault(row.id, List.of()).stream()
                .filter(condition -> RelOptUtil.InputFinder.bits(condition).equals(ImmutableBitSet.of(field)))
                .map(condition -> InputConditions.renumbered(condition, Map.of(field, column)))
                .toList();
    }

    private RelNode join(Join join, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> outer) {
        JoinRelType type = RelOptUtil.simplifyJoin(join, ImmutableList.copyOf(conditions), join.getJoinType());
        JoinSides sides = new JoinSides(join);
        List<RexNode> own = RelOptUtil.conjunctions(join.getCondition()).stream()
                .filter(TimeRangeFinder::isCarried)
                .toList();
        // Rows of the other side that fail these match no row that is needed; an equality copies them to this side, an
        // order their bounds.
        List<RexNode> matched = new ArrayList<>(own);
        if (type != JoinRelType.FULL) {
            matched.addAll(conditions);
        }
        List<RelNode> inputs = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            List<RexNode> passed = new ArrayList<>();
            if (!type.generatesNullsOn(side)) {
                passed.addAll(sides.over(side, conditions));
            }
            if (JoinSides.needsMatch(type, side)) {
                passed.addAll(sides.over(side, own));
                passed.addAll(sides.byEquality(side, own, matched));
                passed.addAll(sides.byOrder(side, own, matched));
            }
            inputs.add(visit(join.getInput(side), passed, outer));
        }
        return withInputs(join, inputs, type.generatesNullsOnLeft() ? List.of() : conditions, outer);
    }

    private RelNode correlate(Correlate correlate, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> outer) {
        int leftColumns = correlate.getLeft().getRowType().getFieldCount();
        List<RexNode> left = conditions.stream()
                .filter(condition -> RelOptUtil.InputFinder.bits(condition).length() <= leftColumns)
                .toList();
        List<RexNode> right = correlate.getJoinType() != JoinRelType.INNER
                ? List.of()
                : conditions.stream()
                        .filter(condition -> isRightOf(RelOptUtil.InputFinder.bits(condition), leftColumns))
                        .map(condition -> RexUtil.shift(condition, -leftColumns))
                        .toList();
        Map<CorrelationId, List<RexNode>> more = new HashMap<>(outer);
        more.put(correlate.getCorrelationId(), left);
        return withInputs(
                correlate,
                List.of(visit(correlate.getLeft(), left, outer), visit(correlate.getRight(), right, more)),
                List.of(),
                outer);
    }

    private static boolean isRightOf(ImmutableBitSet columns, int leftColumns) {
        return !columns.isEmpty() && columns.nth(0) >= leftColumns;
    }
}
