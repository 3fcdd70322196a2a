package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Assigns each second to one segment where segments overlap: sealed before tail, newer as-of before older, wider before
 * narrower. Pure arithmetic.
 *
 * <p>Overlaps come from tails that are fetched again, from merged files, and from two processes that fetched the same
 * range.
 */
public final class SegmentPrecedence {

    /**
     * The first segment in this order owns a second. Of two equally new ones the wider, since it may be merged from the
     * other; the rest of the name last, so that every process decides alike.
     */
    private static final Comparator<Segment> PRECEDENCE = Comparator.comparing((Segment s) -> !s.isSealed())
            .thenComparing(Comparator.comparingLong(Segment::asOfSec).reversed())
            .thenComparing(Comparator.comparingLong((Segment s) -> s.range().lengthSec())
                    .reversed())
            .thenComparing(Segment::range)
            .thenComparing(Segment::kind)
            .thenComparingLong(Segment::eventCount)
            .thenComparing(Segment::checksums);

    private SegmentPrecedence() {}

    /**
     * A range with its owner.
     *
     * @param segment the owner
     * @param range the part of its range that it owns
     */
    public record Owned(Segment segment, TimeRange range) {

        /** True if the segment owns all of its range. */
        public boolean isWhole() {
            return range.equals(segment.range());
        }
    }

    /**
     * Splits the coverage of {@code segments} into disjoint ranges with one owner each, ascending. A sweep over starts
     * and ends, in n log n, since a mirror has thousands of segments.
     */
    public static List<Owned> of(Collection<Segment> segments) {
        List<Segment> byStart = segments.stream()
                .sorted(Comparator.comparing(Segment::range).thenComparing(PRECEDENCE))
                .toList();
        TreeSet<Segment> open = new TreeSet<>(PRECEDENCE);
        TreeSet<Segment> byEnd = new TreeSet<>(
                Comparator.comparingLong((Segment s) -> s.range().toSec()).thenComparing(PRECEDENCE));
        List<Owned> owned = new ArrayList<>();
        int next = 0;
        long atSec = Long.MIN_VALUE;
        while (next < byStart.size() || !open.isEmpty()) {
            if (open.isEmpty()) {
                atSec = byStart.get(next).range().fromSec();
            }
            while (next < byStart.size() && byStart.get(next).range().fromSec() == atSec) {
                open.add(byStart.get(next));
                byEnd.add(byStart.get(next));
                next++;
            }
            long untilSec = byEnd.first().range().toSec();
            if (next < byStart.size()) {
                untilSec = Math.min(untilSec, byStart.get(next).range().fromSec());
            }
            extend(owned, open.first(), atSec, untilSec);
            while (!byEnd.isEmpty() && byEnd.first().range().toSec() == untilSec) {
                open.remove(byEnd.pollFirst());
            }
            atSec = untilSec;
        }
        return List.copyOf(owned);
    }

    /**
     * Returns those of {@link #of} that have one of the {@code wanted} seconds, and perhaps others between them. A
     * mirror has thousands of segments, of which most statements read few.
     */
    public static List<Owned> near(TimeRanges wanted, Collection<Segment> segments) {
        Optional<TimeRange> between = hull(wanted.asList());
        List<Segment> wide = overlapping(between, segments);
        // Their owned ranges end where others begin, outside of what is wanted too.
        Optional<TimeRange> around = hull(wide.stream().map(Segment::range).toList());
        List<Owned> owned = new ArrayList<>(of(overlapping(around, segments)));
        owned.removeIf(piece -> !between.orElseThrow().overlaps(piece.range()));
        return List.copyOf(owned);
    }

    private static List<Segment> overlapping(Optional<TimeRange> range, Collection<Segment> segments) {
        return range.map(seconds -> segments.stream()
                        .filter(segment -> seconds.overlaps(segment.range()))
                        .toList())
                .orElse(List.of());
    }

    /** From the first second of the ranges to the last. */
    private static Optional<TimeRange> hull(Collection<TimeRange> ranges) {
        return ranges.isEmpty()
                ? Optional.empty()
                : Optional.of(new TimeRange(
                        ranges.stream().mapToLong(TimeRange::fromSec).min().orElseThrow(),
                        ranges.stream().mapToLong(TimeRange::toSec).max().orElseThrow()));
    }

    /** The segments that own at least a second. */
    public static Set<Segment> owners(Collection<Segment> segments) {
        return of(segments).stream().map(Owned::segment).collect(Collectors.toSet());
    }

    /** Owners, among {@code segments}, of any second that one of {@code some} covers. */
    public static List<Segment> ownersOver(Collection<Segment> some, Collection<Segment> segments) {
        TimeRanges covered = TimeRanges.of(some.stream().map(Segment::range).toList());
        return owners(segments).stream()
                .filter(owner -> covered.asList().stream().anyMatch(owner.range()::overlaps))
                .toList();
    }

    private static void extend(List<Owned> owned, Segment owner, long fromSec, long toSec) {
        int last = owned.size() - 1;
        if (last >= 0
                && owned.get(last).segment().equals(owner)
                && owned.get(last).range().toSec() == fromSec) {
            owned.set(
                    last, new Owned(owner, new TimeRange(owned.get(last).range().fromSec(), toSec)));
        } else {
            owned.add(new Owned(owner, new TimeRange(fromSec, toSec)));
        }
    }

    /**
     * Estimated number of events of {@code owned} in {@code range}; a part of a segment counts by its share of the
     * time.
     */
    public static double eventCount(List<Owned> owned, TimeRange range) {
        double count = 0;
        for (Owned piece : owned) {
            double lengthSec = Math.min(piece.range().toSec(), range.toSec())
                    - (double) Math.max(piece.range().fromSec(), range.fromSec());
            count += Math.max(0, lengthSec)
                    * piece.segment().eventCount()
                    / piece.segment().range().lengthSec();
        }
        return count;
    }
}
