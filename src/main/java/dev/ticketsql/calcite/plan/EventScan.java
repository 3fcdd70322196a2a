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
 * Scans a table of events in ranges of time. Two scans have one digest only if their ranges are the same, so that a
 * planner keeps a table that is named twice apart. Knows nothing of how events are read.
 */
public final class EventScan extends TableScan implements AccountScan, JdbcRel {

    /** Column of an event's instant as a timestamp in UTC. */
    private static final String TIME = "time";

    /** Column of an event's instant as epoch seconds. */
    private static final String START_TIME = "start_time";

    private final Convention convention;
    private final EventStore store;
    private final EventTable eventTable;
    private final ScanRanges ranges;
    private final List<RexNode> rows;

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
        this(cluster, convention, store, eventTable, table, ranges, List.of());
    }

    private EventScan(
            RelOptCluster cluster,
            Convention convention,
            EventStore store,
            EventTable eventTable,
            RelOptTable table,
            ScanRanges ranges,
            List<RexNode> rows) {
        super(cluster, cluster.traitSetOf(convention), List.of(), table);
        this.convention = convention;
        this.store = store;
        this.eventTable = eventTable;
        this.ranges = ranges;
        this.rows = List.copyOf(rows);
    }

    public ScanRanges ranges() {
        return ranges;
    }

    public EventTable eventTable() {
        return eventTable;
    }

    private EventScan with(ScanRanges changed) {
        return with(changed, rows);
    }

    private EventScan with(ScanRanges changed, List<RexNode> conditions) {
        return new EventScan(getCluster(), convention, store, eventTable, table, changed, conditions);
    }

    /** Returns simple conditions that all needed rows meet, beside those on time. */
    public List<RexNode> rows() {
        return rows.stream().filter(PushableConditions::agreeOn).toList();
    }

    /**
     * Returns this scan with {@code conditions}; rows for which one is not true are not needed. Those that restrict
     * time restrict what is fetched.
     */
    EventScan where(List<RexNode> conditions) {
        List<RexNode> ofTime =
                conditions.stream().filter(this::isOfTime).distinct().toList();
        return with(
                new ScanRanges(TimeRanges.every(), ofTime),
                conditions.stream().distinct().toList());
    }

    /** Returns whether {@code condition} is over the instant, or over no column, as FALSE is. */
    private boolean isOfTime(RexNode condition) {
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(condition);
        return columns.isEmpty() || columns.intersects(timeColumns());
    }

    /** Rewrites the conditions. */
    public EventScan with(RexShuttle conditions) {
        return ranges.runtime().isEmpty() && rows.isEmpty()
                ? this
                : with(ranges.with(conditions), conditions.apply(rows));
    }

    /** Returns this scan over exactly those seconds. */
    public EventScan of(TimeRanges seconds) {
        return with(new ScanRanges(seconds, List.of()));
    }

    /** Returns this scan over its own seconds that are in {@code seconds} too. */
    public EventScan within(TimeRanges seconds) {
        ScanRanges narrowed = new ScanRanges(ranges.known().and(seconds), ranges.runtime());
        return with(narrowed);
    }

    /** Returns the reader of ranges for conditions over this scan's row. */
    public ConditionRanges conditionRanges() {
        return new ConditionRanges(column(TIME), column(START_TIME));
    }

    /** Returns whether {@code column} is the event's instant. */
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

    @Override
    public EventStore store() {
        return store;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return writer.item("table", table.getQualifiedName())
                .item("known", ranges.known().toString())
                .item("late", ranges.runtime().toString());
    }

    /** Required by Calcite and never called: the engine's SQL is written from the plan. */
    @Override
    public SqlImplementor.Result implement(JdbcImplementor implementor) {
        return implementor.implement(this);
    }
}
