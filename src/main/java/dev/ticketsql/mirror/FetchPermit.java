package dev.ticketsql.mirror;

import dev.ticketsql.event.CancellableMutex;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.mirror.directory.FetchLock;
import java.util.Optional;

/**
 * Permit to fetch one page into a mirror, of which all processes have one together: statements that want the same range
 * find it there when they get the permit, and those that want different ones get every other page of the rate that they
 * share. Safe for many threads.
 */
final class FetchPermit {

    private final CancellableMutex ofProcess = new CancellableMutex();
    private final FetchLock lock;

    FetchPermit(FetchLock lock) {
        this.lock = lock;
    }

    /**
     * Waits for the permit; {@link #end} must follow.
     *
     * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted, while it waits
     */
    void begin(Cancellation cancellation) throws StatementCancelledException {
        begin(cancellation, FetchObserver.none());
    }

    /**
     * Waits for the permit; {@link #end} must follow.
     *
     * @param observer sees the wait, if there is one
     * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted, while it waits
     */
    void begin(Cancellation cancellation, FetchObserver observer) throws StatementCancelledException {
        Cancellation waiting = observer.during(FetchWait.OTHER_STATEMENT, Optional::empty, cancellation);
        ofProcess.acquire(waiting);
        boolean begun = false;
        try {
            Polling.until(lock::tryBegin, waiting);
            begun = true;
            observer.waiting(FetchWait.NOTHING, Optional.empty());
        } finally {
            if (!begun) {
                lock.stepBack();
                ofProcess.release();
            }
        }
    }

    /** Hands the permit on. */
    void end() {
        lock.end();
        ofProcess.release();
    }
}
