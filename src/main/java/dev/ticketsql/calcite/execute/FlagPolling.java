package dev.ticketsql.calcite.execute;

import dev.ticketsql.event.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Polling for one execution under Calcite's own driver, which raises a flag without a callback. Uses the JDK's timer, a
 * daemon thread that all share, so that there is no thread to end.
 */
final class FlagPolling implements Cancellation.Registration {

    private static final Executor AFTER_50_MILLIS =
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, Runnable::run);

    private final Runnable look;
    private volatile boolean closed;

    /** Begins to run {@code look}, which must not block. */
    FlagPolling(Runnable look) {
        this.look = look;
        AFTER_50_MILLIS.execute(this::poll);
    }

    private void poll() {
        if (!closed) {
            look.run();
            AFTER_50_MILLIS.execute(this::poll);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
