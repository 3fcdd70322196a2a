package dev.ticketsql.calcite;

import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.Reading;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.calcite.DataContext;
import org.apache.calcite.runtime.Hook;

/**
 * What one execution of a statement sees: a reading that its scans share, and the SQL its parts were bound to, so that
 * a part which is run again, as the inner side of a nested loop, reads the same rows and asks for nothing twice.
 */
final class StatementReading {

    private final Reading reading;
    private final StatementCancellation cancellation;
    private final Map<EventStatement, String> bound = new HashMap<>();
    private int runs;

    StatementReading(Reading reading, StatementCancellation cancellation) {
        this.reading = reading;
        this.cancellation = cancellation;
    }

    /**
     * Runs {@code statement}, fetching the events it needs if this is its first run.
     *
     * @param expectedRuns after how many runs the execution needs no further one, where that is known
     * @throws IOException if events could not be fetched
     * @throws SQLException if the engine refuses the statement
     */
    synchronized Cursor run(EventStatement statement, DataContext context, OptionalInt expectedRuns)
            throws IOException, SQLException {
        try {
            String sql = bound.get(statement);
            if (sql == null) {
                sql = statement.bind(context, reading);
                bound.put(statement, sql);
            }
            Hook.QUERY_PLAN.run(sql);
            Cursor rows = reading.query(sql);
            runs++;
            if (expectedRuns.isPresent() && runs == expectedRuns.getAsInt()) {
                // The rows that are still to come outlive it.
                reading.close();
            }
            return rows;
        } catch (IOException | SQLException | RuntimeException e) {
            fail();
            throw e;
        }
    }

    /** Ends the execution: whatever failed, nothing of it will run again. */
    void fail() {
        reading.close();
        cancellation.reported();
    }
}
