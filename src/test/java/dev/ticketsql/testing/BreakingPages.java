package dev.ticketsql.testing;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;

/** Pages of another source, whose connection breaks after some events. */
public final class BreakingPages implements PageSource {

    /** The message of the failure. */
    public static final String RESET = "connection reset";

    private final PageSource pages;
    private int eventsLeft;

    /** Breaks at the event after that many. */
    public BreakingPages(PageSource pages, int events) {
        this.pages = pages;
        eventsLeft = events;
    }

    @Override
    public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        return pages.read(
                startSec,
                new EventSink() {
                    @Override
                    public void begin() throws IOException {
                        sink.begin();
                    }

                    @Override
                    public void accept(TicketEvent event) throws IOException {
                        if (eventsLeft-- == 0) {
                            throw new IOException(RESET);
                        }
                        sink.accept(event);
                    }

                    @Override
                    public void reject(RejectedEvent event) throws IOException {
                        sink.reject(event);
                    }
                },
                cancellation);
    }
}
