package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;

/** Polls for the locks of other processes, since their release has no callback. */
final class Polling {

    /** Hardly noticeable to a user; also the longest delay between a cancellation and the end of the wait. */
    private static final long MAX_MILLIS = 50;

    private Polling() {}

    /** Attempt that another process may prevent for now. */
    @FunctionalInterface
    interface Attempt {

        /** Returns whether it succeeded; must not block. */
        boolean succeeds();
    }

    /**
     * Tries again until it succeeds, after 1 ms, 2 ms, 4 ms and so on.
     *
     * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted, while it waits
     */
    static void until(Attempt attempt, Cancellation cancellation) throws StatementCancelledException {
        try {
            for (long waitMillis = 1; !attempt.succeeds(); waitMillis = Math.min(2 * waitMillis, MAX_MILLIS)) {
                cancellation.check();
                Thread.sleep(waitMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            StatementCancelledException cancelled = new StatementCancelledException();
            cancelled.initCause(e);
            throw cancelled;
        }
    }
}
