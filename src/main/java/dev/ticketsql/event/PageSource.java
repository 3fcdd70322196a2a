package dev.ticketsql.event;

import java.io.IOException;

/** Where pages come from. One call is one page; how many requests it took is the source's own business. */
public interface PageSource {

    /**
     * Reads the page of events at or after {@code startSec}, handing each event to {@code sink} while it arrives.
     *
     * @param startSec epoch seconds, inclusive; must lie at least {@link Page#WITHHELD_SEC} in the past
     * @param sink told of every attempt ({@link EventSink#begin()}) and every event
     * @param cancellation looked at while waiting and between events
     * @return what the page said of itself
     * @throws StatementCancelledException if {@code cancellation} said so; the page is not complete
     * @throws IOException if the page could not be had, with a message for the person who asked
     */
    Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException;

    /** How many events a page holds at most, if they are not all of one second. */
    default int pageSize() {
        return Page.MAX_EVENTS;
    }
}
