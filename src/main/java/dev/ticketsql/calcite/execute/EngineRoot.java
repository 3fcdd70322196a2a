package dev.ticketsql.calcite.execute;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.plan.PlanPipeline;
import dev.ticketsql.calcite.sql.PlanMarker;
import dev.ticketsql.event.CancelAnnouncements;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.util.ImmutableIntList;

/** Root of a plan that the mirror's engine runs as a whole. EXPLAIN leaves it out. */
public final class EngineRoot extends SingleRel implements PlanMarker {

    private final EventStore store;

    public EngineRoot(RelNode plan, EventStore store) {
        super(plan.getCluster(), plan.getTraitSet(), plan);
        this.store = store;
    }

    /**
     * Makes the statement that returns all columns of {@code plan}, which the engine runs as a whole.
     *
     * @param cancels announcements of the driver's connection; empty for a driver that makes none
     */
    public static EngineStatement statement(RelNode plan, EventStore store, Optional<CancelAnnouncements> cancels) {
        return new EngineStatement(
                PlanPipeline.prepared(plan, PlanPipeline.DriverSteps.none()),
                ImmutableIntList.identity(plan.getRowType().getFieldCount()),
                plan.getRowType(),
                store,
                false,
                cancels);
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
