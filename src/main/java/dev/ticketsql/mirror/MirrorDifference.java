package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;

/**
 * Where the API shows something else than the mirror.
 *
 * @param range the stretch that a page covers
 * @param missing events that only the API shows
 * @param surplus events that only the mirror has
 * @param changed events that are in both, and not the same
 */
public record MirrorDifference(TimeRange range, long missing, long surplus, long changed) {

    boolean isNone() {
        return missing == 0 && surplus == 0 && changed == 0;
    }
}
