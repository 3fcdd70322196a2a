package dev.ticketsql.api;

import dev.ticketsql.event.CancellableWait;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import java.time.Duration;

/** Sleeper on the JVM's own clock, which no change of the machine's time disturbs. */
final class SystemSleeper implements Sleeper {

    @Override
    public void sleep(Duration wait, Cancellation cancellation) throws StatementCancelledException {
        // Nothing signals: the time runs out, or the cancellation comes.
        new CancellableWait().await(wait, cancellation);
    }
}
