package dev.ticketsql.calcite.execute;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.sql.PlanMarker;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/** Root of a plan that the mirror's engine runs as a whole. EXPLAIN leaves it out. */
public final class EngineRoot extends SingleRel implements PlanMarker {

    private final EventStore store;

    public EngineRoot(RelNode plan, EventStore store) {
        super(plan.getCluster(), plan.getTraitSet(), plan);
        this.store = store;
    }

    public EventStore store() {
        return store;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new EngineRoot(sole(inputs), store);
    }

    @Override
    public void explain(RelWriter writer) {
        getInput().explain(writer);
    }
}
