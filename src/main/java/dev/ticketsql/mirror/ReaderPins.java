package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.mirror.directory.ReadersLock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts who still reads in this process - statements and the cursors that outlive them - and holds the
 * {@link ReadersLock} as long as there is one. What must wait until nobody reads is done when the last one goes. Knows
 * nothing of what is read. Safe for many threads, none of which waits for another's work but in {@link Lease#hold}.
 */
public final class ReaderPins {

    private final ReadersLock lock;
    private final Runnable tidyUp;
    private final Runnable shutDown;
    private int count;
    private boolean shared;
    private boolean alone;
    private boolean closed;

    /**
     * Nobody reads yet.
     *
     * @param tidyUp run whenever the last reader of any process has gone
     * @param shutDown run once, when {@link #close} was called and the last reader of this process has gone
     */
    ReaderPins(ReadersLock lock, Runnable tidyUp, Runnable shutDown) {
        this.lock = lock;
        this.tidyUp = tidyUp;
        this.shutDown = shutDown;
    }

    /**
     * A reader comes; before it looks at files it must {@link Lease#hold}.
     *
     * @throws IllegalStateException if the mirror is closed
     */
    synchronized Lease take() {
        if (closed) {
            throw new IllegalStateException("the mirror is closed");
        }
        count++;
        return new Lease();
    }

    /**
     * Does {@code work} if nobody reads, in this process or another, and lets nobody start meanwhile.
     *
     * @return whether it was done
     */
    boolean alone(Runnable work) {
        synchronized (this) {
            if (count > 0 || closed || alone) {
                return false;
            }
            alone = true;
        }
        return doAlone(work);
    }

    /** With {@link #alone} set: whoever comes meanwhile does not share the lock before it is unset. */
    private boolean doAlone(Runnable work) {
        try {
            return lock.alone(work);
        } finally {
            ended();
        }
    }

    private synchronized void ended() {
        alone = false;
        shutDownIfLast();
    }

    private void shutDownIfLast() {
        if (closed && count == 0 && !alone) {
            shutDown.run();
        }
    }

    /** No reader comes any more; those that are there finish in peace. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            shutDownIfLast();
        }
    }

    private synchronized boolean tryHold() {
        if (!shared && !alone && count > 0) {
            shared = lock.tryShare();
        }
        // Nobody is left to hold for when the reader was closed by another thread meanwhile.
        return shared || count == 0;
    }

    /** Lets go if there are no more than {@code others} readers, so that what waits until nobody reads is done. */
    private synchronized boolean letGo(int others) {
        if (count > others || alone) {
            return false;
        }
        if (shared) {
            lock.unshare();
            shared = false;
        }
        alone = true;
        return true;
    }

    private synchronized boolean leave() {
        count--;
        return letGo(0);
    }

    /** One reader's hold; closing it a second time does nothing. */
    final class Lease implements AutoCloseable {

        private final AtomicBoolean given = new AtomicBoolean(true);

        private Lease() {}

        /**
         * From here on no file goes. Waits while somebody takes files away, in this process or another.
         *
         * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted, while it waits
         */
        void hold(Cancellation cancellation) throws StatementCancelledException {
            Polling.until(ReaderPins.this::tryHold, cancellation);
        }

        /**
         * A hold for somebody who may read longer than this one, even when the mirror has been closed meanwhile.
         *
         * @throws IllegalStateException if this hold is closed
         */
        Lease another() {
            synchronized (ReaderPins.this) {
                if (!given.get()) {
                    throw new IllegalStateException("the statement is closed");
                }
                count++;
                return new Lease();
            }
        }

        /**
         * Says that this reader relies on no file right now: superseded ones may go, if nobody else reads. What it knew
         * of the files before may no longer hold.
         *
         * @throws StatementCancelledException as {@link #hold}
         */
        void rest(Cancellation cancellation) throws StatementCancelledException {
            if (letGo(1)) {
                doAlone(tidyUp);
            }
            hold(cancellation);
        }

        @Override
        public void close() {
            if (given.compareAndSet(true, false) && leave()) {
                doAlone(tidyUp);
            }
        }
    }
}
