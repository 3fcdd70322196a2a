package dev.ticketsql.api;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Known limits of an account, its requests of the last minute and in flight, and the server's clock. The arithmetic of
 * {@link RateLimiter}, over epoch milliseconds that callers pass in. Not safe for several threads.
 */
final class RateLimiterState {

    static final long MINUTE_MILLIS = 60_000;

    /** The server counts windows in whole seconds: "resets in 1" may take almost two. */
    private static final long ROUNDING_MILLIS = 1_000;

    /** Longer than any request waits for its response: a process that has not reported by then has died. */
    private static final long GIVEN_UP_MILLIS = 5 * MINUTE_MILLIS;

    /** An account's limit may have been raised by then, and a port may belong to another server. */
    private static final long STALE_MILLIS = 10 * MINUTE_MILLIS;

    /** Enough for caps below Zendesk's limits (10 or 30 a minute); an unlimited sandbox answers thousands a minute. */
    private static final int MAX_REQUESTS = 300;

    private final Deque<Long> sentMillis = new ArrayDeque<>();
    private final Deque<Long> unansweredMillis = new ArrayDeque<>();
    private OptionalInt windowSize = OptionalInt.empty();
    private long windowEndMillis;
    private int remaining;
    private long pausedUntilMillis;
    private Optional<ComparedClocks> clocks = Optional.empty();

    Deque<Long> sentMillis() {
        return sentMillis;
    }

    Deque<Long> unansweredMillis() {
        return unansweredMillis;
    }

    OptionalInt windowSize() {
        return windowSize;
    }

    long windowEndMillis() {
        return windowEndMillis;
    }

    int remaining() {
        return remaining;
    }

    long pausedUntilMillis() {
        return pausedUntilMillis;
    }

    Optional<ComparedClocks> clocks() {
        return clocks;
    }

    void setClocks(ComparedClocks compared) {
        clocks = Optional.of(compared);
    }

    /** Sets the window as another process stored it. */
    void setWindow(OptionalInt size, long endMillis, int left) {
        windowSize = size;
        windowEndMillis = endMillis;
        remaining = left;
    }

    /**
     * As {@link RateLimiter#tryAcquireMillis}.
     *
     * @param inFlightMillis send times of this process's requests in flight
     */
    long tryAcquireMillis(long nowMillis, OptionalInt perMinute, Collection<Long> inFlightMillis) {
        forget(nowMillis, inFlightMillis);
        openNextWindow(nowMillis);
        long allowedMillis = Math.max(pausedUntilMillis, serverAllowsAt(nowMillis));
        if (perMinute.isPresent() && sentMillis.size() >= perMinute.getAsInt()) {
            allowedMillis = Math.max(allowedMillis, capAllowsAt(perMinute.getAsInt()));
        }
        if (allowedMillis > nowMillis) {
            return allowedMillis - nowMillis;
        }
        sentMillis.addLast(nowMillis);
        while (sentMillis.size() > Math.max(MAX_REQUESTS, perMinute.orElse(0))) {
            sentMillis.removeFirst();
        }
        unansweredMillis.addLast(nowMillis);
        remaining--;
        return 0;
    }

    /** Drops expired entries and, after the clock was set back, entries from the future. */
    private void forget(long nowMillis, Collection<Long> inFlightMillis) {
        sentMillis.removeIf(sent -> sent <= nowMillis - MINUTE_MILLIS || sent > nowMillis + MINUTE_MILLIS);
        unansweredMillis.removeIf(sent -> sent <= nowMillis - GIVEN_UP_MILLIS && !inFlightMillis.contains(sent));
        if (windowEndMillis > nowMillis + 2 * MINUTE_MILLIS) {
            windowEndMillis = nowMillis + MINUTE_MILLIS + ROUNDING_MILLIS;
        }
        if (windowEndMillis < nowMillis - STALE_MILLIS) {
            windowSize = OptionalInt.empty();
        }
        pausedUntilMillis = Math.min(pausedUntilMillis, nowMillis + BackOff.MAX_WAIT.toMillis());
    }

    private void openNextWindow(long nowMillis) {
        if (windowSize.isPresent() && nowMillis >= windowEndMillis) {
            windowEndMillis = nowMillis + MINUTE_MILLIS + ROUNDING_MILLIS;
            remaining = windowSize.getAsInt() - unansweredMillis.size();
        }
    }

    private long serverAllowsAt(long nowMillis) {
        return windowSize.isPresent() && remaining <= 0 ? windowEndMillis : nowMillis;
    }

    /** Instant at which enough of the last minute's requests are a minute old. */
    private long capAllowsAt(int perMinute) {
        return sentMillis.stream()
                        .skip((long) sentMillis.size() - perMinute)
                        .findFirst()
                        .orElseThrow()
                + MINUTE_MILLIS;
    }

    /** Removes a request in flight by its send time. */
    void removeInFlight(long requestMillis) {
        unansweredMillis.removeFirstOccurrence(requestMillis);
    }

    /** Applies the headers of a response of {@code nowMillis}, whose request is no longer counted as in flight. */
    void observe(RateLimit limit, long nowMillis) {
        long endMillis = nowMillis + limit.resetsSec() * 1_000L + ROUNDING_MILLIS;
        int left = limit.remaining() - unansweredMillis.size();
        if (nowMillis >= windowEndMillis || endMillis > windowEndMillis + MINUTE_MILLIS / 2) {
            windowEndMillis = endMillis;
            remaining = left;
        } else if (endMillis >= windowEndMillis - MINUTE_MILLIS / 2) {
            // Another response of the same window: responses overtake each other, so the stricter numbers count.
            windowEndMillis = Math.min(windowEndMillis, endMillis);
            remaining = Math.min(remaining, left);
        }
        windowSize = OptionalInt.of(Math.max(1, limit.total()));
    }

    /** As {@link RateLimiter#pauseUntil}. */
    void pauseUntil(long untilMillis) {
        pausedUntilMillis = Math.max(pausedUntilMillis, untilMillis);
    }
}
