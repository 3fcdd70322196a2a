package dev.ticketsql.calcite.execute;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.reference.StatementReferences;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Execution of a statement, which owns its cancellation, its snapshot and its rows from the opening to the closing. The
 * end of the rows, a failure and {@link #close} give all of them back.
 */
final class Execution implements Enumerator<@Nullable Object> {

    /** Plan of an execution. */
    @FunctionalInterface
    interface Plan {

        EngineRows run(Snapshot snapshot, StatementReferences references) throws IOException, SQLException;
    }

    private final StatementCancellation cancellation;
    private final Snapshot snapshot;
    private final EngineRows rows;

    /**
     * Opens an execution: takes a snapshot of {@code store} and runs {@code plan} on it, up to its first rows.
     *
     * @throws IllegalStateException with the reason, if that fails; then everything is given back
     */
    Execution(EventStore store, Plan plan, StatementCancellation cancellation) {
        this.cancellation = cancellation;
        try {
            snapshot = store.open(cancellation);
            try {
                rows = plan.run(snapshot, store.references(snapshot, cancellation));
            } catch (IOException | SQLException | RuntimeException e) {
                snapshot.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            end(cancellation);
            throw new IllegalStateException(e.getMessage(), e);
        } catch (RuntimeException e) {
            end(cancellation);
            throw e;
        }
    }

    private static void end(StatementCancellation cancellation) {
        cancellation.reported();
        cancellation.close();
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
            throw failed(e);
        }
    }

    private IllegalStateException failed(Exception reason) {
        IllegalStateException failure = new IllegalStateException(reason.getMessage(), reason);
        cancellation.reported();
        try {
            close();
        } catch (IllegalStateException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Unsupported: a second pass needs a second enumerator. */
    @Override
    public void reset() {
        throw new UnsupportedOperationException("rows stream once; ask for another enumerator");
    }

    @Override
    public void close() {
        try (cancellation;
                snapshot) {
            rows.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
