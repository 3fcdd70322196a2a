package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.mirror.directory.ReadersLock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Pins of this process's readers, which are statements and the cursors that outlive them. While there is one, the
 * {@link ReadersLock} is held, so that no process removes a file; when the last one goes, superseded files go too. Safe
 * for many threads; only {@link Lease#hold} waits for the work of another.
 */
final class ReaderPins {

    private final ReadersLock lock;
    private final Runnable removeSuperseded;
    private final Runnable shutDown;
    private int count;
    private boolean shared;
    private boolean alone;
    private boolean closed;

    /**
     * Creates pins without a reader.
     *
     * @param removeSuperseded runs when this process has no reader but a resting one, unless another process reads
     * @param shutDown runs once, when {@link #close} was called and the last reader of this process has gone
     */
    ReaderPins(ReadersLock lock, Runnable removeSuperseded, Runnable shutDown) {
        this.lock = lock;
        this.removeSuperseded = removeSuperseded;
        this.shutDown = shutDown;
    }

    /**
     * Adds a reader, which must {@link Lease#hold} before it looks at files.
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
     * Runs {@code work} if no process reads, and lets no reader begin meanwhile.
     *
     * @return whether it ran
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

    /** Runs {@code work} with {@link #alone} set: a reader that comes meanwhile shares the lock only after that. */
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

    /** Lets no further reader in; those that are there go on. */
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
        // Another thread may have closed the last reader meanwhile: then there is nothing to hold for.
        return shared || count == 0;
    }

    /** Unlocks if there are no more than {@code others} readers; then {@link #doAlone} must follow. */
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

    /** Pin of one reader. Closing it again does nothing. */
    final class Lease implements AutoCloseable {

        private final AtomicBoolean open = new AtomicBoolean(true);

        private Lease() {}

        /**
         * Holds all files from here on. Waits while a process removes some.
         *
         * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted, while it waits
         */
        void hold(Cancellation cancellation) throws StatementCancelledException {
            Polling.until(ReaderPins.this::tryHold, cancellation);
        }

        /**
         * Pins for another reader, which may read for longer than this one, even if the mirror is closed meanwhile.
         *
         * @throws IllegalStateException if this pin is closed
         */
        Lease another() {
            synchronized (ReaderPins.this) {
                if (!open.get()) {
                    throw new IllegalStateException("the statement is closed");
                }
                count++;
                return new Lease();
            }
        }

        /**
         * Lets superseded files go, if there is no other reader, and holds the rest again. The list of files that this
         * reader had may be out of date then.
         *
         * @throws StatementCancelledException as {@link #hold}
         */
        void rest(Cancellation cancellation) throws StatementCancelledException {
            if (letGo(1)) {
                doAlone(removeSuperseded);
            }
            hold(cancellation);
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false) && leave()) {
                doAlone(removeSuperseded);
            }
        }
    }
}
