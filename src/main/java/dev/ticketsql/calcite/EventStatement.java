package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.sql.SqlNode;

/**
 * What the mirror's engine executes of a plan, all but bound: a statement with places for values, over named scans
 * whose windows are resolved and whose events are fetched at execution. Immutable: a plan may run many times, also in
 * several threads at once, and keeps nothing of any run.
 */
final class EventStatement {

    private final SqlNode query;
    private final List<NamedScan> scans;
    private final LateValues values;
    private final List<WindowKey> waitsFor;

    /**
     * A statement.
     *
     * @param query the statement; a scan is a table named as in {@code scans}
     * @param scans every scan of the statement
     * @param values what belongs in the places
     * @param waitsFor what else narrows its scans' windows at execution
     */
    EventStatement(SqlNode query, List<NamedScan> scans, LateValues values, List<WindowKey> waitsFor) {
        this.query = query;
        this.scans = List.copyOf(scans);
        this.values = values;
        this.waitsFor = List.copyOf(waitsFor);
    }

    /** This statement with the values of an execution. */
    BoundStatement bind(DataContext context) {
        return new BoundStatement(query, scans, values.evaluate(context));
    }

    /** What else narrows the windows of its scans at execution. */
    List<WindowKey> waitsFor() {
        return waitsFor;
    }
}
