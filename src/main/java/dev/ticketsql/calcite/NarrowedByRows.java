package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * The events' side of a join, read only where the rows of the other side leave room: those are read first, and what the
 * join's condition says about time with each of them becomes the window.
 */
final class NarrowedByRows extends SingleRel implements EnumerableRel {

    private final WindowKey key;
    private final WindowsOfRows windows;
    private final StatementReadings readings;

    /** @param events the side that is narrowed; its scan waits for {@code key} */
    NarrowedByRows(RelNode events, WindowKey key, WindowsOfRows windows, StatementReadings readings) {
        super(events.getCluster(), events.getTraitSet(), events);
        this.key = key;
        this.windows = windows;
        this.readings = readings;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new NarrowedByRows(sole(inputs), key, windows, readings);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("by", windows.condition());
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        BlockBuilder body = new BlockBuilder();
        Result events = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
        body.add(Expressions.return_(
                null,
                GeneratedRows.of(
                        (context, all) -> SmallSides.narrowed(readings, context, key, windows, all),
                        body.append("events", events.block),
                        implementor)));
        return implementor.result(events.physType, body.toBlock());
    }
}
