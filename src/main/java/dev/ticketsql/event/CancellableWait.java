package dev.ticketsql.event;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Wait of one thread, until a signal, a limit or a cancellation. Each of them ends it at once. It still looks at the
 * cancellation at each tick, since {@link FetchObserver#during} counts down with each look.
 */
public final class CancellableWait {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Duration LONG = Duration.ofDays(1);

    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /** Creates a wait that has not begun. */
    public CancellableWait() {}

    /**
     * Ends the wait, also one that has not begun.
     *
     * @return false if it had ended before
     */
    boolean signal() {
        return ended.complete(true);
    }

    /**
     * Waits for the signal without a limit.
     *
     * @throws StatementCancelledException as {@link #await(Duration, Cancellation)}
     */
    public void await(Cancellation cancellation) throws StatementCancelledException {
        boolean signalled = false;
        while (!signalled) {
            signalled = await(LONG, cancellation);
        }
    }

    /**
     * Waits on the JVM's own clock, which no change of the machine's time disturbs.
     *
     * @return whether the signal came; false at the end of {@code limit}
     * @throws StatementCancelledException if the statement is cancelled, or the thread interrupted (its interrupt
     *     status is set again), before the signal came; a later signal has no effect
     */
    public boolean await(Duration limit, Cancellation cancellation) throws StatementCancelledException {
        Cancellation.Registration registration = cancellation.onCancel(() -> ended.complete(false));
        try {
            boolean signalled = signalledWithin(limit, cancellation);
            if (!signalled) {
                cancellation.check();
            }
            return signalled;
        } catch (StatementCancelledException e) {
            return signalledAfterAll(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            StatementCancelledException cancelled = new StatementCancelledException();
            cancelled.initCause(e);
            return signalledAfterAll(cancelled);
        } finally {
            registration.close();
        }
    }

    private boolean signalledWithin(Duration limit, Cancellation cancellation)
            throws StatementCancelledException, InterruptedException {
        long endNanos = System.nanoTime() + limit.toNanos();
        for (long leftNanos = limit.toNanos(); leftNanos > 0; leftNanos = endNanos - System.nanoTime()) {
            cancellation.check();
            try {
                return ended.get(Math.min(TICK_NANOS, leftNanos), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // A tick is over.
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return false;
    }

    /** Decides between a signal and a cancellation that come together: the first of them has ended the wait. */
    private boolean signalledAfterAll(StatementCancelledException cancelled) throws StatementCancelledException {
        ended.complete(false);
        if (!ended.join()) {
            throw cancelled;
        }
        return true;
    }
}
