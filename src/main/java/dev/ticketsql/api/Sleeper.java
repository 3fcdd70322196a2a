package dev.ticketsql.api;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import java.time.Duration;

/** Sleep of the client, all of it through here, so that tests see each wait and nobody waits. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Sleeps.
     *
     * @param wait positive
     * @param cancellation ends the sleep, and is looked at during it
     * @throws StatementCancelledException if the statement is cancelled, or the thread interrupted (its interrupt
     *     status is set again)
     */
    void sleep(Duration wait, Cancellation cancellation) throws StatementCancelledException;

    /** Sleeper in real time. */
    static Sleeper real() {
        return new SystemSleeper();
    }
}
