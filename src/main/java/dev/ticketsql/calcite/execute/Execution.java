package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.plan.RexInputRefs;
import dev.ticketsql.calcite.plan.RowLimit;
import dev.ticketsql.calcite.plan.SliceAnalysis;
import dev.ticketsql.calcite.plan.SlicedPart;
import dev.ticketsql.calcite.plan.TimeSlicedSort;
import dev.ticketsql.calcite.sql.CompiledFunction;
import dev.ticketsql.calcite.sql.EngineMacros;
import dev.ticketsql.calcite.sql.LogicalSqlWriter;
import dev.ticketsql.calcite.sql.WrittenSql;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.mirror.TimeOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.runtime.Hook;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a statement, from its opening to its closing. It binds the plan to the execution's values and finds
 * the seconds that each scan needs. If nothing has to be fetched for them, one statement of the engine gives the rows.
 * Otherwise rows that narrow or limit what is needed are read first, and what distributes over time is read slice by
 * slice. Whatever ends it, the end of the rows, a failure or whoever closes it, gives everything back.
 */
final class Execution implements AutoCloseable {

    private final EngineStatement statement;
    private final DataContext context;
    private final StatementCancellation cancellation;
    private final Snapshot reading;
    private final RexBuilder rexBuilder;

    private Execution(
            EngineStatement statement, DataContext context, StatementCancellation cancellation, Snapshot reading) {
        this.statement = statement;
        this.context = context;
        this.cancellation = cancellation;
        this.reading = reading;
        this.rexBuilder = statement.plan().getCluster().getRexBuilder();
    }

    /** Begins an execution; returns its rows, which close it when they end or are closed. */
    static Enumerator<@Nullable Object> begin(EngineStatement statement, DataContext context) {
        StatementCancellation cancellation = StatementCancellation.of(context);
        try {
            Execution execution = new Execution(
                    statement, context, cancellation, statement.store().open(cancellation));
            try {
                RowDecoder reader = RowDecoder.ofResult(statement.rowType());
                RelNode plan = execution.bound();
                boolean isFree = execution.reading.isFree(execution.needed(plan));
                EngineRows rows = isFree
                        ? execution.whole(plan, statement.fields(), reader)
                        : execution.economically(plan, statement.fields(), reader);
                return new ExecutionRows(rows, execution);
            } catch (IOException | SQLException | RuntimeException e) {
                execution.fail();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The plan with the values of this execution. */
    private RelNode bound() throws IOException, SQLException {
        RuntimeConstants values = new RuntimeConstants(context, rexBuilder);
        PlanRewriter.visit(statement.plan(), rel -> {
            if (rel instanceof Sort sort && RowLimit.isReadable(sort)) {
                // Refuses what is no number of rows.
                RowLimit.of(sort).evaluate(context);
            }
        });
        RelNode plan = PlanRewriter.rewritten(
                statement.plan(), rel -> rel instanceof EventScan scan ? scan.with(values) : rel.accept(values));
        return new ScanBinding(this::constants).bound(plan);
    }

    private Cursor constants(WrittenSql sql) throws SQLException {
        return query(reading, sql);
    }

    /** Runs {@code sql}, which reads nothing of a mirror, in the engine behind {@code reading}. */
    static Cursor query(Snapshot reading, WrittenSql sql) throws SQLException {
        define(reading, sql);
        return reading.query(sql.text());
    }

    private TimeRanges needed(RelNode plan) {
        return TimeRanges.of(scans(plan).stream()
                .flatMap(scan -> scan.ranges().known().asList().stream())
                .toList());
    }

    private static List<EventScan> scans(RelNode plan) {
        List<EventScan> scans = new ArrayList<>();
        PlanRewriter.visit(plan, rel -> {
            if (rel instanceof EventScan scan && !scans.contains(scan)) {
                scans.add(scan);
            }
        });
        return scans;
    }

    /** The rows of {@code plan}, all at once. */
    private EngineRows whole(RelNode plan, List<Integer> fields, RowDecoder reader) throws IOException, SQLException {
        List<EventScan> scans = scans(plan);
        List<String> relations = reading.relations(wanted(scans));
        return new CursorEnumerator(run(plan, fields, named(scans, relations, supplied(plan))), reader);
    }

    private static List<Snapshot.Wanted> wanted(List<EventScan> scans) {
        return scans.stream()
                .map(scan ->
                        new Snapshot.Wanted(scan.eventTable(), scan.ranges().known()))
                .toList();
    }

    private static Map<RelNode, String> named(
            List<EventScan> scans, List<String> relations, Map<RelNode, String> supplied) {
        Map<RelNode, String> named = new HashMap<>(supplied);
        for (int scan = 0; scan < relations.size(); scan++) {
            named.put(scans.get(scan), relations.get(scan));
        }
        return named;
    }

    private Cursor run(RelNode plan, List<Integer> fields, Map<RelNode, String> relations) throws SQLException {
        WrittenSql written =
                new LogicalSqlWriter(rexBuilder, rel -> Optional.ofNullable(relations.get(rel))).write(plan, fields);
        define(reading, written);
        Hook.QUERY_PLAN.run(written.text());
        return reading.query(written.text());
    }

    private Map<RelNode, String> supplied(RelNode plan) throws SQLException {
        Map<RelNode, ForeignRows> foreign = new HashMap<>();
        PlanRewriter.visit(plan, rel -> {
            if (rel instanceof ForeignRows rows) {
                foreign.put(rows, rows);
            }
        });
        Map<RelNode, String> relations = new HashMap<>();
        for (ForeignRows rows : foreign.values()) {
            SuppliedColumns columns = new SuppliedColumns(rows.getRowType());
            relations.put(rows, columns.relation(reading.supply(columns.rows(() -> rows.rows(context)))));
        }
        return relations;
    }

    private static void define(Snapshot reading, WrittenSql sql) throws SQLException {
        reading.define(EngineMacros.NAME, EngineMacros::create);
        for (CompiledFunction function : sql.functions()) {
            reading.define(function.name(), function::register);
        }
    }

    /** The rows of {@code plan}, for which no more is fetched than they need. */
    private EngineRows economically(RelNode plan, List<Integer> fields, RowDecoder reader)
            throws IOException, SQLException {
        if (plan instanceof TimeSlicedSort sort) {
            RelNode input = settled(sort.getInput());
            return SliceAnalysis.of(input).isPresent()
                    ? sliced(input, sort.getCollation(), RowLimit.of(sort), sort.order(), fields, reader)
                    : whole(sort.copy(sort.getTraitSet(), List.of(input)), fields, reader);
        }
        RelNode settled = settled(plan);
        return SliceAnalysis.of(settled).isPresent()
                ? sliced(settled, RelCollations.EMPTY, RowLimit.none(), TimeOrder.ANY, fields, reader)
                : whole(settled, fields, reader);
    }

    /** {@code plan} with what must be read first read, and what it narrows narrowed. */
    private RelNode settled(RelNode plan) throws IOException, SQLException {
        return new BuildSideReader(this::rowsOf, new ConstantEvaluator(plan.getCluster(), this::constants), rexBuilder)
                .withValues(plan);
    }

    /** The rows of {@code plan}, but no more than {@code max} and one. */
    private List<@Nullable Object> rowsOf(RelNode plan, int max) throws IOException, SQLException {
        List<Integer> fields = RexInputRefs.of(plan.getRowType()).stream()
                .map(column -> column.getIndex())
                .toList();
        List<@Nullable Object> rows = new ArrayList<>();
        try (EngineRows read = economically(plan, fields, RowDecoder.ofPart(plan.getRowType()))) {
            while (rows.size() <= max && read.moveNext()) {
                rows.add(read.current());
            }
        }
        return rows;
    }

    /** The rows of {@code input} in the order of time, as many as {@code rowLimit} wants, slice by slice. */
    private EngineRows sliced(
            RelNode input,
            RelCollation collation,
            RowLimit rowLimit,
            TimeOrder order,
            List<Integer> fields,
            RowDecoder reader)
            throws IOException, SQLException {
        RowLimit.Rows limit = rowLimit.evaluate(context);
        if (limit.fetch().orElse(1) == 0) {
            return EngineRows.none();
        }
        List<EventScan> slicedScans =
                SliceAnalysis.of(input).map(SlicedPart::scans).orElseThrow();
        RelNode ofSlice = ofSlice(input, collation, limit);
        List<EventScan> scans = scans(ofSlice);
        Predicate<EventScan> isSliced = slicedScans::contains;
        List<EventScan> sliced = scans.stream().filter(isSliced).toList();
        List<EventScan> whole = scans.stream().filter(isSliced.negate()).toList();
        Map<RelNode, String> always = named(whole, reading.relations(wanted(whole)), supplied(ofSlice));
        SlicedCursorEnumerator rows = new SlicedCursorEnumerator(
                reading.slices(wanted(sliced), order, limit.needed()),
                relations -> run(ofSlice, fields, named(sliced, relations, always)),
                reader,
                limit);
        rows.begin();
        return rows;
    }

    /** No slice has to give more rows than all of them together. */
    private RelNode ofSlice(RelNode input, RelCollation collation, RowLimit.Rows limit) {
        if (limit.needed().isEmpty() && collation.getFieldCollations().isEmpty()) {
            return input;
        }
        RexNode enough = limit.needed().isEmpty()
                ? null
                : rexBuilder.makeBigintLiteral(BigDecimal.valueOf(limit.needed().getAsLong()));
        return LogicalSort.create(input, collation, null, enough);
    }

    /** Ends the execution: whatever failed, nothing of it will run again. */
    void fail() {
        reading.close();
        cancellation.reported();
    }

    @Override
    public void close() {
        reading.close();
    }
}
