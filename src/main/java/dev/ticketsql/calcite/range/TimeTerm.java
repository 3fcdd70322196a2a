package dev.ticketsql.calcite.range;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/**
 * An expression as a function of an event's instant: two bounds around its value, which never change their direction as
 * time goes on. Where the bounds are equal the value is known exactly.
 *
 * <p>Since a bound is monotonic, bisection finds the instants at which it is below a limit. No function needs an
 * inverse: {@code FLOOR(.. TO MONTH)} and {@code + 3600} are searched alike, and with the very functions that Calcite
 * runs.
 *
 * <p>Worked example: {@code EXTRACT(YEAR ..) * 100 + EXTRACT(MONTH ..)} is at least {@code year * 100 + 1} and at most
 * {@code year * 100 + 12}; to be 202601 the first must be at most that and the second at least that, which leaves 2026.
 * Within a single year, both bounds are the value itself, which leaves January.
 *
 * @param known the seconds for which the bounds hold; at any other the value may be anything
 * @param direction of both bounds
 * @param low never above the value
 * @param high never below the value
 */
record TimeTerm(TimeRange known, Direction direction, LongUnaryOperator low, LongUnaryOperator high) {

    /**
     * Years 1 to 9999, the years of SQL's TIMESTAMP (ISO 9075-2), for which Calcite's calendar functions are right.
     * Neither bound is computed outside of them, and no event is there: the mirror holds nothing from the future.
     */
    static final TimeRange REPRESENTABLE = new TimeRange(-62_135_596_800L, 253_402_300_800L);

    /** Direction of a bound as time goes on. */
    enum Direction {
        FLAT,
        RISING,
        FALLING;

        Direction reversed() {
            return switch (this) {
                case FLAT -> FLAT;
                case RISING -> FALLING;
                case FALLING -> RISING;
            };
        }
    }

    /** One value at every instant. */
    static TimeTerm constant(long value) {
        return new TimeTerm(
                new TimeRange(TimeRange.MIN_SEC, TimeRange.MAX_SEC),
                Direction.FLAT,
                epochSec -> value,
                epochSec -> value);
    }

    /** The instant itself in epoch seconds, looked at within {@code piece} only. */
    static TimeTerm epochSeconds(TimeRange piece) {
        return new TimeTerm(piece, Direction.RISING, LongUnaryOperator.identity(), LongUnaryOperator.identity());
    }

    /** {@code step} of this value. {@code step} must never fall as its argument rises. */
    TimeTerm rising(LongUnaryOperator step) {
        return between(step, step);
    }

    /** A value between {@code lowStep} and {@code highStep} of this one. Neither may fall as its argument rises. */
    TimeTerm between(LongUnaryOperator lowStep, LongUnaryOperator highStep) {
        return new TimeTerm(known, direction, low.andThen(lowStep), high.andThen(highStep));
    }

    /** This value times -1. */
    TimeTerm negated() {
        LongUnaryOperator minus = value -> -value;
        return new TimeTerm(known, direction.reversed(), high.andThen(minus), low.andThen(minus));
    }

    /**
     * The position within a cycle: exact where all values lie in one cycle, otherwise between the least and the
     * greatest position of any cycle.
     */
    TimeTerm partOf(PeriodicFunction cycle) {
        if (cycle.number().applyAsLong(least()) == cycle.number().applyAsLong(greatest())) {
            return rising(cycle.part());
        }
        return new TimeTerm(known, Direction.FLAT, epochSec -> cycle.least(), epochSec -> cycle.greatest());
    }

    /** The sum of two values; empty if the bounds go different ways or could overflow. */
    Optional<TimeTerm> plus(TimeTerm other) {
        boolean together = direction == other.direction || direction == Direction.FLAT;
        if (!together && other.direction != Direction.FLAT) {
            return Optional.empty();
        }
        TimeRanges both = TimeRanges.of(List.of(known)).and(TimeRanges.of(List.of(other.known)));
        if (both.isNone()) {
            return Optional.empty();
        }
        // Two halves of what a long holds cannot overflow together.
        long half = Long.MAX_VALUE / 2;
        if (!liesWithin(-half, half) || !other.liesWithin(-half, half)) {
            return Optional.empty();
        }
        return Optional.of(new TimeTerm(
                both.asList().get(0),
                direction == Direction.FLAT ? other.direction : direction,
                epochSec -> low.applyAsLong(epochSec) + other.low.applyAsLong(epochSec),
                epochSec -> high.applyAsLong(epochSec) + other.high.applyAsLong(epochSec)));
    }

    /** This value times {@code factor}; empty if that could overflow. */
    Optional<TimeTerm> times(long factor) {
        if (factor < 0) {
            return factor == Long.MIN_VALUE ? Optional.empty() : negated().times(-factor);
        }
        long limit = factor == 0 ? Long.MAX_VALUE : Long.MAX_VALUE / factor;
        return liesWithin(-limit, limit) ? Optional.of(rising(value -> value * factor)) : Optional.empty();
    }

    /** This value, known only where it certainly lies in {@code [min, max]}; empty if it never does. */
    Optional<TimeTerm> within(long min, long max) {
        if (liesWithin(min, max)) {
            return Optional.of(this);
        }
        TimeRanges inside = switch (direction) {
            case FLAT -> TimeRanges.none();
            case RISING ->
                TimeRanges.of(
                        first(epochSec -> low.applyAsLong(epochSec) >= min),
                        first(epochSec -> high.applyAsLong(epochSec) > max));
            case FALLING ->
                TimeRanges.of(
                        first(epochSec -> high.applyAsLong(epochSec) <= max),
                        first(epochSec -> low.applyAsLong(epochSec) < min));
        };
        return inside.asList().stream()
                .findFirst()
                .filter(REPRESENTABLE::overlaps)
                .map(range -> new TimeTerm(range, direction, low, high));
    }

    /**
     * The instants at which the value may lie in {@code values}.
     *
     * @param view converts the value to the type of {@code values}; must never fall as its argument rises
     */
    <C extends Comparable<C>> TimeRanges when(RangeSet<C> values, LongFunction<C> view) {
        List<TimeRange> instants =
                new ArrayList<>(TimeRanges.of(List.of(known)).complement().asList());
        for (Range<C> range : values.asRanges()) {
            instants.addAll(reaching(range, view).and(staying(range, view)).asList());
        }
        return TimeRanges.of(instants);
    }

    /** The known instants at which the value may reach up to the range's lower end. */
    private <C extends Comparable<C>> TimeRanges reaching(Range<C> range, LongFunction<C> view) {
        if (!range.hasLowerBound()) {
            return TimeRanges.of(List.of(known));
        }
        int least = range.lowerBoundType() == BoundType.CLOSED ? 0 : 1;
        LongPredicate reaches =
                epochSec -> view.apply(high.applyAsLong(epochSec)).compareTo(range.lowerEndpoint()) >= least;
        return direction == Direction.FALLING ? until(reaches.negate()) : since(reaches);
    }

    /** The known instants at which the value may stay below the range's upper end. */
    private <C extends Comparable<C>> TimeRanges staying(Range<C> range, LongFunction<C> view) {
        if (!range.hasUpperBound()) {
            return TimeRanges.of(List.of(known));
        }
        int greatest = range.upperBoundType() == BoundType.CLOSED ? 0 : -1;
        LongPredicate stays =
                epochSec -> view.apply(low.applyAsLong(epochSec)).compareTo(range.upperEndpoint()) <= greatest;
        return direction == Direction.FALLING ? since(stays) : until(stays.negate());
    }

    private TimeRanges since(LongPredicate becomesTrue) {
        return TimeRanges.of(first(becomesTrue), known.toSec());
    }

    private TimeRanges until(LongPredicate becomesTrue) {
        return TimeRanges.of(known.fromSec(), first(becomesTrue));
    }

    /**
     * The first known second at which {@code becomesTrue}, which stays true from then on; the end of {@link #known} if
     * never. What holds at the first (last) representable second holds before (after) it too.
     */
    private long first(LongPredicate becomesTrue) {
        if (becomesTrue.test(firstProbe())) {
            return known.fromSec();
        }
        if (!becomesTrue.test(lastProbe())) {
            return known.toSec();
        }
        long before = firstProbe();
        long after = lastProbe();
        while (after - before > 1) {
            long middle = before + (after - before) / 2;
            if (becomesTrue.test(middle)) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return after;
    }

    private boolean liesWithin(long min, long max) {
        return least() >= min && greatest() <= max;
    }

    private long least() {
        return low.applyAsLong(direction == Direction.FALLING ? lastProbe() : firstProbe());
    }

    private long greatest() {
        return high.applyAsLong(direction == Direction.FALLING ? firstProbe() : lastProbe());
    }

    private long firstProbe() {
        return Math.max(known.fromSec(), REPRESENTABLE.fromSec());
    }

    private long lastProbe() {
        return Math.min(known.toSec(), REPRESENTABLE.toSec()) - 1;
    }
}
