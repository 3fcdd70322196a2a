package dev.ticketsql.sandbox.history;

/**
 * Ids of events and of their children: unique, larger than 2^31, smaller than 2^53 and not in the order of time. As in
 * the real API, each of several counters serves a part of the tickets.
 */
final class EventIds {

    private static final long FIRST = 614_323_587_394L;

    /** Distance between counters: more than 2^25 tickets use. */
    private static final long COUNTER_STRIDE = 1L << 44;

    private static final int COUNTERS = 4;
    private static final int TICKET_SHIFT = 18;
    private static final int STEP_SHIFT = TICKET_SHIFT - EventKey.STEP_BITS;

    /** Room for thirty child events in a step; ids of recorded children have gaps too. */
    private static final int CHILD_STRIDE = 34;

    private EventIds() {}

    static long event(int ticket, int step) {
        // Neighbouring tickets use different counters, without a pattern.
        long counter = (ticket * 0x9E3779B97F4A7C15L) >>> 32 & (COUNTERS - 1);
        return FIRST + counter * COUNTER_STRIDE + ((long) ticket << TICKET_SHIFT) + ((long) step << STEP_SHIFT);
    }

    /** The event so many steps before one of the same ticket. */
    static long before(long eventId, int steps) {
        return eventId - ((long) steps << STEP_SHIFT);
    }

    static long child(long eventId, int index) {
        return eventId + (index + 1L) * CHILD_STRIDE;
    }
}
