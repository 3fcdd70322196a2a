package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The ranges that a mirror can answer for one statement without a request, at one moment. Pure arithmetic.
 *
 * @param valid segments valid for the statement
 * @param outdated tails and edges that must be fetched again for it
 * @param ranges the seconds of which all events are mirrored or known to be absent
 */
record Coverage(List<Segment> valid, List<Segment> outdated, TimeRanges ranges) {

    /**
     * Computes the coverage by the valid ones of {@code segments} and by {@code emptyRanges}, which lie after the end
     * of the stream: this statement found no events there.
     *
     * <p>A valid {@link SegmentKind#EDGE} also covers everything after it, so that a query without an end needs no
     * request while the edge is fresh. Only the newest edge does: after an older one there may be ranges that were
     * never read.
     */
    static Coverage of(Collection<Segment> segments, Predicate<Segment> isValid, TimeRanges emptyRanges) {
        List<Segment> valid = segments.stream().filter(isValid).toList();
        List<Segment> outdated = segments.stream().filter(isValid.negate()).toList();
        TimeRanges read = TimeRanges.of(valid.stream().map(Segment::range).toList());
        TimeRanges afterEdge = valid.stream()
                .filter(segment -> segment.kind() == SegmentKind.EDGE)
                .max(Comparator.comparingLong(Segment::asOfSec)
                        .thenComparingLong(segment -> segment.range().toSec()))
                .map(edge -> TimeRanges.from(edge.range().toSec()))
                .orElse(TimeRanges.none());
        return new Coverage(valid, outdated, read.or(afterEdge).or(emptyRanges));
    }

    /**
     * Start of the page for a gap that starts at {@code gapSec}. An outdated tail around it is read again from the
     * tail's own start, at most a page earlier, so that it is replaced as a whole and later sealed. Otherwise a query
     * for the last five minutes, run every minute, would leave many small remnants.
     */
    long pageStartSec(long gapSec) {
        long tailSec = outdated.stream()
                .filter(tail -> tail.range().contains(gapSec))
                .mapToLong(tail -> tail.range().fromSec())
                .min()
                .orElse(gapSec);
        return TimeRanges.of(tailSec, gapSec + 1).minus(ranges).asList().stream()
                .filter(unread -> unread.contains(gapSec))
                .mapToLong(TimeRange::fromSec)
                .findFirst()
                .orElse(gapSec);
    }
}
