package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRanges;
import java.time.Duration;

/**
 * Remembers that the last page was empty although the server's clock is behind ours: nothing from {@code fromSec} on
 * exists yet. Kept in memory, since a segment cannot cover an empty range. Immutable.
 *
 * @param fromSec first second without events, epoch seconds
 * @param asOfSec request time, by this machine's clock
 */
record EmptyTail(long fromSec, long asOfSec) {

    /** No empty page was seen. */
    static EmptyTail none() {
        return new EmptyTail(0, Long.MIN_VALUE);
    }

    /** The range that needs no request now, for as long as an edge would be valid. */
    TimeRanges ranges(long nowSec, Duration freshness) {
        boolean valid = asOfSec <= nowSec && asOfSec > nowSec - freshness.toSeconds();
        return valid ? TimeRanges.from(fromSec) : TimeRanges.none();
    }
}
