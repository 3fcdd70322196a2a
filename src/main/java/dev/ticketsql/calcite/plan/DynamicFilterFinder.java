package dev.ticketsql.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
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
 * Finds where rows that are read first narrow the time of events: the other side of a join, IN and EXISTS of a
 * subquery, a subquery of one value. Both places are marked, the events as {@link ProbeSide}, the rows as
 * {@link BuildSide}.
 */
final class DynamicFilterFinder {

    private final RexBuilder rexBuilder;

    private DynamicFilterFinder(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** The same plan, with such places marked. */
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
        boolean mayNarrow = keepsAnswer(join.getJoinType(), side)
                // Events joined with events: neither side is small.
                && SliceAnalysis.of(rows).isEmpty()
                && RelOptUtil.getVariablesUsed(join).isEmpty();
        return (mayNarrow ? SliceAnalysis.of(join.getInput(side)) : Optional.<SlicedPart>empty())
                .flatMap(events -> ofTime(overInstant(join, side, events)).map(windows -> {
                    DynamicFilter filter = new DynamicFilter(windows, rows);
                    RelNode narrowed = new ProbeSide(join.getInput(side), List.of(filter));
                    RelNode small = new BuildSide(rows, filter);
                    return join.copy(
                            join.getTraitSet(), side == 0 ? List.of(narrowed, small) : List.of(small, narrowed));
                }));
    }

    /** Whether rows of that side which meet no row of the other may be missing from it. */
    private static boolean keepsAnswer(JoinRelType type, int side) {
        return switch (type) {
            case INNER, SEMI -> true;
            case LEFT, ANTI -> side == 1;
            case RIGHT -> side == 0;
            default -> false;
        };
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
                        : smallColumn(columnOfSide, column);
            }
        });
    }

    private static RexNode smallColumn(int column, RexNode like) {
        return new RexInputRef(InstantColumns.COUNT + column, like.getType());
    }

    /** What {@code condition}, over the instant and small columns, says about time; empty if nothing. */
    private Optional<DynamicFilterRanges> ofTime(RexNode condition) {
        List<RexNode> ofTime = RelOptUtil.conjunctions(condition).stream()
                .filter(InstantColumns::tell)
                .filter(RexUtil::isDeterministic)
                .filter(conjunct -> RexUtil.SubQueryFinder.find(conjunct) == null)
                .filter(conjunct -> !RexUtil.containsCorrelation(conjunct))
                .toList();
        boolean hasSmall = ofTime.stream()
                .anyMatch(conjunct -> RelOptUtil.InputFinder.bits(conjunct).length() > InstantColumns.COUNT);
        return hasSmall
                ? Optional.of(new DynamicFilterRanges(RexUtil.composeConjunction(rexBuilder, ofTime), rexBuilder))
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
                    SqlStdOperatorTable.EQUALS, overInstant(operand, events), smallColumn(column, value)));
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

    /** {@code subQuery} with {@code rows} in it marked, if {@code condition} says anything about time. */
    private RexNode marked(RexSubQuery subQuery, RelNode rows, RexNode condition, List<DynamicFilter> filters) {
        return ofTime(condition)
                .<RexNode>map(windows -> {
                    DynamicFilter filter = new DynamicFilter(windows, rows);
                    filters.add(filter);
                    return subQuery.clone(PlanRewriter.replaced(subQuery.rel, rows, new BuildSide(rows, filter)));
                })
                .orElse(subQuery);
    }

    /** A filter at the top of the subquery may compare its rows with the row outside. */
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
        java.util.Set<CorrelationId> outer = RelOptUtil.getVariablesUsed(filter);
        if (outer.size() != 1) {
            return subQuery;
        }
        RexNode condition = filter.getCondition().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return smallColumn(column.getIndex(), column);
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

    /** Each subquery of one value is one row of one column; the values of several are not put together. */
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
        RexNode small = smallColumn(0, scalar);
        RexNode condition = overInstant(conjunct, events, scalar, small);
        return ofTime(condition)
                .map(windows -> {
                    DynamicFilter filter = new DynamicFilter(windows, scalar.rel);
                    filters.add(filter);
                    return replacing(conjunct, scalar, scalar.clone(new BuildSide(scalar.rel, filter)));
                })
                .orElse(conjunct);
    }

    private static RexNode overInstant(RexNode expression, SlicedPart events, RexSubQuery scalar, RexNode small) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return InstantColumns.of(events, column.getIndex());
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery other) {
                return other.equals(scalar) ? small : other;
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
