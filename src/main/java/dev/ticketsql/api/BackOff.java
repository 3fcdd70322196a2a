package dev.ticketsql.api;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential back-off with jitter: half a second, doubled each time up to half a minute, each shortened at random by
 * up to a half, so that clients that failed together do not return together. All eight attempts together wait at most
 * 62 seconds, which an interactive user and a cron job can bear.
 */
final class BackOff {

    /** For answers and broken connections. Zendesk's database time-outs and restarts are over within a minute. */
    static final int MAX_ATTEMPTS = 8;

    /** For unreachable servers: a wrong host name should fail soon. */
    static final int MAX_CONNECT_ATTEMPTS = 3;

    /** For servers that let a connection wait: each attempt takes more than a minute, all together four. */
    static final int MAX_SLOW_ATTEMPTS = 3;

    /** A longer {@code Retry-After} fails with a message instead of a wait. */
    static final Duration MAX_WAIT = Duration.ofMinutes(15);

    private static final long FIRST_MILLIS = 500;
    private static final long LAST_MILLIS = 30_000;

    /** Even the shortest waits together outlast the minute of a rate limit window. */
    private static final long LIMIT_MILLIS = 30_000;

    private final DoubleSupplier random;

    /**
     * A back-off with a source of jitter.
     *
     * @param random numbers from 0, inclusive, to 1, exclusive
     */
    BackOff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * Wait after a failed attempt.
     *
     * @param attempt its number, from 1
     */
    Duration after(int attempt) {
        long ceilingMillis = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, 16));
        return shortened(ceilingMillis);
    }

    /** Wait after a 429 without {@code Retry-After}. */
    Duration atLimit() {
        return shortened(LIMIT_MILLIS);
    }

    private Duration shortened(long ceilingMillis) {
        return Duration.ofMillis(Math.round(ceilingMillis * (1 - random.getAsDouble() / 2)));
    }
}
