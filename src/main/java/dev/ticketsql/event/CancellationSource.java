package dev.ticketsql.event;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Source of one cancellation: {@link #cancel} calls back all that is registered, and repeats that until nothing is
 * registered any more. The thread that repeats is a daemon, and exists only while something cancelled has not ended.
 */
public final class CancellationSource implements Cancellation {

    /** Soon enough for a person, and nothing to a machine. */
    private static final long REPEAT_MILLIS = 50;

    private final Set<Callback> callbacks = new LinkedHashSet<>();
    private volatile boolean cancelled;
    private boolean repeating;

    /** Source that is not cancelled. */
    public CancellationSource() {}

    /** Cancels; doing it again changes nothing. Returns when each callback has been called once. */
    public void cancel() {
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
        }
        callAll();
        repeat();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable stop) {
        Callback callback = new Callback(stop);
        synchronized (this) {
            callbacks.add(callback);
        }
        // Whichever of the two comes second, the registration or the cancellation, sees the other.
        if (cancelled) {
            callback.call();
            repeat();
        }
        return callback;
    }

    private synchronized void repeat() {
        if (!repeating && !callbacks.isEmpty()) {
            repeating = true;
            Thread thread = new Thread(this::repeatUntilEnded, "ticketsql-cancellation");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void repeatUntilEnded() {
        while (isRepeatedAfterPause()) {
            callAll();
        }
    }

    private synchronized boolean isRepeatedAfterPause() {
        long endNanos = System.nanoTime() + REPEAT_MILLIS * 1_000_000;
        try {
            for (long leftNanos = endNanos - System.nanoTime();
                    leftNanos > 0 && !callbacks.isEmpty();
                    leftNanos = endNanos - System.nanoTime()) {
                wait(leftNanos / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread is nobody else's to interrupt", e);
        }
        repeating = !callbacks.isEmpty();
        return repeating;
    }

    private void callAll() {
        List<Callback> all;
        synchronized (this) {
            all = List.copyOf(callbacks);
        }
        all.forEach(Callback::call);
    }

    private synchronized void remove(Callback callback) {
        callbacks.remove(callback);
        notifyAll();
    }

    /** Its lock is never taken with that of the source held, so that a callback may close or register another. */
    private final class Callback implements Registration {

        private final Runnable stop;
        private boolean closed;

        Callback(Runnable stop) {
            this.stop = stop;
        }

        synchronized void call() {
            if (!closed) {
                stop.run();
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            remove(this);
        }
    }
}
