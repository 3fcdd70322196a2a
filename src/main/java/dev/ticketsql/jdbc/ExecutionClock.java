package dev.ticketsql.jdbc;

import java.time.Duration;

/**
 * How long the driver has worked for one execution of a statement, of what it may: in all calls together, and not while
 * its caller does something else between them. Nanoseconds are those of whatever clock the caller reads. Used by one
 * thread at a time.
 */
final class ExecutionClock {

    private final long limitNanos;

    /** Of the time before the calls that go on. */
    private long workedNanos;

    private long sinceNanos;

    /** More than one, where a thread runs what another reads. */
    private int calls;

    ExecutionClock(Duration limit) {
        limitNanos = limit.toNanos();
    }

    /** A call begins. */
    void enter(long nowNanos) {
        if (calls == 0) {
            sinceNanos = nowNanos;
        }
        calls++;
    }

    /** A call ends. */
    void leave(long nowNanos) {
        calls--;
        if (calls == 0) {
            workedNanos += nowNanos - sinceNanos;
        }
    }

    /** Whether a call goes on. */
    boolean isRunning() {
        return calls > 0;
    }

    /** How much longer the driver may work; nothing or less if the time is over. */
    long leftNanos(long nowNanos) {
        return limitNanos - workedNanos - (isRunning() ? nowNanos - sinceNanos : 0);
    }
}
