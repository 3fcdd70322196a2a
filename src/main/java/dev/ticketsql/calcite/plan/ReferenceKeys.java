package dev.ticketsql.calcite.plan;

import dev.ticketsql.reference.ReferenceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Finds the columns that a plan joins with the ids of references: only the objects with these ids are needed. A scan
 * that is compared in another way has none.
 */
public final class ReferenceKeys {

    /**
     * Ids that a scan needs.
     *
     * @param rows plan that has them, perhaps with others beside them
     * @param column of {@code rows}, a number or text
     */
    public record Key(RelNode rows, int column) {}

    private final Map<ReferenceScan, Key> keys = new HashMap<>();

    private ReferenceKeys() {}

    /** Finds the keys of the scans of {@code plan} that have one. */
    public static Map<ReferenceScan, Key> of(RelNode plan) {
        ReferenceKeys found = new ReferenceKeys();
        PlanRewriter.visit(plan, found::visit);
        return Map.copyOf(found.keys);
    }

    private void visit(RelNode rel) {
        if (rel instanceof Join join) {
            List<RexNode> conjuncts = RelOptUtil.conjunctions(join.getCondition());
            conjuncts.forEach(conjunct -> ofConjunct(conjunct, join, conjuncts));
        } else if (rel instanceof Filter filter) {
            // FROM a, b WHERE a.x = b.id
            RelOptUtil.conjunctions(filter.getCondition())
                    .forEach(conjunct -> ofConjunct(conjunct, filter.getInput(), List.of()));
        }
    }

    private void ofConjunct(RexNode conjunct, RelNode rel, List<RexNode> besides) {
        equalColumns(conjunct).ifPresent(columns -> ofColumns(rel, columns.get(0), columns.get(1), besides));
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
        RexNode value = expression.getKind() == SqlKind.CAST
                ? ((RexCall) expression).getOperands().get(0)
                : expression;
        return value instanceof RexInputRef ref ? Optional.of(ref.getIndex()) : Optional.empty();
    }

    /** Goes down to the join of which one side has {@code one} and the other {@code other}. */
    private void ofColumns(RelNode rel, int one, int other, List<RexNode> besides) {
        if (rel instanceof Project project) {
            Optional<Integer> below = column(project.getProjects().get(one));
            Optional<Integer> otherBelow = column(project.getProjects().get(other));
            if (below.isPresent() && otherBelow.isPresent()) {
                ofColumns(project.getInput(), below.get(), otherBelow.get(), List.of());
            }
        } else if (rel instanceof Filter filter) {
            ofColumns(filter.getInput(), one, other, List.of());
        } else if (rel instanceof Join join) {
            int leftColumns = join.getLeft().getRowType().getFieldCount();
            if (one < leftColumns && other < leftColumns) {
                ofColumns(join.getLeft(), one, other, List.of());
            } else if (one >= leftColumns && other >= leftColumns) {
                ofColumns(join.getRight(), one - leftColumns, other - leftColumns, List.of());
            } else {
                int left = Math.min(one, other);
                int right = Math.max(one, other) - leftColumns;
                JoinSides sides = new JoinSides(join);
                add(join.getLeft(), left, join.getRight(), right, sides.over(1, plain(besides)));
                add(join.getRight(), right, join.getLeft(), left, sides.over(0, plain(besides)));
            }
        }
    }

    private static List<RexNode> plain(List<RexNode> conditions) {
        return conditions.stream()
                .filter(condition -> RexUtil.SubQueryFinder.find(condition) == null)
                .filter(condition -> !RexUtil.containsCorrelation(condition))
                .filter(RexUtil::isDeterministic)
                .filter(condition -> !RelOptUtil.InputFinder.bits(condition).isEmpty())
                .toList();
    }

    private void add(RelNode side, int id, RelNode rows, int column, List<RexNode> conditions) {
        scan(side, id)
                .ifPresent(
                        scan -> keys.putIfAbsent(scan, key(filtered(rows, conditions), column, scan.referenceTable())));
    }

    private static RelNode filtered(RelNode rows, List<RexNode> conditions) {
        return conditions.isEmpty()
                ? rows
                : LogicalFilter.create(
                        rows, RexUtil.composeConjunction(rows.getCluster().getRexBuilder(), conditions));
    }

    /** The scan whose id is {@code column} of {@code rel}, where it is there. */
    private static Optional<ReferenceScan> scan(RelNode rel, int column) {
        if (rel instanceof ReferenceScan scan) {
            return scan.isId(column) ? Optional.of(scan) : Optional.empty();
        }
        return below(rel, column).flatMap(key -> scan(key.rows(), key.column()));
    }

    /**
     * Leaves out what only adds columns, and what needs references that are not there before those of {@code table}.
     */
    private static Key key(RelNode rows, int column, ReferenceTable table) {
        return rows instanceof Project || needs(rows, table)
                ? below(rows, column)
                        .map(key -> key(key.rows(), key.column(), table))
                        .orElse(new Key(rows, column))
                : new Key(rows, column);
    }

    private static boolean needs(RelNode rel, ReferenceTable table) {
        return PlanRewriter.find(rel, ReferenceScan.class).stream()
                .anyMatch(scan -> scan.referenceTable().compareTo(table) >= 0);
    }

    /** The input of {@code rel} that {@code column} comes from, with NULL beside its values perhaps. */
    private static Optional<Key> below(RelNode rel, int column) {
        if (rel instanceof Project project) {
            return column(project.getProjects().get(column)).map(place -> new Key(project.getInput(), place));
        }
        if (rel instanceof Filter filter) {
            return Optional.of(new Key(filter.getInput(), column));
        }
        if (rel instanceof Join join) {
            int leftColumns = join.getLeft().getRowType().getFieldCount();
            return Optional.of(
                    column < leftColumns
                            ? new Key(join.getLeft(), column)
                            : new Key(join.getRight(), column - leftColumns));
        }
        return Optional.empty();
    }

    /** Returns {@code rows} with each of its scans of events filtered by the conditions that its needed rows meet. */
    public static RelNode narrowed(RelNode rows) {
        return PlanRewriter.rewritten(
                rows, rel -> rel instanceof EventScan scan ? filtered(scan, new ArrayList<>(scan.rows())) : rel);
    }
}
