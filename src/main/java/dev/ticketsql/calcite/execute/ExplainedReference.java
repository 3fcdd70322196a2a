package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.ReferenceScan;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.externalize.RelWriterImpl;

/** Scan of references as EXPLAIN shows it, with the price of its table. */
final class ExplainedReference extends AbstractRelNode {

    private final ReferenceScan scan;
    private final String price;

    /**
     * Shows {@code scan}.
     *
     * @param price {@code requests=2}
     */
    ExplainedReference(ReferenceScan scan, String price) {
        super(scan.getCluster(), scan.getTraitSet());
        this.rowType = scan.getRowType();
        this.scan = scan;
        this.price = price;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return this;
    }

    @Override
    public String getRelTypeName() {
        return "ReferenceScan";
    }

    /** Writes the price as part of a name, since Calcite's text prints an item as name=[value]. */
    @Override
    public RelWriter explainTerms(RelWriter writer) {
        List<String> table = scan.getTable().getQualifiedName();
        return writer instanceof RelWriterImpl
                ? writer.item(price + ", table", table)
                : writer.item("requests", price.substring("requests".length())).item("table", table);
    }
}
