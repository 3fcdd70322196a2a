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
 * Reads what an execution has to read before the rest: the first rows of what is sliced by time inside a plan, and the
 * rows that narrow events. They become values in the plan, so that nothing is computed twice.
 */
final class BuildSideReader {

    /** Of more rows than this the ranges are not computed: they would hardly leave anything out. */
    private static final int MAX_NARROWING_ROWS = 1000;

    /** More become a table that the engine reads out of memory, and not literals. */
    private static final int MAX_LITERAL_ROWS = 1000;

    /** Reads the rows of a plan. */
    @FunctionalInterface
    interface Reader {

        /** At most {@code max} rows, and one more to tell that there are more. */
        List<@Nullable Object> rows(RelNode plan, int max) throws IOException, SQLException;
    }

    private final Reader reader;
    private final ConstantEvaluator constants;
    private final RexBuilder rexBuilder;
    private final Map<DynamicFilter, RelNode> plans = new HashMap<>();
    private final Map<DynamicFilter, Optional<List<@Nullable Object>>> known = new HashMap<>();

    BuildSideReader(Reader reader, ConstantEvaluator constants, RexBuilder rexBuilder) {
        this.reader = reader;
        this.constants = constants;
        this.rexBuilder = rexBuilder;
    }

    /** {@code plan} with values in the place of what was read. */
    RelNode settled(RelNode plan) throws IOException, SQLException {
        try {
            PlanRewriter.visit(plan, rel -> {
                if (rel instanceof BuildSide small) {
                    plans.put(small.filter(), small.getInput());
                }
            });
            return settledNode(plan);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (UncheckedSqlException e) {
            throw e.sqlException();
        }
    }

    private RelNode settledNode(RelNode rel) {
        if (rel instanceof ProbeSide narrowed) {
            return narrowed(narrowed, settledNode(narrowed.getInput()));
        }
        if (rel instanceof BuildSide small) {
            return few(small.filter()).map(rows -> values(small, rows)).orElseGet(() -> settledNode(small.getInput()));
        }
        return rel instanceof TimeSlicedSort sort
                ? values(sort, read(sort, Integer.MAX_VALUE - 1))
                : PlanRewriter.withParts(rel, this::settledNode);
    }

    /** {@code events}, of which only what the rows of its filters leave is read. */
    private RelNode narrowed(ProbeSide narrowed, RelNode events) {
        TimeRanges seconds = TimeRanges.every();
        for (DynamicFilter filter : narrowed.filters()) {
            Optional<List<@Nullable Object>> rows = few(filter);
            seconds = rows.isPresent() ? seconds.and(seconds(filter, rows.get())) : seconds;
        }
        TimeRanges found = seconds;
        List<EventScan> scans = SliceAnalysis.of(events).map(SlicedPart::scans).orElse(List.of());
        return PlanRewriter.rewritten(
                events, rel -> rel instanceof EventScan scan && scans.contains(scan) ? scan.within(found) : rel);
    }

    private TimeRanges seconds(DynamicFilter filter, List<@Nullable Object> rows) {
        try {
            return filter.seconds(constants.folded(filter.conditions(rows)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** The rows of {@code filter}, read once; empty if they are many, or no literals. */
    private Optional<List<@Nullable Object>> few(DynamicFilter filter) {
        Optional<List<@Nullable Object>> rows = known.get(filter);
        if (rows == null) {
            RelNode plan = plans.getOrDefault(filter, filter.rows());
            List<@Nullable Object> read = read(plan, MAX_NARROWING_ROWS);
            rows = read.size() <= MAX_NARROWING_ROWS
                            && literals(plan.getRowType(), read).isPresent()
                    ? Optional.of(read)
                    : Optional.empty();
            known.put(filter, rows);
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

    /** Carries a failure of the engine out of a walk over a plan. */
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
