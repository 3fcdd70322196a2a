package dev.ticketsql.event;

import java.io.IOException;

/** Receives the events of a page one by one while the page arrives, so that no page is held in memory whole. */
public interface EventSink {

    /**
     * Starts a page. Called once per attempt: events of an earlier attempt at the same page must be dropped.
     *
     * @throws IOException if the sink cannot take a page
     */
    void begin() throws IOException;

    /**
     * Takes the next event, in the order of the page.
     *
     * @throws IOException if the event cannot be kept
     */
    void accept(TicketEvent event) throws IOException;

    /** A sink that keeps nothing. */
    static EventSink discarding() {
        return new EventSink() {
            @Override
            public void begin() {}

            @Override
            public void accept(TicketEvent event) {}
        };
    }
}
