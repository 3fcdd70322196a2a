package dev.ticketsql.api;

/**
 * Adapts {@code per_page}: a page too heavy for the server fails on every attempt (504 {@code upstream request
 * timeout}), but a smaller one succeeds. The size is halved on such a failure and doubled again after ten successes.
 * Safe for many threads.
 */
final class PageSize {

    /** A page of ten events that times out has another cause than its size. */
    private static final int MIN = 10;

    /** Heavy parts of a history are longer than a page: doubling at once would fail again. */
    private static final int PAGES_UNTIL_DOUBLED = 10;

    private final int max;
    private int current;
    private int successes;

    PageSize(int max) {
        this.max = max;
        this.current = max;
    }

    /** The present {@code per_page}. */
    synchronized int current() {
        return current;
    }

    /** Halves after a page of {@code size} timed out. Several threads that requested the same size halve it once. */
    synchronized void tooHeavy(int size) {
        current = Math.min(current, Math.min(max, Math.max(MIN, size / 2)));
        successes = 0;
    }

    /** Counts a success. */
    synchronized void succeeded() {
        if (current < max && ++successes >= PAGES_UNTIL_DOUBLED) {
            current = Math.min(max, current * 2);
            successes = 0;
        }
    }
}
