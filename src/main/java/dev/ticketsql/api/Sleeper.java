package dev.ticketsql.api;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import java.time.Duration;

/** The one place where the client waits, so that tests can watch it wait without waiting. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param wait for how long, positive
     * @param cancellation looked at while waiting
     * @throws StatementCancelledException if the work should stop, or the thread was interrupted (its interrupt status
     *     is set again)
     */
    void sleep(Duration wait, Cancellation cancellation) throws StatementCancelledException;

    /** Really waits, and notices a cancellation within a tenth of a second: as soon as a person could tell. */
    static Sleeper real() {
        return new SystemSleeper();
    }
}
