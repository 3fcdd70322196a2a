package dev.ticketsql.api;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How often and after how long a failed request is tried again. Pure arithmetic: half a second, doubled each time up to
 * half a minute, each shortened at random by up to a half, so that clients that failed together do not return together.
 * All eight attempts together wait at most 62 seconds: what a person at a prompt, or a cron job, can bear.
 */
final class BackOff {

    /** For answers and broken connections. Zendesk's database time-outs and restarts are over within a minute. */
    static final int MAX_ATTEMPTS = 8;

    /** For servers that cannot be reached at all: a wrong name should be told at once. */
    static final int MAX_CONNECT_ATTEMPTS = 3;

    /** A longer {@code Retry-After} is told to the person who waits instead of being waited out. */
    static final Duration MAX_WAIT = Duration.ofMinutes(15);

    private static final long FIRST_MILLIS = 500;
    private static final long LAST_MILLIS = 30_000;

    /** So that all attempts together, at their shortest, outlast the minute for which a limit counts. */
    private static final long LIMIT_MILLIS = 30_000;

    private final DoubleSupplier random;

    /**
     * Waits by chance.
     *
     * @param random numbers from 0, inclusive, to 1, exclusive
     */
    BackOff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * How long to wait after an attempt that failed.
     *
     * @param attempt its number, from 1
     */
    Duration after(int attempt) {
        long ceilingMillis = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, 16));
        return shortened(ceilingMillis);
    }

    /** How long to wait after a 429 that does not say for how long. */
    Duration atLimit() {
        return shortened(LIMIT_MILLIS);
    }

    private Duration shortened(long ceilingMillis) {
        return Duration.ofMillis(Math.round(ceilingMillis * (1 - random.getAsDouble() / 2)));
    }
}
