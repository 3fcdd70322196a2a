package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;

/**
 * Differences between the API and the mirror in one range.
 *
 * @param range range of one page
 * @param missing events that only the API shows
 * @param surplus events that only the mirror has
 * @param changed events that are in both, and not the same
 */
public record MirrorDifference(TimeRange range, long missing, long surplus, long changed) {

    boolean isNone() {
        return missing == 0 && surplus == 0 && changed == 0;
    }
}
