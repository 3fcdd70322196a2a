package dev.ticketsql.mirror;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts who still reads in this process - statements and the cursors that outlive them - and holds the
 * {@link ReadersLock} as long as there is one. What must wait until nobody reads is done when the last one goes. Knows
 * nothing of what is read. Safe for many threads.
 */
final class Leases {

    private final ReadersLock lock;
    private final Runnable tidyUp;
    private final Runnable shutDown;
    private int count;
    private boolean closed;

    /**
     * Nobody reads yet.
     *
     * @param tidyUp run whenever the last reader of any process has gone
     * @param shutDown run once, when {@link #close} was called and the last reader of this process has gone
     */
    Leases(ReadersLock lock, Runnable tidyUp, Runnable shutDown) {
        this.lock = lock;
        this.tidyUp = tidyUp;
        this.shutDown = shutDown;
    }

    /**
     * A reader comes.
     *
     * @throws IllegalStateException if the mirror is closed
     */
    synchronized Lease take() {
        if (closed) {
            throw new IllegalStateException("the mirror is closed");
        }
        return add();
    }

    /**
     * Does {@code work} if nobody reads, in this process or another, and lets nobody start meanwhile.
     *
     * @return whether it was done
     */
    synchronized boolean alone(Runnable work) {
        return count == 0 && !closed && lock.alone(work);
    }

    /** Lets go for a moment, so that what must wait until nobody reads is done, if the only reader here wants that. */
    private synchronized void rest() {
        if (count == 1) {
            lock.unshare();
            lock.alone(tidyUp);
            lock.share();
        }
    }

    /** No reader comes any more; those that are there finish in peace. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            if (count == 0) {
                shutDown.run();
            }
        }
    }

    private synchronized Lease add() {
        if (count == 0) {
            lock.share();
        }
        count++;
        return new Lease();
    }

    private synchronized void remove() {
        count--;
        if (count > 0) {
            return;
        }
        lock.unshare();
        lock.alone(tidyUp);
        if (closed) {
            shutDown.run();
        }
    }

    /** One reader's hold; closing it a second time does nothing. */
    final class Lease implements AutoCloseable {

        private final AtomicBoolean given = new AtomicBoolean(true);

        private Lease() {}

        /**
         * A hold for somebody who may read longer than this one, even when the mirror has been closed meanwhile.
         *
         * @throws IllegalStateException if this hold is closed
         */
        Lease another() {
            synchronized (Leases.this) {
                if (!given.get()) {
                    throw new IllegalStateException("the statement is closed");
                }
                return add();
            }
        }

        /**
         * Says that this reader relies on no file right now: superseded ones may go, if nobody else reads. What it knew
         * of the files before may no longer hold.
         */
        void rest() {
            Leases.this.rest();
        }

        @Override
        public void close() {
            if (given.compareAndSet(true, false)) {
                remove();
            }
        }
    }
}
