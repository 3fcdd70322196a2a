package dev.ticketsql.calcite.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Converts conditions over the row of an operator to conditions over the row of its input, and drops those that do not
 * hold there.
 */
final class InputConditions {

    private InputConditions() {}

    /** Conditions over the input of {@code project}: its expressions replace the columns. */
    static List<RexNode> of(Project project, List<RexNode> conditions) {
        ImmutableBitSet passed = passed(project);
        return conditions.stream()
                .filter(condition -> passed.contains(RelOptUtil.InputFinder.bits(condition)))
                .map(condition -> RelOptUtil.pushPastProject(condition, project))
                .toList();
    }

    /**
     * Columns whose conditions pass a projection. With window functions these are the columns by which all of them are
     * partitioned, since a partition must be whole.
     */
    private static ImmutableBitSet passed(Project project) {
        List<RexNode> columns = project.getProjects();
        Set<RexNode> keys = new HashSet<>(project.getCluster()
                .getRexBuilder()
                .identityProjects(project.getInput().getRowType()));
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

    /** Conditions on the keys of all grouping sets; an aggregate without keys returns a row for no row. */
    static List<RexNode> of(Aggregate aggregate, List<RexNode> conditions) {
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

    /** Conditions over the row of a set operation, with the types of {@code input}. */
    static List<RexNode> typed(List<RexNode> conditions, RelNode input) {
        return conditions.stream()
                .map(condition -> renumbered(condition, column -> RexInputRef.of(column, input.getRowType())))
                .toList();
    }

    /** Returns whether {@code condition} is over columns, and over none but {@code columns}. */
    static boolean isOver(RexNode condition, Set<Integer> columns) {
        ImmutableBitSet bits = RelOptUtil.InputFinder.bits(condition);
        return !bits.isEmpty() && columns.containsAll(bits.asList());
    }

    /** Replaces the columns of {@code condition} that are keys of {@code columns}. */
    static RexNode renumbered(RexNode condition, Map<Integer, RexNode> columns) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return columns.getOrDefault(column.getIndex(), column);
            }
        });
    }

    /** Replaces all columns of {@code condition}. */
    static RexNode renumbered(RexNode condition, IntFunction<RexNode> columns) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
                return columns.apply(column.getIndex());
            }
        });
    }
}
