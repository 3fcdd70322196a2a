package dev.ticketsql.mirror.staging;

import dev.ticketsql.event.ReceivedEvent;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a complete page.
 *
 * @param events in the order of the page; none of a large page
 * @param large the tables of a large page, which their taker closes
 * @param chars text of the events
 */
public record BufferedPage(List<ReceivedEvent> events, Optional<StagedEvents> large, long chars) {

    public BufferedPage {
        events = List.copyOf(events);
    }

    /** No row. */
    static BufferedPage none() {
        return new BufferedPage(List.of(), Optional.empty(), 0);
    }
}
