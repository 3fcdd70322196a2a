package dev.ticketsql.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Finds joins, IN and EXISTS of a subquery, and subqueries of one value, whose rows narrow the time of events if read
 * first. Marks both sides: the events as {@link ProbeSide}, the rows as {@link BuildSide}.
 */
final class DynamicFilterFinder {

    private final RexBuilder rexBuilder;

    private DynamicFilterFinder(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** Returns {@code plan} with both sides of each dynamic filter marked. */
    static RelNode ofPlan(RelNode plan) {
        return PlanRewriter.rewritten(
                plan, new DynamicFilterFinder(plan.getCluster().getRexBuilder())::ofNode);
    }

    private RelNode ofNode(RelNode rel) {
        if (rel instanceof Join join) {
            return ofJoin(join, 0).or(() -> ofJoin(join, 1)).orElse(join);
        }
        return rel instanceof Filter filter ? ofFilter(filter) : rel;
    }

    private Optional<RelNode> ofJoin(Join join, int side) {
        RelNode rows = join.getInput(1 - side);
        boolean mayNarrow = JoinSides.needsMatch(join.getJoinType(), side)
                // Events joined with events: neither side is small.
                && SliceAnalysis.of(rows).isEmpty()
                && RelOptUtil.getVariablesUsed(join).isEmpty();
        return (mayNarrow ? SliceAnalysis.of(join.getInput(side)) : Optional.<SlicedPart>empty())
                .flatMap(events -> filter(rows, overInstant(join, side, events)).map(filter -> {
                    RelNode probe = new ProbeSide(join.getInput(side), List.of(filter));
                    RelNode build = new BuildSide(rows, filter);
                    return join.copy(join.getTraitSet(), side == 0 ? List.of(probe, build) : List.of(build, probe));
                }));
    }

    private RexNode overInstant(Join join, int side, SlicedPart events) {
        int leftColumns = join.getLeft().getRowType().getFieldCount();
        return join.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                int place = column.getIndex();
                int columnOfSide = place < leftColumns ? place : place - leftColumns;
                return (place < leftColumns ? 0 : 1) == side
                        ? InstantColumns.of(events, columnOfSide)
                        : buildColumn(columnOfSide, column);
            }
        });
    }

    private static RexNode buildColumn(int column, RexNode like) {
        return new RexInputRef(InstantColumns.COUNT + column, like.getType());
    }

    /**
     * Filters by the conjuncts of {@code condition} that compare the instant with columns of {@code rows}, if any do.
     */
    private Optional<DynamicFilter> filter(RelNode rows, RexNode condition) {
        if (!PlanRewriter.find(rows, ReferenceScan.class).isEmpty()) {
            // Which people are looked up depends on all events of the statement.
            return Optional.empty();
        }
        List<RexNode> conjuncts = RelOptUtil.conjunctions(condition).stream()
                .filter(InstantColumns::areIn)
                .filter(RexUtil::isDeterministic)
                .filter(conjunct -> RexUtil.SubQueryFinder.find(conjunct) == null)
                .filter(conjunct -> !RexUtil.containsCorrelation(conjunct))
                .toList();
        return conjuncts.stream()
                        .anyMatch(conjunct ->
                                RelOptUtil.InputFinder.bits(conjunct).length() > InstantColumns.COUNT)
                ? Optional.of(new DynamicFilter(rows, RexUtil.composeConjunction(rexBuilder, conjuncts)))
                : Optional.empty();
    }

    private RelNode ofFilter(Filter filter) {
        Optional<SlicedPart> events = SliceAnalysis.of(filter.getInput());
        if (events.isEmpty()) {
            return filter;
        }
        List<DynamicFilter> filters = new ArrayList<>();
        List<RexNode> conjuncts = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            conjuncts.add(ofConjunct(conjunct, events.get(), filters));
        }
        return filters.isEmpty()
                ? filter
                : filter.copy(
                        filter.getTraitSet(),
                        new ProbeSide(filter.getInput(), filters),
                        RexUtil.composeConjunction(rexBuilder, conjuncts));
    }

    private RexNode ofConjunct(RexNode conjunct, SlicedPart events, List<DynamicFilter> filters) {
        if (conjunct instanceof RexSubQuery subQuery) {
            return switch (subQuery.getKind()) {
                case IN -> ofIn(subQuery, events, filters);
                case EXISTS -> ofExists(subQuery, events, filters);
                default -> conjunct;
            };
        }
        return ofScalar(conjunct, events, filters);
    }

    private static boolean isWhole(RexSubQuery subQuery) {
        return RelOptUtil.getVariablesUsed(subQuery.rel).isEmpty();
    }

    private RexNode ofIn(RexSubQuery subQuery, SlicedPart events, List<DynamicFilter> filters) {
        if (!isWhole(subQuery) || SliceAnalysis.of(subQuery.rel).isPresent()) {
            return subQuery;
        }
        List<RexNode> equal = new ArrayList<>();
        for (int column = 0; column < subQuery.getOperands().size(); column++) {
            RexNode operand = subQuery.getOperands().get(column);
            RexNode value = RexInputRef.of(column, subQuery.rel.getRowType());
            equal.add(rexBuilder.makeCall(
                    SqlStdOperatorTable.EQUALS, overInstant(operand, events), buildColumn(column, value)));
        }
        return marked(subQuery, subQuery.rel, RexUtil.composeConjunction(rexBuilder, equal), filters);
    }

    private static RexNode overInstant(RexNode expression, SlicedPart events) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return InstantColumns.of(events, column.getIndex());
            }
        });
    }

    /** Marks {@code rows} in {@code subQuery} as a build side, if {@code condition} restricts the instant by them. */
    private RexNode marked(RexSubQuery subQuery, RelNode rows, RexNode condition, List<DynamicFilter> filters) {
        return filter(rows, condition)
                .<RexNode>map(filter -> {
                    filters.add(filter);
                    return subQuery.clone(PlanRewriter.replaced(subQuery.rel, rows, new BuildSide(rows, filter)));
                })
                .orElse(subQuery);
    }

    /**
     * Reads the correlated conditions of the filter at the top of the subquery; columns of the row outside are events.
     */
    private RexNode ofExists(RexSubQuery subQuery, SlicedPart events, List<DynamicFilter> filters) {
        RelNode rel = subQuery.rel;
        while (rel instanceof Project && !((Project) rel).containsOver()) {
            rel = rel.getInput(0);
        }
        if (!(rel instanceof Filter filter)
                || !RelOptUtil.getVariablesUsed(filter.getInput()).isEmpty()
                || SliceAnalysis.of(filter.getInput()).isPresent()) {
            return subQuery;
        }
        Set<CorrelationId> outer = RelOptUtil.getVariablesUsed(filter);
        if (outer.size() != 1) {
            return subQuery;
        }
        RexNode condition = filter.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return buildColumn(column.getIndex(), column);
            }

            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                return access.getReferenceExpr() instanceof RexCorrelVariable
                        ? InstantColumns.of(events, access.getField().getIndex())
                        : super.visitFieldAccess(access);
            }
        });
        return marked(subQuery, filter.getInput(), condition, filters);
    }

    /**
     * Takes a subquery of one value as a row of one column. Conjuncts with two such subqueries stay: their values would
     * have to be combined.
     */
    private RexNode ofScalar(RexNode conjunct, SlicedPart events, List<DynamicFilter> filters) {
        List<RexSubQuery> found = new ArrayList<>();
        conjunct.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                found.add(subQuery);
                return subQuery;
            }
        });
        if (found.stream().distinct().count() != 1
                || found.get(0).getKind() != SqlKind.SCALAR_QUERY
                || !isWhole(found.get(0))) {
            return conjunct;
        }
        RexSubQuery scalar = found.get(0);
        return filter(scalar.rel, overInstant(conjunct, events, scalar))
                .map(filter -> {
                    filters.add(filter);
                    return replacing(conjunct, scalar, scalar.clone(new BuildSide(scalar.rel, filter)));
                })
                .orElse(conjunct);
    }

    private static RexNode overInstant(RexNode expression, SlicedPart events, RexSubQuery scalar) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return InstantColumns.of(events, column.getIndex());
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery other) {
                return other.equals(scalar) ? buildColumn(0, scalar) : other;
            }
        });
    }

    private static RexNode replacing(RexNode expression, RexSubQuery subQuery, RexNode by) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery other) {
                return other.equals(subQuery) ? by : other;
            }
        });
    }
}
