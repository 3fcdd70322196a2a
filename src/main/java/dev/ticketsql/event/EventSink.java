package dev.ticketsql.event;

import java.io.IOException;

/** Where the events of a page go while it is being read, one by one: a page is never held in memory whole. */
public interface EventSink {

    /**
     * A page begins. Called once per attempt: whatever an earlier attempt at the same page delivered must be forgotten.
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
}
