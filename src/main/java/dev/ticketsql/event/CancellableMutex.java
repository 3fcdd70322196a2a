package dev.ticketsql.event;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Fair lock of one holder. A cancelled statement stops waiting for it. Not reentrant, and not bound to a thread: any
 * thread may release it.
 */
public final class CancellableMutex {

    private final Queue<CancellableWait> waits = new ArrayDeque<>();
    private boolean held;

    /** Creates a free lock. */
    public CancellableMutex() {}

    /**
     * Waits until the lock is this thread's; {@link #release} must follow. Does not look at {@code cancellation} if the
     * lock is free.
     *
     * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted, before that
     */
    public void acquire(Cancellation cancellation) throws StatementCancelledException {
        Optional<CancellableWait> wait = enqueue();
        if (wait.isPresent()) {
            try {
                wait.get().await(cancellation);
            } finally {
                dequeue(wait.get());
            }
        }
    }

    private synchronized Optional<CancellableWait> enqueue() {
        if (!held) {
            held = true;
            return Optional.empty();
        }
        CancellableWait wait = new CancellableWait();
        waits.add(wait);
        return Optional.of(wait);
    }

    private synchronized void dequeue(CancellableWait wait) {
        waits.remove(wait);
    }

    /** True if a thread waits for the lock. */
    public synchronized boolean isWanted() {
        return !waits.isEmpty();
    }

    /** Hands the lock to the thread that has waited longest. */
    public synchronized void release() {
        while (!waits.isEmpty()) {
            // A wait that was cancelled meanwhile does not take the lock.
            if (waits.remove().signal()) {
                return;
            }
        }
        held = false;
    }
}
