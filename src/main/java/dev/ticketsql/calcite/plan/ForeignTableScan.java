package dev.ticketsql.calcite.plan;

import dev.ticketsql.calcite.sql.PlanMarker;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Marks a table of another database in a plan of the engine's, with the conditions that the other database may test.
 */
public final class ForeignTableScan extends SingleRel implements PlanMarker {

    public ForeignTableScan(RelNode table) {
        super(table.getCluster(), table.getCluster().traitSet(), table);
    }

    /** Returns this table filtered by those of {@code conditions} that every database evaluates alike. */
    ForeignTableScan where(List<RexNode> conditions) {
        List<RexNode> tested = conditions.stream()
                .filter(PushableConditions::agreeOn)
                .distinct()
                .toList();
        return tested.isEmpty()
                ? this
                : new ForeignTableScan(LogicalFilter.create(
                        getInput(), RexUtil.composeConjunction(getCluster().getRexBuilder(), tested)));
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new ForeignTableScan(sole(inputs));
    }
}
