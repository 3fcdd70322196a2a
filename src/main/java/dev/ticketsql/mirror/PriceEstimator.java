package dev.ticketsql.mirror;

import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Estimates the requests for the gaps of a statement's ranges, from the mirror's files alone. Safe for many threads.
 */
final class PriceEstimator {

    private final MirroredHours hours;

    PriceEstimator(MirroredHours hours) {
        this.hours = hours;
    }

    /**
     * Estimates the price. Requires a reader pin, since it reads files.
     *
     * @param wanted seconds, none of them in the future
     * @param pageSize events on a page
     */
    Price of(TimeRanges wanted, Coverage coverage, int pageSize) {
        TimeRanges gaps = wanted.minus(coverage.ranges());
        if (gaps.isNone()) {
            return new Price(100, 0, OptionalInt.of(0));
        }
        List<SegmentPrecedence.Owned> owned = SegmentPrecedence.of(coverage.valid());
        return new Price(
                mirroredPercent(wanted, gaps, owned),
                PageForecast.least(gaps, owned, pageSize),
                expected(gaps, owned, pageSize));
    }

    /**
     * Estimates the second before which a range that is not mirrored has half of its events; the middle of its time
     * without comparable mirrored hours. Requires a reader pin, since it reads files.
     */
    long middleSec(TimeRange range, Coverage coverage, int pageSize) {
        return hours.nearestTo(TimeRanges.of(List.of(range)), SegmentPrecedence.of(coverage.valid()), pageSize)
                .map(density -> density.middleSec(range))
                .orElseGet(() -> range.fromSec() + range.lengthSec() / 2);
    }

    private OptionalInt expected(TimeRanges gaps, List<SegmentPrecedence.Owned> owned, int pageSize) {
        TimeRanges possible = gaps.and(TimeRanges.from(Page.EARLIEST_EVENT_SEC));
        Optional<HourlyDensity> density = hours.nearestTo(gaps, owned, pageSize);
        // Only ticket numbers show the start of the account's history: a page may span years without events.
        boolean known =
                density.isPresent() && (possible.equals(gaps) || density.get().knowsGrowth());
        return known
                ? OptionalInt.of(Math.max(1, PageForecast.expected(possible, density.get(), pageSize)))
                : OptionalInt.empty();
    }

    private int mirroredPercent(TimeRanges wanted, TimeRanges gaps, List<SegmentPrecedence.Owned> owned) {
        TimeRanges since = TimeRanges.from(firstSec(gaps, owned));
        double wantedSec = wanted.and(since).countSec();
        double missingSec = gaps.and(since).countSec();
        return wantedSec == 0 ? 0 : (int) Math.min(99, 100 * (wantedSec - missingSec) / wantedSec);
    }

    /** Second of the first event, if all time before it is mirrored, else of Zendesk's opening. */
    private long firstSec(TimeRanges gaps, List<SegmentPrecedence.Owned> owned) {
        boolean mirrored = !owned.isEmpty() && owned.get(0).range().fromSec() < Page.EARLIEST_EVENT_SEC;
        OptionalLong firstSec = mirrored ? hours.firstEventSec(owned) : OptionalLong.empty();
        return firstSec.isPresent()
                        && gaps.and(TimeRanges.before(firstSec.getAsLong())).isNone()
                ? firstSec.getAsLong()
                : Page.EARLIEST_EVENT_SEC;
    }
}
