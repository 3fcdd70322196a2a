package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Says {@code GROUP BY} of nothing but constants in another way: all rows are one group, if there are any. Calcite
 * 1.42, where it takes correlated subqueries apart, leaves constants out of the keys, and out of no rows then comes
 * one: {@code SELECT DISTINCT 'a'} of nothing, or {@code 7 IN (subquery)}, which it makes such a group of.
 *
 * <p>Leaves plans without correlation alone, which Calcite does not take apart.
 */
final class ConstantGroups extends RelHomogeneousShuttle {

    private ConstantGroups() {}

    /** The same rows, by a plan that can be taken apart. */
    static RelNode spelledOut(RelNode plan) {
        return isCorrelated(plan) ? plan.accept(new ConstantGroups()) : plan;
    }

    private static boolean isCorrelated(RelNode plan) {
        return plan instanceof Correlate || plan.getInputs().stream().anyMatch(ConstantGroups::isCorrelated);
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        return visited instanceof Aggregate aggregate ? spelledOut(aggregate) : visited;
    }

    private static RelNode spelledOut(Aggregate aggregate) {
        List<RexLiteral> keys = aggregate.getGroupSet().asList().stream()
                .flatMap(key -> literal(aggregate.getInput(), key).stream())
                .toList();
        if (keys.isEmpty()
                || keys.size() < aggregate.getGroupCount()
                || aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            return aggregate;
        }
        RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(aggregate.getCluster(), null);
        List<RelBuilder.AggCall> calls = new ArrayList<>();
        builder.push(aggregate.getInput());
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(builder.aggregateCall(call));
        }
        calls.add(builder.countStar("rows"));
        builder.aggregate(builder.groupKey(), calls);
        builder.filter(builder.call(
                SqlStdOperatorTable.GREATER_THAN,
                builder.field(aggregate.getAggCallList().size()),
                builder.literal(0)));
        List<RexNode> columns = new ArrayList<>(keys);
        for (int call = 0; call < aggregate.getAggCallList().size(); call++) {
            columns.add(builder.field(call));
        }
        // Of a group that has rows, a sum is not NULL; of all rows it may be.
        List<RelDataTypeField> types = aggregate.getRowType().getFieldList();
        for (int column = 0; column < columns.size(); column++) {
            columns.set(
                    column,
                    aggregate
                            .getCluster()
                            .getRexBuilder()
                            .ensureType(types.get(column).getType(), columns.get(column), true));
        }
        return builder.project(columns, aggregate.getRowType().getFieldNames(), true)
                .build();
    }

    /** The literal that column {@code index} of {@code rel} has in every row. */
    private static Optional<RexLiteral> literal(RelNode rel, int index) {
        if (rel instanceof Filter || rel instanceof Sort) {
            return literal(rel.getInput(0), index);
        }
        if (!(rel instanceof Project project)) {
            return Optional.empty();
        }
        RexNode expression = project.getProjects().get(index);
        if (expression instanceof RexLiteral literal) {
            return Optional.of(literal);
        }
        return expression instanceof RexInputRef column
                ? literal(project.getInput(), column.getIndex())
                : Optional.empty();
    }
}
