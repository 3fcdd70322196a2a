package dev.ticketsql.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Safe to read from a server's threads while a test sets it. */
public final class SettableClock implements InstantSource {

    private volatile Instant now;

    /** Starts at {@code now}. */
    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Starts at an ISO-8601 instant, as {@code 2026-01-01T00:00:00Z}. */
    public static SettableClock at(String instant) {
        return new SettableClock(Instant.parse(instant));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** The clock's time in epoch seconds. */
    public long nowSec() {
        return instant().getEpochSecond();
    }

    /** Moves the clock to {@code instant}, forward or back. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** Moves the clock forward by {@code step}. */
    public synchronized void advance(Duration step) {
        now = now.plus(step);
    }
}
