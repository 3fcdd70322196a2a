package dev.ticketsql.calcite.plan;

import dev.ticketsql.reference.ReferenceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Finds the values that a plan joins with the ids of references, columns or expressions: only the objects with these
 * ids are needed. A scan that is compared in another way has none.
 */
public final class ReferenceKeys {

    /**
     * Ids that a scan needs.
     *
     * @param rows plan that has them, perhaps with others beside them
     * @param column of {@code rows}, a number or text
     */
    public record Key(RelNode rows, int column) {}

    /** An expression over the columns of {@code rows}. */
    private record Source(RelNode rows, RexNode value) {

        /** Leaves out casts, which fail of a text that is no number: such a text is no id. */
        Key key() {
            return column(value)
                    .map(column -> new Key(rows, column))
                    .orElseGet(() -> new Key(
                            LogicalProject.create(
                                    rows, List.of(), List.of(withoutCasts(value)), List.of("id"), Set.of()),
                            0));
        }
    }

    private final Map<ReferenceScan, Key> keys = new HashMap<>();

    private ReferenceKeys() {}

    /** Finds the keys of the scans of {@code plan} that have one. */
    public static Map<ReferenceScan, Key> of(RelNode plan) {
        ReferenceKeys found = new ReferenceKeys();
        found.visit(plan, List.of());
        return Map.copyOf(found.keys);
    }

    /** Visits {@code rel}, of whose rows only those that meet {@code conditions} are needed. */
    private void visit(RelNode rel, List<RexNode> conditions) {
        List<RexNode> all = new ArrayList<>(conditions);
        if (rel instanceof Join join) {
            all.addAll(RelOptUtil.conjunctions(join.getCondition()));
            all.forEach(conjunct -> ofConjunct(conjunct, join, all));
        } else if (rel instanceof Filter filter) {
            // FROM a, b WHERE a.x = b.id
            all.addAll(RelOptUtil.conjunctions(filter.getCondition()));
            all.forEach(conjunct -> ofConjunct(conjunct, filter.getInput(), all));
        }
        List<RexNode> below = rel instanceof Filter ? all : conditions;
        for (int input = 0; input < rel.getInputs().size(); input++) {
            visit(rel.getInput(input), ofInput(rel, input, below));
        }
        rel.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                visit(subQuery.rel, List.of());
                return super.visitSubQuery(subQuery);
            }
        });
    }

    /** Those of {@code conditions} that the needed rows of an input meet, as that input counts columns. */
    private static List<RexNode> ofInput(RelNode rel, int input, List<RexNode> conditions) {
        List<RexNode> plain = conditions.stream().filter(ReferenceKeys::isPlain).toList();
        if (rel instanceof Join join) {
            return JoinSides.decidesRowByRow(join.getJoinType(), input)
                    ? new JoinSides(join).over(input, plain)
                    : List.of();
        }
        if (rel instanceof Project project) {
            return plain.stream()
                    .map(condition -> RelOptUtil.pushPastProject(condition, project))
                    .filter(condition -> !RexOver.containsOver(condition) && isPlain(condition))
                    .toList();
        }
        return rel instanceof Filter ? plain : List.of();
    }

    private void ofConjunct(RexNode conjunct, RelNode rel, List<RexNode> besides) {
        if (conjunct.getKind() == SqlKind.EQUALS && isPlain(conjunct)) {
            List<RexNode> sides = ((RexCall) conjunct).getOperands();
            ofSides(rel, sides.get(0), sides.get(1), besides);
        }
    }

    /** The two columns that {@code conjunct} makes equal, or casts of them; empty if it does anything else. */
    static Optional<List<Integer>> equalColumns(RexNode conjunct) {
        if (conjunct.getKind() != SqlKind.EQUALS) {
            return Optional.empty();
        }
        List<RexNode> sides = ((RexCall) conjunct).getOperands();
        Optional<Integer> one = column(sides.get(0));
        Optional<Integer> other = column(sides.get(1));
        return one.isPresent() && other.isPresent() ? Optional.of(List.of(one.get(), other.get())) : Optional.empty();
    }

    /** The column that {@code expression} is, or that it casts. */
    private static Optional<Integer> column(RexNode expression) {
        return withoutCasts(expression) instanceof RexInputRef ref ? Optional.of(ref.getIndex()) : Optional.empty();
    }

    private static RexNode withoutCasts(RexNode expression) {
        return expression.getKind() == SqlKind.CAST
                ? withoutCasts(((RexCall) expression).getOperands().get(0))
                : expression;
    }

    /** Goes down to the join of which one side has {@code one} and the other {@code other}. */
    private void ofSides(RelNode rel, RexNode one, RexNode other, List<RexNode> besides) {
        if (rel instanceof Join join) {
            int leftColumns = join.getLeft().getRowType().getFieldCount();
            Optional<Integer> sideOfOne = side(one, leftColumns);
            Optional<Integer> sideOfOther = side(other, leftColumns);
            if (sideOfOne.isEmpty() || sideOfOther.isEmpty()) {
                return;
            }
            if (sideOfOne.equals(sideOfOther)) {
                int side = sideOfOne.get();
                ofSides(
                        join.getInput(side),
                        ofSide(join, side, one),
                        ofSide(join, side, other),
                        ofInput(join, side, besides));
                return;
            }
            RexNode left = sideOfOne.get() == 0 ? one : other;
            RexNode right = ofSide(join, 1, sideOfOne.get() == 0 ? other : one);
            JoinSides sides = new JoinSides(join);
            List<RexNode> conditions =
                    besides.stream().filter(ReferenceKeys::isPlain).toList();
            add(new Source(join.getLeft(), left), new Source(join.getRight(), right), sides.over(1, conditions));
            add(new Source(join.getRight(), right), new Source(join.getLeft(), left), sides.over(0, conditions));
        } else {
            Optional<RexNode> oneBelow = below(new Source(rel, one)).map(Source::value);
            below(new Source(rel, other))
                    .ifPresent(below -> oneBelow.ifPresent(
                            value -> ofSides(below.rows(), value, below.value(), ofInput(rel, 0, besides))));
        }
    }

    /** The input of a join that {@code expression} is over, 0 or 1; empty of both, and of none. */
    private static Optional<Integer> side(RexNode expression, int leftColumns) {
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(expression);
        if (columns.isEmpty() || (columns.nth(0) < leftColumns && columns.length() > leftColumns)) {
            return Optional.empty();
        }
        return Optional.of(columns.length() <= leftColumns ? 0 : 1);
    }

    /** {@code expression} with the columns counted as that input of {@code join} does. */
    private static RexNode ofSide(Join join, int side, RexNode expression) {
        return side == 0
                ? expression
                : RexUtil.shift(expression, -join.getLeft().getRowType().getFieldCount());
    }

    private static boolean isPlain(RexNode condition) {
        return RexUtil.SubQueryFinder.find(condition) == null
                && !RexUtil.containsCorrelation(condition)
                && RexUtil.isDeterministic(condition)
                && !RelOptUtil.InputFinder.bits(condition).isEmpty();
    }

    /** Gives the scan whose id is {@code id} its key: the values of {@code other}, of rows that meet the conditions. */
    private void add(Source id, Source other, List<RexNode> conditions) {
        scan(id).ifPresent(scan -> keys.putIfAbsent(
                scan, key(new Source(filtered(other.rows(), conditions), other.value()), scan.referenceTable())));
    }

    private static RelNode filtered(RelNode rows, List<RexNode> conditions) {
        return conditions.isEmpty()
                ? rows
                : LogicalFilter.create(
                        rows, RexUtil.composeConjunction(rows.getCluster().getRexBuilder(), conditions));
    }

    /** The scan whose id is the value of {@code source}, where it is there. */
    private static Optional<ReferenceScan> scan(Source source) {
        Optional<Integer> column = column(source.value());
        if (source.rows() instanceof ReferenceScan scan) {
            return column.filter(scan::isId).map(id -> scan);
        }
        return column.isPresent() ? below(source).flatMap(ReferenceKeys::scan) : Optional.empty();
    }

    /**
     * Leaves out what only adds columns, and what needs references that are not there before those of {@code table}.
     */
    private static Key key(Source source, ReferenceTable table) {
        Optional<Source> below =
                source.rows() instanceof Project || needs(source.rows(), table) ? below(source) : Optional.empty();
        return below.map(input -> key(input, table)).orElseGet(source::key);
    }

    private static boolean needs(RelNode rel, ReferenceTable table) {
        return PlanRewriter.find(rel, ReferenceScan.class).stream()
                .anyMatch(scan -> scan.referenceTable().compareTo(table) >= 0 && !scan.isOfStaffAlone());
    }

    /** The input whose columns the value is over, with other values beside them perhaps, as NULL. */
    private static Optional<Source> below(Source source) {
        if (source.rows() instanceof Project project) {
            RexNode value = RelOptUtil.pushPastProject(source.value(), project);
            return RexOver.containsOver(value) || !isPlain(value)
                    ? Optional.empty()
                    : Optional.of(new Source(project.getInput(), value));
        }
        if (source.rows() instanceof Filter filter) {
            return Optional.of(new Source(filter.getInput(), source.value()));
        }
        if (source.rows() instanceof Join join) {
            return side(source.value(), join.getLeft().getRowType().getFieldCount())
                    .map(side -> new Source(join.getInput(side), ofSide(join, side, source.value())));
        }
        return Optional.empty();
    }

    /** Returns {@code rows} with each of its scans of events filtered by the conditions that its needed rows meet. */
    public static RelNode narrowed(RelNode rows) {
        return PlanRewriter.rewritten(
                rows, rel -> rel instanceof EventScan scan ? filtered(scan, new ArrayList<>(scan.rows())) : rel);
    }
}
