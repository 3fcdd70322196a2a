package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * The events' side of a join, read only where the rows of the other side leave room: those are read first, and what the
 * join's condition says about time with each of them becomes the window. Its scans wait for that; this only shows it.
 */
final class NarrowedByRows extends SingleRel implements EnumerableRel {

    private final String condition;

    /**
     * @param events the side that is narrowed
     * @param condition what narrows it
     */
    NarrowedByRows(RelNode events, String condition) {
        super(events.getCluster(), events.getTraitSet(), events);
        this.condition = condition;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new NarrowedByRows(sole(inputs), condition);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("by", condition);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        return implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
    }
}
