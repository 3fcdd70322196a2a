package dev.ticketsql.event;

import java.io.IOException;

/** Source of pages. One call reads one page; retries are up to the implementation. */
public interface PageSource {

    /**
     * Reads the page of events at or after {@code startSec}, handing each event to {@code sink} while it arrives.
     *
     * @param startSec epoch seconds, inclusive; must lie at least {@link Page#WITHHELD_SEC} in the past
     * @param sink receives every attempt ({@link EventSink#begin()}) and every event
     * @param cancellation polled during waits and between events
     * @return the page's envelope
     * @throws StatementCancelledException if cancelled; the page is not complete
     * @throws IOException if the page cannot be fetched, with a message for the user
     */
    Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException;

    /** Maximum of events on a page, unless all of them are of one second. */
    default int pageSize() {
        return Page.MAX_EVENTS;
    }

    /**
     * Requests that may be under way at once, because a page takes longer than the server's limit makes the next one
     * wait: 1 if more of them would only wait.
     */
    default int usefulParallelRequests() {
        return 1;
    }
}
