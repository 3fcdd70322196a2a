package dev.ticketsql.calcite;

import java.io.IOException;
import java.sql.SQLException;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** What generated code does to read a join's small side once, and first. Nothing happens before rows are asked for. */
final class SmallSides {

    private SmallSides() {}

    /**
     * The rows of {@code side}, which is read once in an execution, and known from now on to whoever needs it first.
     */
    static Enumerable<@Nullable Object> remembered(
            StatementReadings readings, DataContext context, WindowKey key, Enumerable<@Nullable Object> side) {
        reading(readings, context).offer(key, side);
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<@Nullable Object> enumerator() {
                return reading(readings, context).smallSide(key).all(side);
            }
        };
    }

    private static StatementReading reading(StatementReadings readings, DataContext context) {
        try {
            return readings.of(context);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
