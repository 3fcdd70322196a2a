package dev.ticketsql.testing;

import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps the events of the latest attempt at a page, and counts the attempts. Safe for several threads. */
public final class CollectedEvents implements EventSink {

    private final List<TicketEvent> events = new ArrayList<>();
    private final List<RejectedEvent> rejected = new ArrayList<>();
    private int attempts;

    @Override
    public synchronized void begin() {
        attempts++;
        events.clear();
        rejected.clear();
    }

    @Override
    public synchronized void accept(TicketEvent event) {
        events.add(event);
    }

    @Override
    public synchronized void reject(RejectedEvent event) {
        rejected.add(event);
    }

    /** The items of the latest attempt that are no events. */
    public synchronized List<RejectedEvent> rejected() {
        return List.copyOf(rejected);
    }

    /** The events of the latest attempt. */
    public synchronized List<TicketEvent> events() {
        return List.copyOf(events);
    }

    /** The number of attempts. */
    public synchronized int attempts() {
        return attempts;
    }
}
