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

    /**
     * Takes an item of the page that is no usable event, in the order of the page. Only called where the source was
     * told to set such items aside; a sink that has no place for them fails.
     *
     * @throws IOException if it cannot be kept
     */
    default void reject(RejectedEvent event) throws IOException {
        throw new ClassifiedIOException(ErrorKind.WRONG_ANSWER, event.reason());
    }

    /** A sink that keeps nothing. */
    static EventSink discarding() {
        return new EventSink() {
            @Override
            public void begin() {}

            @Override
            public void accept(TicketEvent event) {}

            @Override
            public void reject(RejectedEvent event) {}
        };
    }
}
