package dev.ticketsql.calcite;

import org.apache.calcite.plan.RelOptListener;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableModify;
import org.apache.calcite.runtime.CalciteException;

/**
 * Refuses a plan that changes a table of ours, in a sentence, as soon as a planner sees it: Calcite has no table that
 * says so of itself, and would answer with its whole search space.
 */
final class ReadOnlyTables implements RelOptListener {

    /** What a statement is told that would change {@code table}. */
    static CalciteException refusal(String table) {
        return refusal(table, "Zendesk writes the events, TicketSQL only reads them");
    }

    /** The same, because of {@code reason}. */
    static CalciteException refusal(String table, String reason) {
        return new CalciteException(table + " is read-only: " + reason, null);
    }

    @Override
    public void relEquivalenceFound(RelEquivalenceEvent event) {
        RelNode rel = event.getRel();
        EventsTable ours = rel instanceof TableModify change ? change.getTable().unwrap(EventsTable.class) : null;
        if (ours != null) {
            throw refusal(ours.table().tableName());
        }
    }

    @Override
    public void ruleAttempted(RuleAttemptedEvent event) {}

    @Override
    public void ruleProductionSucceeded(RuleProductionEvent event) {}

    @Override
    public void relDiscarded(RelDiscardedEvent event) {}

    @Override
    public void relChosen(RelChosenEvent event) {}
}
