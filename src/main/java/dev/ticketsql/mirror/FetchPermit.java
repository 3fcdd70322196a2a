package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.mirror.directory.FetchLock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One page at a time for each mirror, whichever process fetches it: statements that want the same stretch find it there
 * when their turn comes, and those that want different ones get every other page of the rate that they share. Knows
 * nothing of pages. Safe for many threads.
 */
final class FetchPermit {

    /** How soon a statement that waits for its turn notices that it was cancelled. */
    private static final long POLL_MILLIS = 50;

    private final Semaphore turn = new Semaphore(1, true);
    private final FetchLock lock;

    FetchPermit(FetchLock lock) {
        this.lock = lock;
    }

    /**
     * Waits for the turn; {@link #end} must follow.
     *
     * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted, while it waits
     */
    void begin(Cancellation cancellation) throws StatementCancelledException {
        begin(cancellation, FetchObserver.none());
    }

    /**
     * Waits for the turn; {@link #end} must follow.
     *
     * @param observer told if that takes a while
     * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted, while it waits
     */
    void begin(Cancellation cancellation, FetchObserver observer) throws StatementCancelledException {
        Cancellation waiting = observer.during(FetchWait.OTHER_STATEMENT, Optional::empty, cancellation);
        Polling.until(() -> turn.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS), waiting);
        boolean begun = false;
        try {
            Polling.until(lock::tryBegin, waiting);
            begun = true;
            observer.waiting(FetchWait.NOTHING, Optional.empty());
        } finally {
            if (!begun) {
                lock.stepBack();
                turn.release();
            }
        }
    }

    /** Lets the next one have its turn. */
    void end() {
        lock.end();
        turn.release();
    }
}
