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
 * What a mirror can answer one statement without asking anybody, at one moment. Pure arithmetic; knows nothing of files
 * or of the clock.
 *
 * @param valid the segments that the statement may rely on
 * @param outdated tails and edges that must be read again for it
 * @param ranges the seconds of which everything that can be known is known
 */
record Coverage(List<Segment> valid, List<Segment> outdated, TimeRanges ranges) {

    /**
     * Coverage by those of {@code segments} that are valid, and by {@code silent}, for which the server has already
     * told this statement that it shows nothing.
     *
     * <p>A valid {@link SegmentKind#EDGE} also answers for everything after it: that is what makes an open-ended query
     * free for as long as the edge counts as up to date. Only the newest edge does. An older one may end before a
     * stretch that nobody has read.
     */
    static Coverage of(Collection<Segment> segments, Predicate<Segment> isValid, TimeRanges silent) {
        List<Segment> valid = segments.stream().filter(isValid).toList();
        List<Segment> outdated = segments.stream().filter(isValid.negate()).toList();
        TimeRanges read = TimeRanges.of(valid.stream().map(Segment::range).toList());
        TimeRanges afterEdge = valid.stream()
                .filter(segment -> segment.kind() == SegmentKind.EDGE)
                .max(Comparator.comparingLong(Segment::asOfSec)
                        .thenComparingLong(segment -> segment.range().toSec()))
                .map(edge -> TimeRanges.from(edge.range().toSec()))
                .orElse(TimeRanges.none());
        return new Coverage(valid, outdated, read.or(afterEdge).or(silent));
    }

    /**
     * Where the page that closes a gap starting at {@code gapSec} begins. An outdated tail that the gap starts inside
     * of is read again from its own start, at most a page earlier: it then can be replaced as a whole and seals as time
     * passes, where a question about "the last five minutes", asked every minute, would leave a trail of remnants.
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
