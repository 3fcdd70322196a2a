package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.PageSource;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Options of one statement's snapshot.
 *
 * @param source source of missing pages
 * @param sinceSec floor, epoch seconds: earlier events do not exist for this statement, mirrored or not
 * @param freshness time for which the newest edge is valid
 * @param maxRequests maximum of pages that the statement may fetch; empty for no limit
 * @param observer receives progress; closed with the snapshot
 */
public record SnapshotOptions(
        PageSource source, long sinceSec, Duration freshness, OptionalInt maxRequests, FetchObserver observer) {

    /** Options without an observer. */
    public SnapshotOptions(PageSource source, long sinceSec, Duration freshness, OptionalInt maxRequests) {
        this(source, sinceSec, freshness, maxRequests, FetchObserver.none());
    }

    /**
     * Rejects negative amounts.
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
