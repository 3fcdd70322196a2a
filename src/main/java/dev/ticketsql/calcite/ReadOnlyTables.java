package dev.ticketsql.calcite;

import org.apache.calcite.runtime.CalciteException;

/**
 * Refuses to change a table of ours as soon as a planner asks for the table to write to. Calcite has no read-only
 * tables, and would answer with its whole search space.
 */
final class ReadOnlyTables {

    private ReadOnlyTables() {}

    /** Returns the failure of a statement that changes {@code table}. */
    static CalciteException refusal(String table) {
        return refusal(table, "Zendesk writes the events, TicketSQL only reads them");
    }

    /** Returns the failure with {@code reason}. */
    static CalciteException refusal(String table, String reason) {
        return new CalciteException(table + " is read-only: " + reason, null);
    }
}
