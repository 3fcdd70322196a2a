package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.event.TimeRanges;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.externalize.RelWriterImpl;

/** Scan of events as EXPLAIN shows it, with its range of time and its price. */
final class ExplainedScan extends AbstractRelNode {

    private final EventScan scan;
    private final String seconds;
    private final PriceTag price;
    private final long rejectedCount;

    ExplainedScan(EventScan scan, Optional<TimeRanges> seconds, PriceTag price, long rejectedCount) {
        super(scan.getCluster(), scan.getTraitSet());
        this.rowType = scan.getRowType();
        this.scan = scan;
        this.seconds = seconds.map(TimeRanges::toString).orElse("?");
        this.price = price;
        this.rejectedCount = rejectedCount;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return this;
    }

    @Override
    public String getRelTypeName() {
        return "EventScan";
    }

    /**
     * Writes the values as part of a name, since Calcite's text prints an item as name=[value]:
     * {@code window=[2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z), mirrored=40%, requests<=12}, and after that
     * {@code rejected=3} where the mirror has items of that time that are no events.
     */
    @Override
    public RelWriter explainTerms(RelWriter writer) {
        List<String> table = scan.getTable().getQualifiedName();
        return writer instanceof RelWriterImpl
                ? writer.item(
                        "window=" + seconds + ", mirrored=" + price.mirrored() + ", requests" + price.requests()
                                + (rejectedCount > 0 ? ", rejected=" + rejectedCount : "") + ", table",
                        table)
                : writer.item("window", seconds)
                        .item("mirrored", price.mirrored())
                        .item("requests", price.requests())
                        .itemIf("rejected", rejectedCount, rejectedCount > 0)
                        .item("table", table);
    }
}
