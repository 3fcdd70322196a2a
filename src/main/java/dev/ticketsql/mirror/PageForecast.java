package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import java.util.List;

/** How many pages it takes to fill gaps. Pure arithmetic; asks nobody. */
final class PageForecast {

    private PageForecast() {}

    /**
     * How many it takes at least. One page may fill several gaps, so they do not simply count: but not if it would have
     * to hold a whole page of events that are known to lie between them.
     *
     * @param owned who answers for what is known, ascending
     * @param pageSize how many events a page holds, if they are not all of one second
     */
    static int least(TimeRanges gaps, List<SegmentPrecedence.Owned> owned, int pageSize) {
        int pages = 0;
        int next = 0;
        long passed = pageSize;
        for (TimeRange gap : gaps.asList()) {
            while (next < owned.size() && owned.get(next).range().toSec() <= gap.fromSec()) {
                // What others answer for in part may hold its events in the other part.
                passed += owned.get(next).isWhole() ? owned.get(next).segment().eventCount() : 0;
                next++;
            }
            if (passed >= pageSize) {
                pages++;
                passed = 0;
            }
        }
        return pages;
    }

    /**
     * How many it will probably take: page after page, as far as each reaches where time is as busy as {@code density}
     * says.
     *
     * @param pageSize how many events a page holds; one of them comes again, that of the second in which a page ends
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
