package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import java.util.List;

/** Estimates the number of pages for gaps. Pure arithmetic. */
final class PageForecast {

    private PageForecast() {}

    /**
     * Lower bound. One page may fill several gaps, unless a whole page of mirrored events lies between them.
     *
     * @param owned owners of the mirrored ranges, ascending
     * @param pageSize events on a page, unless all of them are of one second
     */
    static int least(TimeRanges gaps, List<SegmentPrecedence.Owned> owned, int pageSize) {
        int pages = 0;
        int next = 0;
        long eventsBetween = pageSize;
        for (TimeRange gap : gaps.asList()) {
            while (next < owned.size() && owned.get(next).range().toSec() <= gap.fromSec()) {
                // A partly owned segment may have its events in the other part.
                eventsBetween +=
                        owned.get(next).isWhole() ? owned.get(next).segment().eventCount() : 0;
                next++;
            }
            if (eventsBetween >= pageSize) {
                pages++;
                eventsBetween = 0;
            }
        }
        return pages;
    }

    /**
     * Probable number: page after page, each as far as it reaches by {@code density}.
     *
     * @param pageSize events on a page; one of them is repeated, in the second in which a page ends
     */
    static int expected(TimeRanges gaps, HourlyDensity density, int pageSize) {
        int pages = 0;
        TimeRanges left = gaps;
        while (!left.isNone()) {
            long fromSec = left.asList().get(0).fromSec();
            long lastSec = left.asList().get(left.asList().size() - 1).toSec();
            left = left.and(TimeRanges.from(density.secAfter(fromSec, Math.max(1, pageSize - 1), lastSec)));
            pages++;
        }
        return pages;
    }
}
