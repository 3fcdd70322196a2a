package dev.ticketsql.jdbc;

import java.time.Duration;

/**
 * Measures the driver's work for one execution of a statement, against a limit: the time of all calls together, without
 * the caller's time between them. Nanoseconds are those of the caller's clock. Used by one thread at a time.
 */
final class ExecutionClock {

    private final long limitNanos;

    /** Sum of the calls that have ended. */
    private long workedNanos;

    private long sinceNanos;

    /** Number of calls that run: several, if one thread reads while another executes. */
    private int calls;

    ExecutionClock(Duration limit) {
        limitNanos = limit.toNanos();
    }

    /** Enters a call. */
    void enter(long nowNanos) {
        if (calls == 0) {
            sinceNanos = nowNanos;
        }
        calls++;
    }

    /** Leaves a call. */
    void leave(long nowNanos) {
        calls--;
        if (calls == 0) {
            workedNanos += nowNanos - sinceNanos;
        }
    }

    /** Returns whether a call runs. */
    boolean isRunning() {
        return calls > 0;
    }

    /** Returns the nanoseconds that remain; 0 or less if the limit is reached. */
    long leftNanos(long nowNanos) {
        return limitNanos - workedNanos - (isRunning() ? nowNanos - sinceNanos : 0);
    }
}
