package dev.ticketsql.testing;

import dev.ticketsql.api.Sleeper;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A clock for threads that wait for each other's time: it goes on to the next thread's waking when all of them wait, so
 * that what takes minutes is over at once and happens in the order of a real clock.
 */
public final class VirtualTime implements InstantSource, Sleeper {

    private final Supplier<Set<Thread>> threads;
    private final Map<Thread, Long> wakingMillis = new HashMap<>();
    private long nowMillis;

    /**
     * Starts the clock.
     *
     * @param threads those that are at work now or wait for this clock, without any that wait for others of them
     */
    public VirtualTime(Instant start, Supplier<Set<Thread>> threads) {
        this.nowMillis = start.toEpochMilli();
        this.threads = threads;
    }

    @Override
    public synchronized long millis() {
        return nowMillis;
    }

    @Override
    public synchronized Instant instant() {
        return Instant.ofEpochMilli(nowMillis);
    }

    @Override
    public synchronized long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(nowMillis);
    }

    /** Returns when so much time is over. */
    @Override
    public void sleep(Duration wait, Cancellation cancellation) throws StatementCancelledException {
        long untilMillis = begin(wait);
        try {
            while (!goOn(untilMillis)) {
                cancellation.check();
                if (Thread.currentThread().isInterrupted()) {
                    throw new StatementCancelledException();
                }
                Thread.onSpinWait();
            }
        } finally {
            end();
        }
    }

    private synchronized long begin(Duration wait) {
        long untilMillis = nowMillis + wait.toMillis();
        wakingMillis.put(Thread.currentThread(), untilMillis);
        return untilMillis;
    }

    /** Lets time pass where nobody is at work; returns whether it is past {@code untilMillis}. */
    private synchronized boolean goOn(long untilMillis) {
        if (nowMillis < untilMillis && wakingMillis.keySet().containsAll(threads.get())) {
            nowMillis = Math.max(
                    nowMillis,
                    wakingMillis.values().stream()
                            .mapToLong(Long::longValue)
                            .min()
                            .orElse(nowMillis));
        }
        return nowMillis >= untilMillis;
    }

    private synchronized void end() {
        wakingMillis.remove(Thread.currentThread());
    }
}
