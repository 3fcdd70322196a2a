package dev.ticketsql.testing;

import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.TicketEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps the events of the latest attempt at a page, and counts the attempts. Safe for several threads. */
public final class CollectedEvents implements EventSink {

    private final List<TicketEvent> events = new ArrayList<>();
    private int attempts;

    @Override
    public synchronized void begin() {
        attempts++;
        events.clear();
    }

    @Override
    public synchronized void accept(TicketEvent event) {
        events.add(event);
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
