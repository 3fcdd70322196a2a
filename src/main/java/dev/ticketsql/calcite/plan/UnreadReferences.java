package dev.ticketsql.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Drops the left joins whose columns nothing reads with references, or with what is grouped by the joined column, in
 * plans that have references, so that a view whose names and agents nobody asks for costs no request for them: such a
 * join has one row for each of its left side. One walk from the root with the columns that are read; where that is not
 * known, all of them are.
 */
final class UnreadReferences {

    private UnreadReferences() {}

    /** Returns {@code plan} without such joins; their columns are NULL. */
    static RelNode dropped(RelNode plan) {
        return PlanRewriter.find(plan, ReferenceScan.class).isEmpty() ? plan : visit(plan, all(plan));
    }

    private static ImmutableBitSet all(RelNode rel) {
        return ImmutableBitSet.range(rel.getRowType().getFieldCount());
    }

    private static RelNode visit(RelNode rel, ImmutableBitSet read) {
        if (rel instanceof Join join && isUnread(join, read)) {
            return withNulls(join, visit(join.getLeft(), read.intersect(all(join.getLeft()))));
        }
        List<RelNode> inputs = new ArrayList<>();
        for (int input = 0; input < rel.getInputs().size(); input++) {
            RelNode below = rel.getInput(input);
            inputs.add(visit(below, ofInput(rel, input, read).intersect(all(below))));
        }
        RelNode copy = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return copy.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.clone(visit(visited.rel, all(visited.rel)));
            }
        });
    }

    /** Columns of an input that {@code rel} reads, if of its own columns {@code read} are. */
    private static ImmutableBitSet ofInput(RelNode rel, int input, ImmutableBitSet read) {
        if (!rel.getVariablesSet().isEmpty()) {
            return all(rel.getInput(input));
        }
        if (rel instanceof Project project) {
            return bits(read.asList().stream().map(project.getProjects()::get).toList());
        }
        if (rel instanceof Filter filter) {
            return read.union(bits(List.of(filter.getCondition())));
        }
        if (rel instanceof Sort sort) {
            return read.union(ImmutableBitSet.of(sort.getCollation().getKeys()));
        }
        if (rel instanceof Aggregate aggregate) {
            return ofAggregate(aggregate, read);
        }
        if (rel instanceof Join join) {
            ImmutableBitSet both = read.union(bits(List.of(join.getCondition())));
            int leftColumns = join.getLeft().getRowType().getFieldCount();
            return input == 0
                    ? both.intersect(ImmutableBitSet.range(leftColumns))
                    : both.except(ImmutableBitSet.range(leftColumns)).shift(-leftColumns);
        }
        return rel instanceof Union union && union.all ? read : all(rel.getInput(input));
    }

    private static ImmutableBitSet ofAggregate(Aggregate aggregate, ImmutableBitSet read) {
        ImmutableBitSet.Builder columns = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
        for (int place : read.except(ImmutableBitSet.range(aggregate.getGroupCount()))) {
            AggregateCall call = aggregate.getAggCallList().get(place - aggregate.getGroupCount());
            call.getArgList().forEach(columns::set);
            call.getCollation().getKeys().forEach(columns::set);
            if (call.filterArg >= 0) {
                columns.set(call.filterArg);
            }
            if (call.distinctKeys != null) {
                columns.addAll(call.distinctKeys);
            }
        }
        return columns.build();
    }

    private static ImmutableBitSet bits(List<RexNode> expressions) {
        return RelOptUtil.InputFinder.bits(expressions, null);
    }

    private static boolean isUnread(Join join, ImmutableBitSet read) {
        return keepsRows(join)
                && RexUtil.SubQueryFinder.find(join.getCondition()) == null
                && read.except(ImmutableBitSet.range(join.getLeft().getRowType().getFieldCount()))
                        .isEmpty();
    }

    /** Returns whether {@code join} has one row for each of its left side. */
    private static boolean keepsRows(Join join) {
        int leftColumns = join.getLeft().getRowType().getFieldCount();
        return join.getJoinType() == JoinRelType.LEFT
                && RelOptUtil.conjunctions(join.getCondition()).stream()
                        .anyMatch(conjunct -> ReferenceKeys.equalColumns(conjunct)
                                .filter(columns -> Math.min(columns.get(0), columns.get(1)) < leftColumns)
                                .map(columns -> Math.max(columns.get(0), columns.get(1)) - leftColumns)
                                .filter(column -> column >= 0 && isId(join.getRight(), column))
                                .isPresent());
    }

    /**
     * Returns whether {@code column} identifies a row of {@code rel}: a reference, filtered perhaps, or what is grouped
     * by that column alone.
     */
    private static boolean isId(RelNode rel, int column) {
        if (rel instanceof Aggregate aggregate) {
            return aggregate.getGroupType() == Aggregate.Group.SIMPLE && aggregate.getGroupCount() == 1 && column == 0;
        }
        if (rel instanceof Join join) {
            return keepsRows(join)
                    && column < join.getLeft().getRowType().getFieldCount()
                    && isId(join.getLeft(), column);
        }
        if (rel instanceof Project project) {
            return project.getProjects().get(column) instanceof RexInputRef ref
                    && isId(project.getInput(), ref.getIndex());
        }
        if (rel instanceof Filter filter) {
            return isId(filter.getInput(), column);
        }
        return rel instanceof ReferenceScan scan && scan.isId(column);
    }

    private static RelNode withNulls(Join join, RelNode left) {
        RexBuilder rexBuilder = join.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>(rexBuilder.identityProjects(left.getRowType()));
        join.getRowType().getFieldList().stream()
                .skip(columns.size())
                .map(field -> rexBuilder.makeNullLiteral(field.getType()))
                .forEach(columns::add);
        return LogicalProject.create(left, List.of(), columns, join.getRowType().getFieldNames(), Set.of());
    }
}
