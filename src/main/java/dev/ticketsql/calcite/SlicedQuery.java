package dev.ticketsql.calcite;

import dev.ticketsql.mirror.TimeOrder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.function.Function2;
import org.jspecify.annotations.Nullable;

/**
 * What Calcite's generated code calls to have a part of a plan run slice by slice, in an order of time: given the part,
 * which runs over whatever slice its statements are bound to, it binds one slice after the other and stops when enough
 * rows are out. Belongs to the plan, is shared by its executions, and keeps nothing of them.
 */
final class SlicedQuery implements Function2<DataContext, Enumerable<@Nullable Object>, Enumerable<@Nullable Object>> {

    private final List<EventStatement> statements;
    private final TimeOrder order;
    private final RowLimit limit;
    private final StatementReadings readings;
    private final OptionalInt expectedRuns;

    SlicedQuery(
            List<EventStatement> statements,
            TimeOrder order,
            RowLimit limit,
            StatementReadings readings,
            OptionalInt expectedRuns) {
        this.statements = List.copyOf(statements);
        this.order = order;
        this.limit = limit;
        this.readings = readings;
        this.expectedRuns = expectedRuns;
    }

    @Override
    public Enumerable<@Nullable Object> apply(DataContext context, Enumerable<@Nullable Object> part) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<@Nullable Object> enumerator() {
                return run(context, part);
            }
        };
    }

    private Enumerator<@Nullable Object> run(DataContext context, Enumerable<@Nullable Object> part) {
        RowLimit.Rows rows = limit.evaluate(context);
        if (rows.fetch().orElse(1) == 0) {
            return Linq4j.emptyEnumerator();
        }
        try {
            StatementReading reading = readings.of(context);
            SlicedRows sliced = new SlicedRows(
                    reading.slices(statements, context, order, rows.needed()),
                    part,
                    rows,
                    () -> reading.ended(statements.size(), expectedRuns),
                    context);
            sliced.begin();
            return sliced;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
