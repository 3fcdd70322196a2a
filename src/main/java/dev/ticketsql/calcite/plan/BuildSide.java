package dev.ticketsql.calcite.plan;

import dev.ticketsql.calcite.sql.PlanMarker;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * Marks the build side of a dynamic filter: rows that an execution reads before the events that they narrow. Few rows
 * become literals of the statement: computed again, rows that tie could be others. EXPLAIN leaves it out.
 */
public final class BuildSide extends SingleRel implements PlanMarker {

    private final DynamicFilter filter;

    BuildSide(RelNode rows, DynamicFilter filter) {
        super(rows.getCluster(), rows.getTraitSet(), rows);
        this.filter = filter;
    }

    public DynamicFilter filter() {
        return filter;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new BuildSide(sole(inputs), filter);
    }

    @Override
    public void explain(RelWriter writer) {
        getInput().explain(writer);
    }
}
