package dev.ticketsql.api;

import java.util.Optional;

/**
 * A rate limiter's permission for one request, in use until the response begins or the request fails. For one thread.
 */
final class Permit implements AutoCloseable {

    private final RateLimiter rateLimiter;
    private boolean used;

    Permit(RateLimiter rateLimiter) {
        this.rateLimiter = rateLimiter;
    }

    /** Returns the permit: a response began at {@code nowMillis}, with {@code limit} in its headers. */
    void answered(Optional<RateLimit> limit, long nowMillis) {
        answered(limit, Optional.empty(), nowMillis);
    }

    /** The same, of a response whose headers have the server's clock. */
    void answered(Optional<RateLimit> limit, Optional<ComparedClocks> clocks, long nowMillis) {
        if (!used) {
            used = true;
            rateLimiter.answered(limit, clocks, nowMillis);
        }
    }

    @Override
    public void close() {
        answered(Optional.empty(), 0);
    }
}
