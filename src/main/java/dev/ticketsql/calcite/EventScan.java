package dev.ticketsql.calcite;

import com.google.common.collect.ImmutableList;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.EventTable;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.jdbc.JdbcImplementor;
import org.apache.calcite.adapter.jdbc.JdbcRel;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.externalize.RelWriterImpl;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.rel2sql.SqlImplementor;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The rows of a table of events in a window, in the convention of the mirror's engine. Two scans are the same to the
 * planner only when their windows are, so that a table named twice keeps its two windows apart. Knows nothing of how a
 * window is read.
 */
final class EventScan extends TableScan implements JdbcRel {

    private final DuckDbConvention convention;
    private final ScanWindow window;
    private final boolean isSliced;

    EventScan(RelOptCluster cluster, DuckDbConvention convention, RelOptTable table, ScanWindow window) {
        this(cluster, convention, table, window, false);
    }

    private EventScan(
            RelOptCluster cluster,
            DuckDbConvention convention,
            RelOptTable table,
            ScanWindow window,
            boolean isSliced) {
        super(cluster, cluster.traitSetOf(convention), List.of(), table);
        this.convention = convention;
        this.window = window;
        this.isSliced = isSliced;
    }

    /** This scan, marked as one that reads a slice of its window at a time; of plans that were chosen. */
    EventScan sliced() {
        return new EventScan(getCluster(), convention, table, window, true);
    }

    /** Whether it reads a slice of its window at a time. */
    boolean isSliced() {
        return isSliced;
    }

    ScanWindow window() {
        return window;
    }

    EventTable eventTable() {
        return table.unwrapOrThrow(EventsTable.class).table();
    }

    /** This scan over what {@code condition} leaves of its window; empty if that is all of it. */
    Optional<EventScan> narrowedBy(RexNode condition) {
        ScanWindow narrowed = window.and(condition, timeWindows(getCluster().getRexBuilder()), timeColumns());
        return narrowed.equals(window)
                ? Optional.empty()
                : Optional.of(new EventScan(getCluster(), convention, table, narrowed));
    }

    /** This scan as a table of that name, the name under which a statement asks it. */
    EventScan named(String name) {
        RelOptTable named =
                RelOptTableImpl.create(null, getRowType(), table.unwrapOrThrow(Table.class), ImmutableList.of(name));
        return new EventScan(getCluster(), convention, named, window);
    }

    /** Reads time out of conditions over this scan's row. */
    TimeWindows timeWindows(RexBuilder rexBuilder) {
        return new TimeWindows(rexBuilder, column(EventsTable.TIME), column(EventsTable.START_TIME));
    }

    /** Whether {@code column} is the event's instant. */
    boolean isInstant(int column) {
        return timeColumns().get(column);
    }

    private ImmutableBitSet timeColumns() {
        return ImmutableBitSet.of(column(EventsTable.TIME), column(EventsTable.START_TIME));
    }

    private int column(String name) {
        return getRowType().getFieldNames().indexOf(name);
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new EventScan(getCluster(), convention, table, window);
    }

    @Override
    public double estimateRowCount(RelMetadataQuery metadata) {
        return window.rowCount();
    }

    /** The seconds that an execution would read that began now; empty if they depend on more than the present. */
    Optional<TimeRanges> secondsNow() {
        if (window.late().isEmpty()) {
            return Optional.of(window.known());
        }
        if (window.late().stream().anyMatch(PresentTime::isNotAllThatCounts)) {
            return Optional.empty();
        }
        RexBuilder rexBuilder = getCluster().getRexBuilder();
        ConstantPlaces places = new ConstantPlaces();
        NamedScan waiting =
                new NamedScan("now", eventTable(), window.with(places), false, timeWindows(rexBuilder), rexBuilder);
        try {
            DataContext present = PresentTime.of(getCluster().getPlanner());
            return Optional.of(
                    waiting.wanted(places.compile(rexBuilder).evaluate(present)).seconds());
        } catch (RuntimeException e) {
            // What cannot be computed, as a division by zero, fails when the statement runs.
            return Optional.empty();
        }
    }

    /** Where the events are. */
    EventStore store() {
        return convention.readings().store();
    }

    /**
     * Shows the window and its price. Neither tells one scan from another for the planner: what does is in the digest
     * alone.
     */
    @Override
    public RelWriter explainTerms(RelWriter writer) {
        if (writer.getDetailLevel() == SqlExplainLevel.DIGEST_ATTRIBUTES) {
            return writer.item("table", table.getQualifiedName())
                    .item("known", window.known().toString())
                    .item("late", window.late().toString());
        }
        Optional<TimeRanges> seconds = secondsNow();
        String shown = seconds.map(TimeRanges::toString).orElse("?");
        PriceTag price = PriceTag.of(store(), seconds, mayCostLess());
        // Calcite's text prints an item as name=[value]. As part of a name these read like what they are:
        // window=[2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z), mirrored=40%, requests<=12
        return writer instanceof RelWriterImpl
                ? writer.item(
                        "window=" + shown + ", mirrored=" + price.mirrored() + ", requests" + price.requests()
                                + ", table",
                        table.getQualifiedName())
                : writer.item("window", shown)
                        .item("mirrored", price.mirrored())
                        .item("requests", price.requests())
                        .item("table", table.getQualifiedName());
    }

    private boolean mayCostLess() {
        List<PlannedScans.Planned> places = PlannedScans.of(
                        getCluster().getPlanner().getRoot())
                .stream()
                .filter(planned -> planned.scan().equals(this))
                .toList();
        return !places.isEmpty() && places.stream().allMatch(PlannedScans.Planned::mayCostLess);
    }

    @Override
    public SqlImplementor.Result implement(JdbcImplementor implementor) {
        return implementor.implement(this);
    }
}
