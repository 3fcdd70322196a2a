package dev.ticketsql.calcite.execute;

import com.google.common.collect.ImmutableList;
import dev.ticketsql.calcite.plan.BuildSide;
import dev.ticketsql.calcite.plan.DynamicFilter;
import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.plan.ProbeSide;
import dev.ticketsql.calcite.plan.RowLiterals;
import dev.ticketsql.calcite.plan.SliceAnalysis;
import dev.ticketsql.calcite.plan.SlicedPart;
import dev.ticketsql.calcite.plan.TimeSlicedSort;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a plan that an execution needs before the rest: the build sides of dynamic filters, and the first
 * rows of sliced sorts inside the plan. They become values in the plan, so that nothing is computed twice.
 */
final class BuildSideReader {

    /** Largest build side whose ranges are computed; those of more rows would hardly leave anything out. */
    private static final int MAX_NARROWING_ROWS = 1000;

    /** Largest number of rows that become literals; more become a table that the engine reads from memory. */
    private static final int MAX_LITERAL_ROWS = 1000;

    /** Reads the rows of a plan. */
    @FunctionalInterface
    interface Reader {

        /** Returns at most {@code max} rows, and one more if there are more. */
        List<@Nullable Object> rows(RelNode plan, int max) throws IOException, SQLException;
    }

    private final Reader reader;
    private final ConstantEvaluator constants;
    private final RexBuilder rexBuilder;
    private final Map<DynamicFilter, RelNode> plans = new HashMap<>();
    private final Map<DynamicFilter, Optional<List<@Nullable Object>>> readRows = new HashMap<>();

    BuildSideReader(Reader reader, ConstantEvaluator constants, RexBuilder rexBuilder) {
        this.reader = reader;
        this.constants = constants;
        this.rexBuilder = rexBuilder;
    }

    /** Replaces the parts of {@code plan} that were read by their values, and narrows its scans. */
    RelNode withValues(RelNode plan) throws IOException, SQLException {
        try {
            PlanRewriter.find(plan, BuildSide.class).forEach(side -> plans.put(side.filter(), side.getInput()));
            return node(plan);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (UncheckedSqlException e) {
            throw e.sqlException();
        }
    }

    private RelNode node(RelNode rel) {
        if (rel instanceof ProbeSide side) {
            return narrowed(side.filters(), node(side.getInput()));
        }
        if (rel instanceof BuildSide side) {
            return fewRows(side.filter()).map(rows -> values(side, rows)).orElseGet(() -> node(side.getInput()));
        }
        return rel instanceof TimeSlicedSort sort
                ? values(sort, read(sort, Integer.MAX_VALUE - 1))
                : PlanRewriter.withParts(rel, this::node);
    }

    /** Narrows the scans of {@code events} to the ranges that the rows of its filters leave. */
    private RelNode narrowed(List<DynamicFilter> filters, RelNode events) {
        TimeRanges ranges = TimeRanges.every();
        for (DynamicFilter filter : filters) {
            Optional<List<@Nullable Object>> rows = fewRows(filter);
            ranges = rows.isPresent() ? ranges.and(ranges(filter, rows.get())) : ranges;
        }
        TimeRanges found = ranges;
        List<EventScan> scans = SliceAnalysis.of(events).map(SlicedPart::scans).orElse(List.of());
        return PlanRewriter.rewritten(
                events, rel -> rel instanceof EventScan scan && scans.contains(scan) ? scan.within(found) : rel);
    }

    private TimeRanges ranges(DynamicFilter filter, List<@Nullable Object> rows) {
        try {
            return filter.ranges(constants.folded(filter.conditions(rows)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** Reads the rows of {@code filter} once; empty if they are many, or have values without a literal. */
    private Optional<List<@Nullable Object>> fewRows(DynamicFilter filter) {
        Optional<List<@Nullable Object>> rows = readRows.get(filter);
        if (rows == null) {
            RelNode plan = plans.getOrDefault(filter, filter.rows());
            List<@Nullable Object> read = read(plan, MAX_NARROWING_ROWS);
            rows = read.size() <= MAX_NARROWING_ROWS
                            && literals(plan.getRowType(), read).isPresent()
                    ? Optional.of(read)
                    : Optional.empty();
            readRows.put(filter, rows);
        }
        return rows;
    }

    private List<@Nullable Object> read(RelNode plan, int max) {
        try {
            return reader.rows(plan, max);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private RelNode values(RelNode rel, List<@Nullable Object> rows) {
        Optional<ImmutableList<ImmutableList<RexLiteral>>> literals =
                rows.size() <= MAX_LITERAL_ROWS ? literals(rel.getRowType(), rows) : Optional.empty();
        return literals.<RelNode>map(tuples -> LogicalValues.create(rel.getCluster(), rel.getRowType(), tuples))
                .orElseGet(() -> new ForeignRows(
                        rel.getCluster(),
                        rel.getRowType(),
                        context -> Linq4j.asEnumerable(rows),
                        rows.size() + " rows"));
    }

    private Optional<ImmutableList<ImmutableList<RexLiteral>>> literals(RelDataType type, List<@Nullable Object> rows) {
        List<RelDataTypeField> fields = type.getFieldList();
        ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
        for (Object row : rows) {
            List<RexLiteral> tuple = new ArrayList<>();
            for (int column = 0; column < fields.size(); column++) {
                Object value = fields.size() == 1 ? row : ((@Nullable Object[]) row)[column];
                Optional<RexLiteral> literal =
                        RowLiterals.of(value, fields.get(column).getType(), rexBuilder);
                if (literal.isEmpty()) {
                    return Optional.empty();
                }
                tuple.add(literal.get());
            }
            tuples.add(ImmutableList.copyOf(tuple));
        }
        return Optional.of(tuples.build());
    }

    /** Carries a failure of the engine through a walk over a plan. */
    private static final class UncheckedSqlException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        UncheckedSqlException(SQLException failure) {
            super(failure);
            this.failure = failure;
        }

        SQLException sqlException() {
            return failure;
        }
    }
}
