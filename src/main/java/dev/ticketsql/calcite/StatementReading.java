package dev.ticketsql.calcite;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.Reading;
import dev.ticketsql.mirror.SlicedReading;
import dev.ticketsql.mirror.TimeOrder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.runtime.Hook;
import org.jspecify.annotations.Nullable;

/**
 * What one execution of a statement sees: a reading that its scans share, and the SQL its parts were bound to, so that
 * a part which is run again, as the inner side of a nested loop, reads the same rows and asks for nothing twice.
 */
final class StatementReading {

    private final Reading reading;
    private final StatementCancellation cancellation;
    private final Map<EventStatement, String> bound = new HashMap<>();
    private final Map<WindowKey, Enumerable<@Nullable Object>> offered = new HashMap<>();
    private final Map<WindowKey, SmallSide> smallSides = new HashMap<>();
    private final Map<WindowKey, TimeRanges> windows = new HashMap<>();
    private int runs;

    StatementReading(Reading reading, StatementCancellation cancellation) {
        this.reading = reading;
        this.cancellation = cancellation;
    }

    /**
     * Runs {@code statement} over the slice that it was bound to, otherwise over all it needs, fetching that if this is
     * its first run.
     *
     * @throws IOException if events could not be fetched
     * @throws SQLException if the engine refuses the statement
     */
    synchronized Cursor run(EventStatement statement, DataContext context) throws IOException, SQLException {
        try {
            String sql = bound.get(statement);
            if (sql == null) {
                BoundStatement whole = statement.bind(context);
                // All at once: what the statement sees is fixed for every scan at the same moment.
                sql = whole.sql(reading.relations(wanted(statement, whole)));
                bound.put(statement, sql);
            }
            Hook.QUERY_PLAN.run(sql);
            return reading.query(sql);
        } catch (IOException | SQLException | RuntimeException e) {
            fail();
            throw e;
        }
    }

    private List<Reading.Wanted> wanted(EventStatement statement, BoundStatement values) {
        TimeRanges window = statement
                .waitsFor()
                .map(key -> windows.getOrDefault(key, TimeRanges.every()))
                .orElse(TimeRanges.every());
        return values.wanted().stream()
                .map(scan -> new Reading.Wanted(scan.table(), scan.seconds().and(window)))
                .toList();
    }

    /** Narrows the scans that wait for {@code key}, unless they are. */
    synchronized void narrow(WindowKey key, Supplier<TimeRanges> window) {
        if (!windows.containsKey(key)) {
            windows.put(key, window.get());
        }
    }

    /** Says what the small side of the join that {@code key} belongs to is; it is not read yet. */
    synchronized void offer(WindowKey key, Enumerable<@Nullable Object> side) {
        offered.put(key, side);
    }

    /** The small side of the join that {@code key} belongs to, read if it has not been. */
    synchronized SmallSide smallSide(WindowKey key) {
        SmallSide known = smallSides.get(key);
        if (known == null) {
            // Not computed in the map: it may hold such joins itself. Whoever joins has both its sides before a row.
            known = SmallSide.read(Objects.requireNonNull(offered.get(key), "the small side of a join"));
            smallSides.put(key, known);
        }
        return known;
    }

    /** Starts to run {@code statement}, which has one scan, slice by slice. */
    synchronized Slices slices(EventStatement statement, DataContext context, TimeOrder order, OptionalLong rows) {
        BoundStatement values = statement.bind(context);
        SlicedReading slices = reading.slices(wanted(statement, values).get(0), order, rows);
        return new Slices(statement, values, slices);
    }

    /** The slices of one run over a statement. */
    final class Slices {

        private final EventStatement statement;
        private final BoundStatement values;
        private final SlicedReading slices;

        private Slices(EventStatement statement, BoundStatement values, SlicedReading slices) {
            this.statement = statement;
            this.values = values;
            this.slices = slices;
        }

        /**
         * Binds the statement to the next slice, fetching what that needs.
         *
         * @param rowsFound how many rows were found so far
         * @return whether there was one
         * @throws IOException if events could not be fetched
         * @throws SQLException if the engine fails
         */
        boolean next(long rowsFound) throws IOException, SQLException {
            synchronized (StatementReading.this) {
                try {
                    Optional<String> relation = slices.next(rowsFound);
                    relation.ifPresent(rows -> bound.put(statement, values.sql(List.of(rows))));
                    return relation.isPresent();
                } catch (IOException | SQLException | RuntimeException e) {
                    fail();
                    throw e;
                }
            }
        }
    }

    /**
     * Takes note that a part of the plan needs no further run, or none but what repeats it.
     *
     * @param expected how many parts the execution has, where none is repeated
     */
    synchronized void ended(OptionalInt expected) {
        runs++;
        if (expected.isPresent() && runs == expected.getAsInt()) {
            // The rows that are still to come outlive it.
            reading.close();
        }
    }

    /** Ends the execution: whatever failed, nothing of it will run again. */
    void fail() {
        reading.close();
        cancellation.reported();
    }
}
