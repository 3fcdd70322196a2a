package dev.ticketsql.api;

/**
 * How many events to ask for. A page too heavy for the server fails for ever (504 {@code upstream request timeout}), a
 * smaller one does not: halved then, and doubled again after some pages that went well. Safe for many threads.
 */
final class PageSize {

    /** A page of ten that still times out is not too heavy; something else is wrong. */
    private static final int MIN = 10;

    /** Heavy stretches of history are longer than a page; asking at once again for twice as much would fail again. */
    private static final int PAGES_UNTIL_DOUBLED = 10;

    private final int max;
    private int current;
    private int successes;

    PageSize(int max) {
        this.max = max;
        this.current = max;
    }

    /** What to ask for now. */
    synchronized int current() {
        return current;
    }

    /** A page of {@code size} was too heavy. Whoever asked for the same at the same time halves it once. */
    synchronized void tooHeavy(int size) {
        current = Math.min(current, Math.min(max, Math.max(MIN, size / 2)));
        successes = 0;
    }

    /** A page came as it should. */
    synchronized void succeeded() {
        if (current < max && ++successes >= PAGES_UNTIL_DOUBLED) {
            current = Math.min(max, current * 2);
            successes = 0;
        }
    }
}
