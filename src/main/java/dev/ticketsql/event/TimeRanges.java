package dev.ticketsql.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of seconds: sorted ranges that neither overlap nor touch. Immutable; two sets are equal when they hold the same
 * seconds.
 */
public final class TimeRanges {

    private static final TimeRanges NONE = new TimeRanges(List.of());
    private static final TimeRanges EVERY =
            new TimeRanges(List.of(new TimeRange(TimeRange.MIN_SEC, TimeRange.MAX_SEC)));

    private final List<TimeRange> ranges;

    private TimeRanges(List<TimeRange> ranges) {
        this.ranges = ranges;
    }

    /** All of time. */
    public static TimeRanges every() {
        return EVERY;
    }

    /** No time at all. */
    public static TimeRanges none() {
        return NONE;
    }

    /** The seconds of {@code [fromSec, toSec)}; none if that is empty. */
    public static TimeRanges of(long fromSec, long toSec) {
        return fromSec < toSec ? new TimeRanges(List.of(new TimeRange(fromSec, toSec))) : NONE;
    }

    /** The seconds at or after {@code fromSec}. */
    public static TimeRanges from(long fromSec) {
        return of(fromSec, TimeRange.MAX_SEC);
    }

    /** The seconds before {@code toSec}. */
    public static TimeRanges before(long toSec) {
        return of(TimeRange.MIN_SEC, toSec);
    }

    /** The seconds that lie in at least one of {@code ranges}, which may come in any order and overlap. */
    public static TimeRanges of(Collection<TimeRange> ranges) {
        List<TimeRange> merged = new ArrayList<>(ranges.size());
        for (TimeRange next : ranges.stream().sorted().toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && next.fromSec() <= merged.get(last).toSec()) {
                TimeRange open = merged.get(last);
                merged.set(last, new TimeRange(open.fromSec(), Math.max(open.toSec(), next.toSec())));
            } else {
                merged.add(next);
            }
        }
        return new TimeRanges(List.copyOf(merged));
    }

    /** The ranges, ascending; empty for {@link #none()}. */
    public List<TimeRange> asList() {
        return ranges;
    }

    /** True for the empty set. */
    public boolean isNone() {
        return ranges.isEmpty();
    }

    /** True for the set of all seconds. */
    public boolean isEvery() {
        return equals(EVERY);
    }

    /**
     * Number of seconds in the set.
     *
     * @throws ArithmeticException if they are unbounded
     */
    public long countSec() {
        return ranges.stream().mapToLong(TimeRange::lengthSec).reduce(0, Math::addExact);
    }

    /** True if {@code epochSec} lies inside. */
    public boolean contains(long epochSec) {
        return ranges.stream().anyMatch(range -> range.contains(epochSec));
    }

    /** True if every second of {@code other} lies inside. */
    public boolean containsAll(TimeRanges other) {
        return other.minus(this).isNone();
    }

    /** The seconds in both. */
    public TimeRanges and(TimeRanges other) {
        List<TimeRange> both = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < ranges.size() && theirs < other.ranges.size()) {
            TimeRange a = ranges.get(mine);
            TimeRange b = other.ranges.get(theirs);
            if (a.overlaps(b)) {
                both.add(new TimeRange(Math.max(a.fromSec(), b.fromSec()), Math.min(a.toSec(), b.toSec())));
            }
            // The range that ends first cannot overlap a later range of the other side.
            if (a.toSec() < b.toSec()) {
                mine++;
            } else {
                theirs++;
            }
        }
        return new TimeRanges(List.copyOf(both));
    }

    /** The seconds in either. */
    public TimeRanges or(TimeRanges other) {
        List<TimeRange> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return of(all);
    }

    /** The seconds in this set and not in {@code other}. */
    public TimeRanges minus(TimeRanges other) {
        return and(other.complement());
    }

    /** The seconds not in this set. */
    public TimeRanges complement() {
        List<TimeRange> gaps = new ArrayList<>(ranges.size() + 1);
        long openSec = TimeRange.MIN_SEC;
        for (TimeRange range : ranges) {
            if (openSec < range.fromSec()) {
                gaps.add(new TimeRange(openSec, range.fromSec()));
            }
            openSec = range.toSec();
        }
        if (openSec < TimeRange.MAX_SEC) {
            gaps.add(new TimeRange(openSec, TimeRange.MAX_SEC));
        }
        return new TimeRanges(List.copyOf(gaps));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeRanges that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    /** The ranges as people read them, joined by {@code u}; {@code none} if empty, {@code every} if unbounded. */
    @Override
    public String toString() {
        if (isNone()) {
            return "none";
        }
        if (isEvery()) {
            return "every";
        }
        return ranges.stream().map(TimeRange::toString).collect(Collectors.joining(" u "));
    }
}
