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
        if (!used) {
            used = true;
            rateLimiter.answered(limit, nowMillis);
        }
    }

    @Override
    public void close() {
        answered(Optional.empty(), 0);
    }
}
