package dev.ticketsql.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Told what is done to fetch one statement's events, while it happens, by the thread that does it. Never throws. What
 * it does not override goes by unseen.
 */
public interface FetchObserver extends AutoCloseable {

    /** How much of what is missing will be fetched. */
    enum Extent {
        /** All of it, in the order of time. */
        ALL,
        /** A part of it, from whichever end: it stops when there are rows enough. */
        UNTIL_ENOUGH
    }

    /**
     * A stretch is missing and will be fetched.
     *
     * @param missing what is missing
     * @param expectedRequests how many all of that would take, where there is something to go by
     */
    default void begin(TimeRanges missing, OptionalLong expectedRequests, Extent extent) {}

    /**
     * A request has ended, however it did.
     *
     * @param page what came; empty if that was no page
     * @param bytes of JSON
     * @param waited for how long it had been held back
     */
    default void requested(Optional<Page> page, long bytes, Duration waited) {}

    /**
     * A page is kept, by whomever.
     *
     * @param missing what is missing still
     */
    default void kept(TimeRanges missing) {}

    /**
     * It waits, or goes on if that is for nothing. Told again while a wait lasts.
     *
     * @param left for how much longer, where that is known
     */
    default void waiting(FetchWait wait, Optional<Duration> left) {}

    /** Nothing more is fetched for now: all is there, or it failed, or it was called off. */
    default void end() {}

    /** The statement needs nothing more. */
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

    /** Nobody looks. */
    static FetchObserver none() {
        return new FetchObserver() {};
    }
}
