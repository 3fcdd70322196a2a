package dev.ticketsql.calcite;

import dev.ticketsql.mirror.Cursor;
import java.io.IOException;
import java.lang.ref.Reference;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/**
 * What Calcite's generated code calls: rows for an execution. Nothing happens before the first row is asked for.
 * Belongs to the plan, is shared by its executions, and keeps nothing of them.
 */
final class EventQuery implements Function1<DataContext, Enumerable<@Nullable Object>> {

    private final EventStatement statement;
    private final RowReader reader;
    private final StatementReadings readings;
    private final OptionalInt expectedRuns;

    EventQuery(EventStatement statement, RowReader reader, StatementReadings readings, OptionalInt expectedRuns) {
        this.expectedRuns = expectedRuns;
        this.statement = statement;
        this.reader = reader;
        this.readings = readings;
    }

    @Override
    public Enumerable<@Nullable Object> apply(DataContext context) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<@Nullable Object> enumerator() {
                return run(context);
            }
        };
    }

    private EventRows run(DataContext context) {
        try {
            StatementReading reading = readings.of(context);
            Cursor rows = reading.run(statement, context);
            expectedRuns.ifPresent(expected -> reading.ended(1, expectedRuns));
            return new EventRows(rows, reader, reading);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            // Fetching can take minutes, in which nothing else may hold the context any more: collected, it would
            // close the reading that is still being filled.
            Reference.reachabilityFence(context);
        }
    }
}
