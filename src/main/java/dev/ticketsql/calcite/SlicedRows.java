package dev.ticketsql.calcite;

import java.io.IOException;
import java.lang.ref.Reference;
import java.sql.SQLException;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a part of a plan, slice after slice, one pass over them. No slice is fetched before a row of it is asked
 * for, and none after the last row that is needed.
 */
final class SlicedRows extends OnePass {

    private final StatementReading.Slices slices;
    private final Enumerable<@Nullable Object> part;
    private final RowLimit.Rows limit;
    private final Runnable afterwards;

    /** Held so that the garbage collector does not close what is still read. */
    private final DataContext context;

    private @Nullable Enumerator<@Nullable Object> slice;
    private long found;
    private boolean ended;

    SlicedRows(
            StatementReading.Slices slices,
            Enumerable<@Nullable Object> part,
            RowLimit.Rows limit,
            Runnable afterwards,
            DataContext context) {
        this.slices = slices;
        this.part = part;
        this.limit = limit;
        this.afterwards = afterwards;
        this.context = context;
    }

    /**
     * Begins the first slice: what fails at once should fail when the statement is executed.
     *
     * @throws IOException if events could not be fetched
     * @throws SQLException if the engine refuses
     */
    void begin() throws IOException, SQLException {
        nextSlice();
    }

    @Override
    public @Nullable Object current() {
        return slice == null ? null : slice.current();
    }

    @Override
    public boolean moveNext() {
        try {
            while (!ended && found < limit.needed().orElse(Long.MAX_VALUE)) {
                if (slice != null && slice.moveNext()) {
                    found++;
                    if (found > limit.offset()) {
                        return true;
                    }
                } else {
                    nextSlice();
                }
            }
            end();
            return false;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void nextSlice() throws IOException, SQLException {
        closeSlice();
        try {
            if (slices.next(found)) {
                slice = part.enumerator();
            } else {
                end();
            }
        } finally {
            Reference.reachabilityFence(context);
        }
    }

    private void end() {
        closeSlice();
        if (!ended) {
            ended = true;
            afterwards.run();
        }
    }

    private void closeSlice() {
        if (slice != null) {
            slice.close();
            slice = null;
        }
    }

    /** Stops the fetching. */
    @Override
    public void close() {
        end();
    }
}
