package dev.ticketsql.calcite.plan;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.range.ConditionRanges;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import java.util.List;
import org.apache.calcite.adapter.jdbc.JdbcImplementor;
import org.apache.calcite.adapter.jdbc.JdbcRel;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.rel2sql.SqlImplementor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The rows of a table of events in ranges of time. Two scans are the same to a planner only when their ranges are, so
 * that a table named twice keeps its two ranges apart. Knows nothing of how events are read.
 */
public final class EventScan extends TableScan implements JdbcRel {

    /** Names of an event's instant: a timestamp in UTC, and epoch seconds. */
    private static final String TIME = "time";

    private static final String START_TIME = "start_time";

    private final Convention convention;
    private final EventStore store;
    private final EventTable eventTable;
    private final ScanRanges ranges;

    /**
     * A scan of {@code eventTable} in {@code ranges}.
     *
     * @param convention of the schema that {@code table} is in
     * @param store where its events are
     */
    public EventScan(
            RelOptCluster cluster,
            Convention convention,
            EventStore store,
            EventTable eventTable,
            RelOptTable table,
            ScanRanges ranges) {
        super(cluster, cluster.traitSetOf(convention), List.of(), table);
        this.convention = convention;
        this.store = store;
        this.eventTable = eventTable;
        this.ranges = ranges;
    }

    public ScanRanges ranges() {
        return ranges;
    }

    public EventTable eventTable() {
        return eventTable;
    }

    private EventScan with(ScanRanges changed) {
        return new EventScan(getCluster(), convention, store, eventTable, table, changed);
    }

    /** This scan, of which no row is needed for which one of {@code conditions} on time is not true. */
    EventScan where(List<RexNode> conditions) {
        List<RexNode> ofTime =
                conditions.stream().filter(this::isOfTime).distinct().toList();
        return with(new ScanRanges(TimeRanges.every(), ofTime));
    }

    /** Whether {@code condition} is one on the instant, or on no column, as one that is always false. */
    private boolean isOfTime(RexNode condition) {
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(condition);
        return columns.isEmpty() || columns.intersects(timeColumns());
    }

    /** This scan with its late conditions changed. */
    public EventScan with(RexShuttle conditions) {
        return ranges.late().isEmpty() ? this : with(ranges.with(conditions));
    }

    /** This scan over exactly those seconds. */
    public EventScan of(TimeRanges seconds) {
        return with(new ScanRanges(seconds, List.of()));
    }

    /** This scan over no other than those seconds. */
    public EventScan within(TimeRanges seconds) {
        ScanRanges narrowed = new ScanRanges(ranges.known().and(seconds), ranges.late());
        return with(narrowed);
    }

    /** Reads time out of conditions over this scan's row. */
    public ConditionRanges conditionRanges() {
        return new ConditionRanges(column(TIME), column(START_TIME));
    }

    /** Whether {@code column} is the event's instant. */
    boolean isInstant(int column) {
        return timeColumns().get(column);
    }

    private ImmutableBitSet timeColumns() {
        return ImmutableBitSet.of(column(TIME), column(START_TIME));
    }

    private int column(String name) {
        return getRowType().getFieldNames().indexOf(name);
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return with(ranges);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery metadata) {
        return ranges.rowCount();
    }

    /** Where the events are. */
    public EventStore store() {
        return store;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return writer.item("table", table.getQualifiedName())
                .item("known", ranges.known().toString())
                .item("late", ranges.late().toString());
    }

    /** Never asked: the engine's SQL is written from the plan. */
    @Override
    public SqlImplementor.Result implement(JdbcImplementor implementor) {
        return implementor.implement(this);
    }
}
