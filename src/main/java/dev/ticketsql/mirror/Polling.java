package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;

/** Waits for what other processes do, of which nobody tells us. Knows nothing of what that is. */
final class Polling {

    /**
     * How soon a statement that waits notices that it was cancelled, or that it may go on: as often as a person sees.
     */
    private static final long MAX_MILLIS = 50;

    private Polling() {}

    /** Something to try again until it is so. */
    @FunctionalInterface
    interface Attempt {

        /** Whether it is so now. */
        boolean succeeds() throws InterruptedException;
    }

    /**
     * Tries until it succeeds, soon at first.
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
