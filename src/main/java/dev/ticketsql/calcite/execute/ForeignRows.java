package dev.ticketsql.calcite.execute;

import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * Leaf of a plan whose rows another engine computes: Calcite for other schemas, or the engine of another account's
 * mirror.
 */
public final class ForeignRows extends AbstractRelNode {

    private final Bindable<?> source;
    private final String shown;

    /**
     * @param source gives the rows, each as Calcite's generated code has it
     * @param shown how EXPLAIN shows it
     */
    public ForeignRows(RelOptCluster cluster, RelDataType rowType, Bindable<?> source, String shown) {
        super(cluster, cluster.traitSet());
        this.rowType = rowType;
        this.source = source;
        this.shown = shown;
    }

    @SuppressWarnings("unchecked")
    Enumerable<@Nullable Object> rows(DataContext context) {
        return (Enumerable<@Nullable Object>) source.bind(context);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return this;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("plan", shown);
    }
}
