package dev.ticketsql.sandbox.history;

/**
 * Packs an event's place in the history into one number that sorts as the events do: seconds since the history's start,
 * then the ticket, then the step of the ticket. With eight bytes an event, an index of millions is built in seconds;
 * the rest is generated again when a page is rendered.
 */
final class EventKey {

    /** More than enough: no generated ticket has more than 200 steps. */
    static final int STEP_BITS = 8;

    /** 33 million tickets: more than the largest history needs. */
    static final int TICKET_BITS = 25;

    /** Seconds of 34 years. */
    static final int OFFSET_BITS = 63 - STEP_BITS - TICKET_BITS;

    private EventKey() {}

    static long of(long offsetSec, int ticket, int step) {
        if (offsetSec >>> OFFSET_BITS != 0 || ticket >>> TICKET_BITS != 0 || step >>> STEP_BITS != 0) {
            throw new IllegalStateException(
                    "no room for second " + offsetSec + ", ticket " + ticket + ", step " + step);
        }
        return ((offsetSec << TICKET_BITS | ticket) << STEP_BITS) | step;
    }

    static long offsetSec(long key) {
        return key >>> (STEP_BITS + TICKET_BITS);
    }

    static int ticket(long key) {
        return (int) (key >>> STEP_BITS) & ((1 << TICKET_BITS) - 1);
    }

    static int step(long key) {
        return (int) key & ((1 << STEP_BITS) - 1);
    }
}
