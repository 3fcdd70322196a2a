package dev.ticketsql.calcite;

import org.apache.calcite.runtime.CalciteException;

/**
 * Refuses to change a table of ours, in a sentence, as soon as a planner asks for the table to write to: Calcite has no
 * table that says so of itself, and would answer with its whole search space.
 */
final class ReadOnlyTables {

    private ReadOnlyTables() {}

    /** What a statement is told that would change {@code table}. */
    static CalciteException refusal(String table) {
        return refusal(table, "Zendesk writes the events, TicketSQL only reads them");
    }

    /** The same, because of {@code reason}. */
    static CalciteException refusal(String table, String reason) {
        return new CalciteException(table + " is read-only: " + reason, null);
    }
}
