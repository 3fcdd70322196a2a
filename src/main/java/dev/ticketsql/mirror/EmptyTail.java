package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRanges;
import java.time.Duration;

/**
 * That the server had nothing to show from a second on, not even that it is over: its clock is behind ours. No segment
 * says that, for none covers no second. Immutable.
 *
 * @param fromSec the first second that it does not show, epoch seconds
 * @param asOfSec when it was asked, by this machine's clock
 */
record EmptyTail(long fromSec, long asOfSec) {

    /** Nobody was asked. */
    static EmptyTail none() {
        return new EmptyTail(0, Long.MIN_VALUE);
    }

    /** What need not be asked for again now: as long as an edge would be valid. */
    TimeRanges ranges(long nowSec, Duration freshness) {
        boolean valid = asOfSec <= nowSec && asOfSec > nowSec - freshness.toSeconds();
        return valid ? TimeRanges.from(fromSec) : TimeRanges.none();
    }
}
