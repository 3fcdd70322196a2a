package dev.ticketsql.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Callbacks for the steps that fetch one statement's events, called by the fetching thread. Implementations do not
 * throw; a callback that is not overridden does nothing.
 */
public interface FetchObserver extends AutoCloseable {

    /** The part of the missing ranges that will be fetched. */
    enum Extent {
        /** All of it, in the order of time. */
        ALL,
        /** A part of it, from either end: fetching stops when there are enough rows. */
        UNTIL_ENOUGH
    }

    /**
     * Fetching begins.
     *
     * @param missing ranges to fetch
     * @param expectedRequests estimated requests for all of it; empty without comparable mirrored hours
     */
    default void begin(TimeRanges missing, OptionalLong expectedRequests, Extent extent) {}

    /**
     * A request has ended, in success or failure.
     *
     * @param page the page; empty if the request failed
     * @param bytes of JSON
     * @param waited delay before it was sent
     */
    default void requested(Optional<Page> page, long bytes, Duration waited) {}

    /**
     * A request for names has ended, in success or failure.
     *
     * @param bytes of JSON
     * @param waited delay before it was sent
     */
    default void lookedUp(long bytes, Duration waited) {}

    /**
     * A page has been stored, by this statement or by another.
     *
     * @param missing ranges still missing
     */
    default void kept(TimeRanges missing) {}

    /**
     * A wait begins or lasts, or fetching goes on ({@link FetchWait#NOTHING}). Called repeatedly during a wait.
     *
     * @param left remaining wait, if known
     */
    default void waiting(FetchWait wait, Optional<Duration> left) {}

    /** Fetching has ended for now: complete, failed or cancelled. */
    default void end() {}

    /** The statement has ended. */
    @Override
    default void close() {}

    /**
     * Wraps {@code cancellation} for a wait: each look at it reports the time left, so that a countdown needs no thread
     * of its own.
     */
    default Cancellation during(FetchWait wait, Supplier<Optional<Duration>> left, Cancellation cancellation) {
        return new Cancellation() {
            @Override
            public boolean isCancelled() {
                waiting(wait, left.get());
                return cancellation.isCancelled();
            }

            @Override
            public Registration onCancel(Runnable stop) {
                return cancellation.onCancel(stop);
            }
        };
    }

    /** An observer that ignores everything. */
    static FetchObserver none() {
        return new FetchObserver() {};
    }
}
