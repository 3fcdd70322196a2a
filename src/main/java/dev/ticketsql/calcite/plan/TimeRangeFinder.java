package dev.ticketsql.calcite.plan;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
 * Carries the conditions of a logical plan down to its scans: each scan learns what is true of every row of it that the
 * statement needs. One walk from the root, in which a condition passes an operator where rows that do not meet it
 * change nothing above; what cannot pass is dropped, so that a scan's range is always a superset. The plan itself stays
 * as it is, filters included.
 */
public final class TimeRangeFinder {

    /**
     * An expression that doubles at each of many projections would fill the memory; dropping it costs requests only.
     */
    private static final int MAX_NODES = 5_000;

    private final RexBuilder rexBuilder;

    TimeRangeFinder(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** {@code plan} with conditions on its scans, and on the parts that other databases compute. */
    RelNode narrowed(RelNode plan) {
        return visit(plan, List.of(), Map.of());
    }

    /**
     * @param conditions over the row of {@code rel}: no row is needed for which one of them is not true
     * @param outer for each row outside that a correlation variable stands for, what is true of it
     */
    private RelNode visit(RelNode rel, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> outer) {
        if (rel instanceof EventScan scan) {
            return scan.where(conditions);
        }
        if (rel instanceof ForeignTableScan part) {
            return part.where(conditions.stream().filter(this::isPlain).toList());
        }
        if (rel instanceof BuildSide small) {
            return small(small, conditions, outer);
        }
        if (rel instanceof Filter filter) {
            return filter(filter, conditions, outer);
        }
        if (rel instanceof Project project) {
            RelNode input = visit(project.getInput(), below(project, conditions), outer);
            return withInputs(project, List.of(input), below(project, conditions), outer);
        }
        if (rel instanceof Aggregate aggregate) {
            return withInputs(
                    aggregate,
                    List.of(visit(aggregate.getInput(), below(aggregate, conditions), outer)),
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
                .map(input -> visit(input, typed(passed, input), outer))
                .toList();
        return withInputs(rel, inputs, List.of(), outer);
    }

    /** {@code LIMIT 0}, with which programs ask for columns. */
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

    /** What is known of rows outside {@code subQuery}: those further out, and the row that it is a part of. */
    private static Map<CorrelationId, List<RexNode>> inside(
            RelNode subQuery, List<RexNode> known, Map<CorrelationId, List<RexNode>> outer) {
        Map<CorrelationId, List<RexNode>> more = new HashMap<>(outer);
        for (CorrelationId variable : RelOptUtil.getVariablesUsed(subQuery)) {
            more.putIfAbsent(variable, known);
        }
        return more;
    }

    /** Rows that are read first are filtered first: the fewer they are, the more they narrow. */
    private RelNode small(BuildSide small, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> outer) {
        RelNode input = visit(small.getInput(), conditions, outer);
        return all(conditions.stream().filter(this::isPlain).toList(), rexBuilder)
                .<RelNode>map(condition -> new BuildSide(LogicalFilter.create(input, condition), small.filter()))
                .orElseGet(() -> new BuildSide(input, small.filter()));
    }

    private RelNode filter(Filter filter, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> outer) {
        List<RexNode> all = new ArrayList<>(conditions);
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            if (isCarried(conjunct)) {
                all.add(conjunct);
            }
            all.addAll(ofOuterRow(conjunct, outer));
        }
        return withInputs(filter, List.of(visit(filter.getInput(), all, outer)), all, outer);
    }

    /** Whether {@code condition} says the same of a row wherever it is asked. */
    private static boolean isCarried(RexNode condition) {
        return RexUtil.isDeterministic(condition) && !RexOver.containsOver(condition) && nodes(condition) <= MAX_NODES;
    }

    private boolean isPlain(RexNode condition) {
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

    /** What {@code conjunct}, an equality with a column of a row outside, takes over from what is known of that row. */
    private static List<RexNode> ofOuterRow(RexNode conjunct, Map<CorrelationId, List<RexNode>> outer) {
        if (conjunct.getKind() != SqlKind.EQUALS) {
            return List.of();
        }
        List<RexNode> sides = ((RexCall) conjunct).getOperands();
        List<RexNode> taken = new ArrayList<>(equalTo(sides.get(0), sides.get(1), outer));
        taken.addAll(equalTo(sides.get(1), sides.get(0), outer));
        return taken;
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
                .map(condition -> renumbered(condition, Map.of(field, column)))
                .toList();
    }

    /** Conditions over a projection's columns, over those of its input. */
    private static List<RexNode> below(Project project, List<RexNode> conditions) {
        ImmutableBitSet passed = passed(project);
        return conditions.stream()
                .filter(condition -> passed.contains(RelOptUtil.InputFinder.bits(condition)))
                .map(condition -> RelOptUtil.pushPastProject(condition, project))
                .filter(TimeRangeFinder::isCarried)
                .toList();
    }

    /**
     * The columns whose conditions a projection lets through: of one with window functions only what all of them are
     * partitioned by, since a partition must be whole.
     */
    private static ImmutableBitSet passed(Project project) {
        List<RexNode> columns = project.getProjects();
        Set<RexNode> keys = new HashSet<>(RexInputRefs.of(project.getInput().getRowType()));
        columns.forEach(column -> column.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitOver(RexOver over) {
                keys.retainAll(over.getWindow().partitionKeys);
                return super.visitOver(over);
            }
        }));
        return ImmutableBitSet.of(IntStream.range(0, columns.size())
                .filter(column -> project.containsOver()
                        ? keys.contains(columns.get(column))
                        : RexUtil.isDeterministic(columns.get(column)))
                .toArray());
    }

    /** Conditions on what every group is a group of; without groups there is a row even of no row. */
    private static List<RexNode> below(Aggregate aggregate, List<RexNode> conditions) {
        Map<Integer, RexNode> keys = new HashMap<>();
        List<Integer> groups = aggregate.getGroupSet().asList();
        for (int place = 0; place < groups.size(); place++) {
            int column = groups.get(place);
            if (aggregate.getGroupSets().stream().allMatch(set -> set.get(column))) {
                keys.put(place, RexInputRef.of(column, aggregate.getInput().getRowType()));
            }
        }
        return conditions.stream()
                .filter(condition -> isOver(condition, keys.keySet()))
                .map(condition -> renumbered(condition, keys))
                .toList();
    }

    private static boolean isOver(RexNode condition, Set<Integer> columns) {
        ImmutableBitSet bits = RelOptUtil.InputFinder.bits(condition);
        return !bits.isEmpty() && columns.containsAll(bits.asList());
    }

    private static RexNode renumbered(RexNode condition, Map<Integer, RexNode> columns) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return columns.getOrDefault(column.getIndex(), column);
            }
        });
    }

    /** Conditions over the row of a set operation, with the types of the input's row. */
    private static List<RexNode> typed(List<RexNode> conditions, RelNode input) {
        Map<Integer, RexNode> columns = new HashMap<>();
        for (RexInputRef column : RexInputRefs.of(input.getRowType())) {
            columns.put(column.getIndex(), column);
        }
        return conditions.stream()
                .map(condition -> renumbered(condition, columns))
                .toList();
    }

    private RelNode join(Join join, List<RexNode> conditions, Map<CorrelationId, List<RexNode>> outer) {
        JoinRelType type = RelOptUtil.simplifyJoin(join, ImmutableList.copyOf(conditions), join.getJoinType());
        JoinSides sides = new JoinSides(join, rexBuilder);
        List<RexNode> own = RelOptUtil.conjunctions(join.getCondition()).stream()
                .filter(TimeRangeFinder::isCarried)
                .toList();
        // What rows of the other side must meet to be of use here, which an equality hands over.
        List<RexNode> matched = new ArrayList<>(own);
        if (type != JoinRelType.FULL) {
            matched.addAll(conditions);
        }
        List<RexNode> known = new ArrayList<>();
        if (!type.generatesNullsOnLeft() || type == JoinRelType.INNER) {
            known.addAll(conditions);
        }
        List<RexNode> left = new ArrayList<>();
        List<RexNode> right = new ArrayList<>();
        if (!type.generatesNullsOnLeft()) {
            left.addAll(sides.left(conditions));
        }
        if (!type.generatesNullsOnRight()) {
            right.addAll(sides.right(conditions));
        }
        if (type == JoinRelType.INNER || type == JoinRelType.RIGHT || type == JoinRelType.SEMI) {
            left.addAll(sides.left(own));
            left.addAll(sides.leftByEquality(own, matched));
        }
        if (type == JoinRelType.INNER || type == JoinRelType.LEFT || type == JoinRelType.SEMI) {
            right.addAll(sides.right(own));
            right.addAll(sides.rightByEquality(own, matched));
        }
        return withInputs(
                join, List.of(visit(join.getLeft(), left, outer), visit(join.getRight(), right, outer)), known, outer);
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

    public static Optional<RexNode> all(List<RexNode> conditions, RexBuilder rexBuilder) {
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(RexUtil.composeConjunction(rexBuilder, conditions));
    }
}
