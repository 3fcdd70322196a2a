package dev.ticketsql.calcite.execute;

import dev.ticketsql.event.Cancellation;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Polling for one execution under Calcite's own driver, which raises a flag without a callback. Uses the JDK's timer, a
 * daemon thread that all share, so that there is no thread to end. The timer refers to it weakly, since Calcite closes
 * no execution whose connection is closed or abandoned.
 */
final class FlagPolling implements Cancellation.Registration {

    private static final Executor AFTER_50_MILLIS =
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, Runnable::run);

    private final Runnable look;
    private volatile boolean closed;

    /** Begins to run {@code look}, which must not block. */
    FlagPolling(Runnable look) {
        this.look = look;
        later(new WeakReference<>(this));
    }

    private static void later(WeakReference<FlagPolling> polling) {
        AFTER_50_MILLIS.execute(() -> poll(polling));
    }

    private static void poll(WeakReference<FlagPolling> polling) {
        FlagPolling open = polling.get();
        if (open != null && !open.closed) {
            open.look.run();
            later(polling);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
