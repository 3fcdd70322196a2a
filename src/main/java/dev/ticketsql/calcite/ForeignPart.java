package dev.ticketsql.calcite;

import dev.ticketsql.calcite.sql.PlanMarker;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** A table of another database in a plan of the engine's, with the conditions that the other database may test. */
final class ForeignPart extends SingleRel implements PlanMarker {

    ForeignPart(RelNode table) {
        super(table.getCluster(), table.getCluster().traitSet(), table);
    }

    /** This part, of which no row is needed for which one of {@code conditions} is not true. */
    ForeignPart where(List<RexNode> conditions) {
        List<RexNode> tested = conditions.stream()
                .filter(ForeignConditions::agreeOn)
                .distinct()
                .toList();
        return tested.isEmpty()
                ? this
                : new ForeignPart(LogicalFilter.create(
                        getInput(), RexUtil.composeConjunction(getCluster().getRexBuilder(), tested)));
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new ForeignPart(sole(inputs));
    }
}
