package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.PageSource;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What one statement asks of a mirror beside its windows.
 *
 * @param source where missing pages come from
 * @param sinceSec floor, epoch seconds: earlier events do not exist for this statement, mirrored or not
 * @param freshness for how long the newest edge counts as up to date
 * @param maxRequests how many pages the statement may ask for; empty for no limit
 * @param observer told what is fetched; closed with the reading
 */
public record SnapshotOptions(
        PageSource source, long sinceSec, Duration freshness, OptionalInt maxRequests, FetchObserver observer) {

    /** Settings of a statement that nobody observes. */
    public SnapshotOptions(PageSource source, long sinceSec, Duration freshness, OptionalInt maxRequests) {
        this(source, sinceSec, freshness, maxRequests, FetchObserver.none());
    }

    /**
     * Refuses negative amounts.
     *
     * @throws IllegalArgumentException if {@code freshness} or {@code maxRequests} is negative
     */
    public SnapshotOptions {
        requireNonNull(source, "source");
        requireNonNull(observer, "observer");
        if (requireNonNull(freshness, "freshness").isNegative()) {
            throw new IllegalArgumentException("freshness must not be negative, was " + freshness);
        }
        if (requireNonNull(maxRequests, "maxRequests").orElse(0) < 0) {
            throw new IllegalArgumentException("maxRequests must not be negative, was " + maxRequests.getAsInt());
        }
    }
}
