package dev.ticketsql.calcite;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.Reading;
import dev.ticketsql.mirror.SlicedReading;
import dev.ticketsql.mirror.TimeOrder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
        TimeRanges window = TimeRanges.every();
        for (WindowKey key : statement.waitsFor()) {
            window = window.and(window(key));
        }
        List<Reading.Wanted> wanted = new ArrayList<>(values.wanted());
        for (int i = 0; i < wanted.size(); i++) {
            // Others of the statement are no part of what is narrowed.
            if (values.scans().get(i).isSliced()) {
                Reading.Wanted scan = wanted.get(i);
                wanted.set(i, new Reading.Wanted(scan.table(), scan.seconds().and(window)));
            }
        }
        return wanted;
    }

    private TimeRanges window(WindowKey key) {
        TimeRanges known = windows.get(key);
        if (known == null) {
            // Not computed in the map: the small side may hold such joins itself.
            known = key.windows().of(smallSide(key));
            windows.put(key, known);
        }
        return known;
    }

    /** Says what the small side of the join that {@code key} belongs to is; it is not read yet. */
    synchronized void offer(WindowKey key, Enumerable<@Nullable Object> side) {
        offered.put(key, side);
    }

    /** The small side of the join that {@code key} belongs to, read if it has not been. */
    synchronized SmallSide smallSide(WindowKey key) {
        SmallSide known = smallSides.get(key);
        if (known == null) {
            // Whoever joins has both its sides before a row.
            known = SmallSide.read(Objects.requireNonNull(offered.get(key), "the small side of a join"));
            smallSides.put(key, known);
        }
        return known;
    }

    /**
     * Starts to run {@code statements} slice by slice, having fetched what their scans read whole.
     *
     * @param rows how many rows of them are needed, where that is known
     * @throws IOException if events could not be fetched
     * @throws SQLException if the engine fails
     */
    synchronized Slices slices(List<EventStatement> statements, DataContext context, TimeOrder order, OptionalLong rows)
            throws IOException, SQLException {
        try {
            List<SlicedStatement> bound = new ArrayList<>();
            List<Reading.Wanted> whole = new ArrayList<>();
            List<Reading.Wanted> sliced = new ArrayList<>();
            for (EventStatement statement : statements) {
                BoundStatement values = statement.bind(context);
                List<Reading.Wanted> wanted = wanted(statement, values);
                for (int i = 0; i < wanted.size(); i++) {
                    (values.scans().get(i).isSliced() ? sliced : whole).add(wanted.get(i));
                }
                bound.add(new SlicedStatement(statement, values));
            }
            return new Slices(bound, reading.relations(whole), reading.slices(sliced, order, rows));
        } catch (IOException | SQLException | RuntimeException e) {
            fail();
            throw e;
        }
    }

    private record SlicedStatement(EventStatement statement, BoundStatement values) {}

    /** The slices of one run over some statements. */
    final class Slices {

        private final List<SlicedStatement> statements;
        private final List<String> whole;
        private final SlicedReading slices;

        private Slices(List<SlicedStatement> statements, List<String> whole, SlicedReading slices) {
            this.statements = statements;
            this.whole = whole;
            this.slices = slices;
        }

        /**
         * Binds the statements to the next slice, fetching what that needs.
         *
         * @param rowsFound how many rows were found so far
         * @return whether there was one
         * @throws IOException if events could not be fetched
         * @throws SQLException if the engine fails
         */
        boolean next(long rowsFound) throws IOException, SQLException {
            synchronized (StatementReading.this) {
                try {
                    Optional<List<String>> relations = slices.next(rowsFound);
                    relations.ifPresent(this::bind);
                    return relations.isPresent();
                } catch (IOException | SQLException | RuntimeException e) {
                    fail();
                    throw e;
                }
            }
        }

        private void bind(List<String> slice) {
            Iterator<String> ofSlice = slice.iterator();
            Iterator<String> ofAll = whole.iterator();
            for (SlicedStatement sliced : statements) {
                List<String> relations = sliced.values().scans().stream()
                        .map(scan -> scan.isSliced() ? ofSlice.next() : ofAll.next())
                        .toList();
                bound.put(sliced.statement(), sliced.values().sql(relations));
            }
        }
    }

    /**
     * Takes note that parts of the plan need no further run, or none but what repeats it.
     *
     * @param ended how many
     * @param expected how many parts the execution has, where none is repeated
     */
    synchronized void ended(int ended, OptionalInt expected) {
        runs += ended;
        if (expected.isPresent() && runs == expected.getAsInt()) {
            // The rows that are still to come outlive it.
            reading.close();
        }
    }

    /** Ends the execution: nothing of it will run again. */
    void end() {
        reading.close();
    }

    /** Ends the execution: whatever failed, nothing of it will run again. */
    void fail() {
        reading.close();
        cancellation.reported();
    }
}
