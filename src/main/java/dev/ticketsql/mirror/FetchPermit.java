package dev.ticketsql.mirror;

import dev.ticketsql.event.CancellableMutex;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.mirror.directory.FetchLock;
import java.util.Optional;

/**
 * Permit to fetch pages into a mirror; all processes share one permit. A statement that has waited for it may find its
 * range mirrored by another statement. Statements that need different ranges fetch in alternation, since they share one
 * rate limit: one holds the permit for page after page only while no other wants it. Safe for many threads.
 */
public final class FetchPermit {

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
    public void begin(Cancellation cancellation) throws StatementCancelledException {
        begin(cancellation, FetchObserver.none());
    }

    /**
     * Waits for the permit; {@link #end} must follow.
     *
     * @param observer receives the wait, if there is one
     * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted, while it waits
     */
    public void begin(Cancellation cancellation, FetchObserver observer) throws StatementCancelledException {
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

    /** True if another statement, of any process, waits for the permit. */
    boolean isWanted() {
        return ofProcess.isWanted() || lock.isWanted();
    }

    /** Hands the permit on. */
    public void end() {
        lock.end();
        ofProcess.release();
    }
}
