package dev.ticketsql.api;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import java.time.Duration;

/** Sleeps for the client, and measures what takes time; tests replace it, so that they see each wait and take none. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Sleeps.
     *
     * @param wait positive
     * @param cancellation ends the sleep; checked during it
     * @throws StatementCancelledException if the statement is cancelled, or the thread interrupted (its interrupt
     *     status is set again)
     */
    void sleep(Duration wait, Cancellation cancellation) throws StatementCancelledException;

    /** The time of a clock that no change of the machine's time disturbs, in nanoseconds from any origin. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** Sleeper in real time. */
    static Sleeper real() {
        return new SystemSleeper();
    }
}
