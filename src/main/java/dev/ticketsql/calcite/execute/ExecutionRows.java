package dev.ticketsql.calcite.execute;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of an execution, which they close at their end, when they fail and when they are closed. */
final class ExecutionRows extends SinglePassEnumerator {

    private final EngineRows rows;
    private final Execution execution;

    ExecutionRows(EngineRows rows, Execution execution) {
        this.rows = rows;
        this.execution = execution;
    }

    @Override
    public @Nullable Object current() {
        return rows.current();
    }

    @Override
    public boolean moveNext() {
        try {
            boolean more = rows.moveNext();
            if (!more) {
                close();
            }
            return more;
        } catch (IOException | SQLException e) {
            execution.fail();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            execution.close();
        }
    }
}
