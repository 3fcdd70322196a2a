package dev.ticketsql.api;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import java.time.Duration;

/** Sleeps on the JVM's own clock, which no change of the machine's time disturbs. */
final class SystemSleeper implements Sleeper {

    private static final long SLICE_MILLIS = 100;

    @Override
    public void sleep(Duration wait, Cancellation cancellation) throws StatementCancelledException {
        long endNanos = System.nanoTime() + wait.toNanos();
        try {
            for (long left = wait.toNanos(); left > 0; left = endNanos - System.nanoTime()) {
                cancellation.check();
                long millis = Math.min(SLICE_MILLIS, left / 1_000_000 + 1);
                Thread.sleep(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StatementCancelledException();
        }
        cancellation.check();
    }
}
