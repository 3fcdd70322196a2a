package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.function.JavaFunction;
import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.plan.RowLimit;
import dev.ticketsql.calcite.plan.SliceAnalysis;
import dev.ticketsql.calcite.plan.SlicedPart;
import dev.ticketsql.calcite.plan.TimeSlicedSort;
import dev.ticketsql.calcite.sql.EngineMacros;
import dev.ticketsql.calcite.sql.LogicalSqlWriter;
import dev.ticketsql.calcite.sql.WrittenSql;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.mirror.TimeOrder;
import dev.ticketsql.reference.AccountSchedules;
import dev.ticketsql.reference.ReferencePrice;
import dev.ticketsql.reference.ReferenceTable;
import dev.ticketsql.reference.StatementReferences;
import dev.ticketsql.schedule.BusinessSchedules;
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
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.runtime.Hook;
import org.apache.calcite.util.ImmutableIntList;
import org.jspecify.annotations.Nullable;

/**
 * Runner of one plan, for one execution. It binds the plan to the execution's values and finds the seconds that each
 * scan needs. If nothing has to be fetched for them, one query of the engine gives the rows. Otherwise rows that narrow
 * or limit what is needed are read first, and a plan that distributes over time is read slice by slice. Closes the
 * cursors that it opens, and nothing else.
 */
final class PlanRunner {

    /** Rows of a page: more of them may lie in many files. */
    private static final long MAX_FIRST_ROWS = 1_000;

    private final DataContext context;
    private final Snapshot snapshot;
    private final RexBuilder rexBuilder;
    private final ReferenceRelations references;
    private final BusinessHours hours;

    /** @param given business hours of option {@code schedules} */
    PlanRunner(
            DataContext context,
            Snapshot snapshot,
            StatementReferences references,
            BusinessSchedules given,
            RexBuilder rexBuilder) {
        this.context = context;
        this.snapshot = snapshot;
        this.rexBuilder = rexBuilder;
        this.references = new ReferenceRelations(references, this::text);
        this.hours = new BusinessHours(given, new AccountSchedules(references, snapshot));
    }

    /**
     * Rows of {@code plan}.
     *
     * @param fields columns of the plan that a row has, in this order
     * @param rowType of those columns
     */
    EngineRows rows(RelNode plan, List<Integer> fields, RelDataType rowType) throws IOException, SQLException {
        RowDecoder decoder = RowDecoder.ofResult(rowType);
        RelNode bound = bound(hours.bound(valued(plan)));
        return snapshot.isFree(needed(bound)) && !isOfFirstRows(bound)
                ? whole(bound, fields, decoder)
                : economically(bound, fields, decoder);
    }

    /**
     * True if the first or last events of a scan are the rows of {@code plan}: slices find them in a file or two, where
     * the whole would be read in a long history, even if nothing is missing.
     */
    private boolean isOfFirstRows(RelNode plan) {
        if (!(plan instanceof TimeSlicedSort sort)
                || sort.getCollation().getFieldCollations().isEmpty()
                || RowLimit.of(sort).evaluate(context).needed().orElse(Long.MAX_VALUE) > MAX_FIRST_ROWS) {
            return false;
        }
        RelNode input = sort.getInput();
        while (input instanceof Project project) {
            input = project.getInput();
        }
        return input instanceof EventScan;
    }

    /** {@code plan} with the parameters and the time of this execution. */
    private RelNode valued(RelNode plan) {
        RuntimeConstants values = new RuntimeConstants(context, rexBuilder);
        PlanRewriter.visit(plan, rel -> {
            if (rel instanceof Sort sort && RowLimit.isReadable(sort)) {
                // Refuses a limit that is no number of rows.
                RowLimit.of(sort).evaluate(context);
            }
        });
        return PlanRewriter.rewritten(plan, rel -> PlanRewriter.withExpressions(rel, values));
    }

    /** {@code valued} with the seconds that each scan needs. */
    private RelNode bound(RelNode valued) throws IOException, SQLException {
        return new ScanBinding(this::constants).bound(valued);
    }

    /**
     * Prices of the references of {@code plan}, without a request.
     *
     * @param needsMore whether the plan needs values that are not there yet
     * @return for each table of references its price; empty if it is not known before events are there
     */
    Map<ReferenceTable, Optional<ReferencePrice>> referencePrices(RelNode plan, boolean needsMore)
            throws IOException, SQLException {
        if (needsMore) {
            return references.prices(plan, Optional.empty());
        }
        RelNode bound = bound(valued(plan));
        List<EventScan> scans = scans(bound);
        return references.prices(
                bound,
                snapshot.isFree(needed(bound))
                        ? Optional.of(named(scans, snapshot.relations(wanted(scans)), Map.of()))
                        : Optional.empty());
    }

    private Cursor constants(WrittenSql sql) throws SQLException {
        return query(snapshot, sql);
    }

    /** Runs {@code sql}, which reads nothing of a mirror, in the engine behind {@code snapshot}. */
    static Cursor query(Snapshot snapshot, WrittenSql sql) throws SQLException {
        define(snapshot, sql);
        return snapshot.query(sql.text());
    }

    private TimeRanges needed(RelNode plan) {
        return TimeRanges.of(scans(plan).stream()
                .flatMap(scan -> scan.ranges().known().asList().stream())
                .toList());
    }

    private static List<EventScan> scans(RelNode plan) {
        return PlanRewriter.find(plan, EventScan.class);
    }

    /** Rows of {@code plan}, all at once. */
    private EngineRows whole(RelNode plan, List<Integer> fields, RowDecoder decoder) throws IOException, SQLException {
        List<EventScan> scans = scans(plan);
        List<String> relations = snapshot.relations(wanted(scans));
        return new CursorEnumerator(runWithNames(plan, fields, named(scans, relations, supplied(plan))), decoder);
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

    /** Runs {@code plan}, for whose events the references are fetched first. */
    private Cursor runWithNames(RelNode plan, List<Integer> fields, Map<RelNode, String> relations)
            throws IOException, SQLException {
        Map<RelNode, String> all = new HashMap<>(references.of(plan, relations));
        all.putAll(relations);
        String text = text(plan, fields, all);
        Hook.QUERY_PLAN.run(text);
        return snapshot.query(text);
    }

    private String text(RelNode plan, List<Integer> fields, Map<RelNode, String> relations) throws SQLException {
        WrittenSql written =
                new LogicalSqlWriter(rexBuilder, rel -> Optional.ofNullable(relations.get(rel))).write(plan, fields);
        define(snapshot, written);
        return written.text();
    }

    private Map<RelNode, String> supplied(RelNode plan) throws SQLException {
        Map<RelNode, String> relations = new HashMap<>();
        for (ForeignRows rows : PlanRewriter.find(plan, ForeignRows.class)) {
            SuppliedColumns columns = new SuppliedColumns(rows.getRowType());
            relations.put(rows, columns.relation(snapshot.supply(columns.rows(() -> rows.rows(context)))));
        }
        return relations;
    }

    private static void define(Snapshot snapshot, WrittenSql sql) throws SQLException {
        snapshot.define(EngineMacros.NAME, EngineMacros::create);
        for (JavaFunction function : sql.functions()) {
            snapshot.define(function.name(), function::register);
        }
    }

    /** Rows of {@code plan}, for which no more is fetched than they need. */
    private EngineRows economically(RelNode plan, List<Integer> fields, RowDecoder decoder)
            throws IOException, SQLException {
        if (plan instanceof TimeSlicedSort sort) {
            RelNode input = settled(sort.getInput());
            return SliceAnalysis.of(input).isPresent()
                    ? sliced(input, sort.getCollation(), RowLimit.of(sort), sort.order(), fields, decoder)
                    : whole(sort.copy(sort.getTraitSet(), List.of(input)), fields, decoder);
        }
        RelNode settled = settled(plan);
        return SliceAnalysis.of(settled).isPresent()
                ? sliced(settled, RelCollations.EMPTY, RowLimit.none(), TimeOrder.ANY, fields, decoder)
                : whole(settled, fields, decoder);
    }

    /** {@code plan} with values in the place of its parts that are read first, and its scans narrowed by them. */
    private RelNode settled(RelNode plan) throws IOException, SQLException {
        return new BuildSideReader(this::rowsOf, new ConstantEvaluator(plan.getCluster(), this::constants), rexBuilder)
                .withValues(plan);
    }

    /** Rows of {@code plan}, but no more than {@code max} and one. */
    private List<@Nullable Object> rowsOf(RelNode plan, int max) throws IOException, SQLException {
        List<Integer> fields = ImmutableIntList.identity(plan.getRowType().getFieldCount());
        List<@Nullable Object> rows = new ArrayList<>();
        try (EngineRows read = economically(plan, fields, RowDecoder.ofPart(plan.getRowType()))) {
            while (rows.size() <= max && read.moveNext()) {
                rows.add(read.current());
            }
        }
        return rows;
    }

    /** Rows of {@code input} in the order of time, as many as {@code rowLimit} wants, slice by slice. */
    private EngineRows sliced(
            RelNode input,
            RelCollation collation,
            RowLimit rowLimit,
            TimeOrder order,
            List<Integer> fields,
            RowDecoder decoder)
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
        Map<RelNode, String> always = named(whole, snapshot.relations(wanted(whole)), supplied(ofSlice));
        SlicedCursorEnumerator rows = new SlicedCursorEnumerator(
                snapshot.slices(wanted(sliced), order, limit.needed()),
                relations -> runWithNames(ofSlice, fields, named(sliced, relations, always)),
                decoder,
                limit);
        rows.begin();
        return rows;
    }

    /** Limits each slice to the rows that all slices together must give. */
    private RelNode ofSlice(RelNode input, RelCollation collation, RowLimit.Rows limit) {
        if (limit.needed().isEmpty() && collation.getFieldCollations().isEmpty()) {
            return input;
        }
        RexNode enough = limit.needed().isEmpty()
                ? null
                : rexBuilder.makeBigintLiteral(BigDecimal.valueOf(limit.needed().getAsLong()));
        return LogicalSort.create(input, collation, null, enough);
    }
}
