package dev.ticketsql.api;

import java.util.Optional;

/** One request's turn, from when it may go until its answer begins, or until none will come. Used by one thread. */
final class Permit implements AutoCloseable {

    private final RateLimiter pacer;
    private boolean over;

    Permit(RateLimiter pacer) {
        this.pacer = pacer;
    }

    /** The answer has begun at {@code nowMillis}, saying {@code limit}. */
    void answered(Optional<RateLimit> limit, long nowMillis) {
        if (!over) {
            over = true;
            pacer.answered(limit, nowMillis);
        }
    }

    @Override
    public void close() {
        answered(Optional.empty(), 0);
    }
}
