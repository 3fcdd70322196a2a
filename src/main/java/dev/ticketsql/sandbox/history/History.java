package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The generated history of a help desk: an index of all events in time order, from which each event is generated again
 * on demand. Safe for several threads.
 */
public final class History implements EventRows {

    private final TicketGenerator generator;
    private final EventIndex index;

    private History(HistoryPlan plan, TicketGenerator generator) {
        this.generator = generator;
        this.index = EventIndex.of(plan, generator);
    }

    /** Generates the history of a plan, in about a microsecond an event. */
    public static History of(HistoryPlan plan) {
        TicketGenerator generator = new TicketGenerator(
                new HelpDesk(plan.seed(), plan.eventCount()),
                new ArrivalCurve(plan.startSec(), plan.endSec()),
                new MassEvents(plan),
                plan.endSec());
        return new History(plan, generator);
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public long instantSec(int row) {
        return index.instantSec(row);
    }

    @Override
    public Renderer renderer(boolean comments) {
        // Generates each ticket once a page, which has far fewer tickets than events.
        Map<Integer, List<Step>> stepsByTicket = new HashMap<>();
        AuditWriter audits = new AuditWriter(comments);
        return (row, json) -> {
            int ticket = index.ticket(row);
            List<Step> steps =
                    stepsByTicket.computeIfAbsent(ticket, generated -> generator.stepsOf(index.seedNumber(generated)));
            write(steps.get(index.step(row)), ticket, index.step(row), audits, json);
        };
    }

    private static void write(Step step, int ticket, int stepNumber, AuditWriter audits, JsonWriter json) {
        long id = EventIds.event(ticket, stepNumber);
        // The first ticket of an account is number 1.
        long ticketId = ticket + 1L;
        if (step instanceof Step.Audit audit) {
            audits.write(audit, id, ticketId, json);
        } else if (step instanceof Step.MetricEvent metricEvent) {
            MetricEventWriter.write(metricEvent, id, ticketId, json);
        }
    }
}
