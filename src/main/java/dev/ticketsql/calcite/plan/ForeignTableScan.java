package dev.ticketsql.calcite.plan;

import dev.ticketsql.calcite.sql.PlanMarker;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** A table of another database in a plan of the engine's, with the conditions that the other database may test. */
public final class ForeignTableScan extends SingleRel implements PlanMarker {

    public ForeignTableScan(RelNode table) {
        super(table.getCluster(), table.getCluster().traitSet(), table);
    }

    /** This part, of which no row is needed for which one of {@code conditions} is not true. */
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
