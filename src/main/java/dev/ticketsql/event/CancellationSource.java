package dev.ticketsql.event;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Source of one cancellation: {@link #cancel} calls all registered callbacks, and repeats that until none is registered
 * any more. A daemon thread repeats, which exists only while cancelled work has not ended.
 */
public final class CancellationSource implements Cancellation {

    /** Hardly noticeable to a user, and cheap for the machine. */
    private static final long REPEAT_MILLIS = 50;

    private final Set<Callback> callbacks = new LinkedHashSet<>();
    private volatile boolean cancelled;
    private boolean repeating;

    /** Creates a source that is not cancelled. */
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
        // The later of the two, registration or cancellation, sees the other.
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

    /**
     * Its lock is never taken while the lock of the source is held, so that a callback may close or register another.
     */
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
