package dev.ticketsql.calcite;

import dev.ticketsql.mirror.Reading;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.sql.SQLException;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.calcite.DataContext;

/**
 * The readings of the statements that are being executed: one for each execution, however many scans it has, so that
 * all of them see the same events.
 *
 * <p>An execution is known by its {@link DataContext}. Calcite tells nobody when it ends, and a part of it that came to
 * its end may be run again; so a reading whose last run could not be told is closed when its rows end, if the plan was
 * made by our {@link CarefulPrepare}, and otherwise when its execution can no longer be reached.
 */
final class StatementReadings {

    private final EventStore store;
    private final Cleaner cleaner = Cleaner.create();

    // Weak, and by identity: a DataContext defines no equality.
    private final Map<DataContext, StatementReading> readings = new WeakHashMap<>();

    StatementReadings(EventStore store) {
        this.store = store;
    }

    /** Where they read. */
    EventStore store() {
        return store;
    }

    /** Takes note that the execution that {@code context} belongs to needs nothing more, if it ever needed anything. */
    synchronized void end(DataContext context) {
        StatementReading known = readings.get(context);
        if (known != null) {
            known.end();
        }
    }

    /**
     * The reading of the execution that {@code context} belongs to, opened if nobody asked before.
     *
     * @throws IOException if the mirror cannot be read
     * @throws SQLException if the mirror's engine refuses
     */
    synchronized StatementReading of(DataContext context) throws IOException, SQLException {
        StatementReading known = readings.get(context);
        if (known != null) {
            return known;
        }
        StatementCancellation cancellation = StatementCancellation.of(context);
        Reading opened = store.open(cancellation);
        cleaner.register(context, opened::close);
        StatementReading reading = new StatementReading(opened, cancellation);
        readings.put(context, reading);
        return reading;
    }
}
