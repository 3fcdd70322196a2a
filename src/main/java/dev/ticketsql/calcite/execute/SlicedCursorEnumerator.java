package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.RowLimit;
import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.IncrementalScan;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enumerates the rows of one statement that the engine runs slice by slice of time. A slice is fetched when a row of it
 * is requested, so that nothing is fetched after the last row that is needed.
 */
final class SlicedCursorEnumerator implements EngineRows {

    /** Runs the statement over a slice. */
    @FunctionalInterface
    interface Slice {
        Cursor run(List<String> relations) throws IOException, SQLException;
    }

    private final IncrementalScan slices;
    private final Slice statement;
    private final RowDecoder decoder;
    private final RowLimit.Rows limit;
    private @Nullable CursorEnumerator slice;
    private long found;
    private boolean ended;

    SlicedCursorEnumerator(IncrementalScan slices, Slice statement, RowDecoder decoder, RowLimit.Rows limit) {
        this.slices = slices;
        this.statement = statement;
        this.decoder = decoder;
        this.limit = limit;
    }

    /** Runs the first slice, so that early failures belong to the call that executes the statement. */
    void begin() throws IOException, SQLException {
        nextSlice();
    }

    @Override
    public @Nullable Object current() {
        return slice == null ? null : slice.current();
    }

    @Override
    public boolean moveNext() throws IOException, SQLException {
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
        close();
        return false;
    }

    private void nextSlice() throws IOException, SQLException {
        closeSlice();
        Optional<List<String>> relations = slices.next(found);
        if (relations.isPresent()) {
            slice = new CursorEnumerator(statement.run(relations.get()), decoder);
        } else {
            ended = true;
        }
    }

    private void closeSlice() throws SQLException {
        if (slice != null) {
            slice.close();
            slice = null;
        }
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        closeSlice();
    }
}
