package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Estimates the number of tickets over time. Zendesk numbers tickets from 1 upwards (an administrator may make the
 * counter jump), so that the newest number counts the tickets before it, and two numbers those between: also in ranges
 * that are not mirrored. Pure arithmetic; epoch seconds. Immutable.
 */
final class TicketNumbers {

    private static final long DAY_SEC = 86_400;

    /** Whole weeks are compared, since a Sunday is no sample of a Monday. */
    private static final int WEEK_DAYS = 7;

    /** Fewer new tickets are no sample. */
    private static final int MIN_TICKETS = 20;

    /**
     * A curve whose ends are steeper than three times the line between them falls in between. And a line steeper than
     * three times its ends is a jump of the counter.
     */
    private static final double MAX_STEEPNESS = 3;

    /**
     * A point of the curve.
     *
     * @param number of the newest ticket
     * @param perSec tickets per second around it
     */
    private record Point(long atSec, double number, double perSec) {}

    private final List<Point> points;

    private TicketNumbers(List<Point> points) {
        this.points = points;
    }

    /** Both ends of each mirrored range, {@code lengthSec} long, from whose days the numbers are taken. */
    static TimeRanges ends(TimeRanges mirrored, long lengthSec) {
        List<TimeRange> ends = new ArrayList<>();
        for (TimeRange range : mirrored.asList()) {
            ends.add(head(range, lengthSec));
            ends.add(tail(range, lengthSec));
        }
        return TimeRanges.of(ends);
    }

    private static TimeRange head(TimeRange range, long lengthSec) {
        return new TimeRange(range.fromSec(), Math.min(range.toSec(), range.fromSec() + lengthSec));
    }

    private static TimeRange tail(TimeRange range, long lengthSec) {
        return new TimeRange(Math.max(range.fromSec(), range.toSec() - lengthSec), range.toSec());
    }

    /**
     * Computes the curve through the {@link #ends}; empty if they are shorter than a week, have hardly any new tickets,
     * or lower numbers later. Slightly lower ones are accepted, since tickets come unevenly within a week.
     *
     * @param newestByDay the highest number of each day, counted from the epoch
     */
    static Optional<TicketNumbers> of(TimeRanges mirrored, long lengthSec, Map<Long, Long> newestByDay) {
        List<Point> points = new ArrayList<>();
        for (TimeRange range : mirrored.asList()) {
            // A range that begins before the account has no point at its start.
            point(head(range, lengthSec), newestByDay, range.fromSec()).ifPresent(points::add);
            point(tail(range, lengthSec), newestByDay, range.toSec()).ifPresent(points::add);
        }
        List<Point> ascending = new ArrayList<>();
        for (Point point : points) {
            Point before = ascending.isEmpty() ? point : ascending.get(ascending.size() - 1);
            if (ascending.isEmpty() || point.number() > before.number()) {
                ascending.add(point);
            } else if (before.number() - point.number() > WEEK_DAYS * DAY_SEC * before.perSec()) {
                return Optional.empty();
            }
        }
        return ascending.isEmpty() ? Optional.empty() : Optional.of(new TicketNumbers(List.copyOf(ascending)));
    }

    /** Point of the curve at {@code atSec}, an end of {@code part}. */
    private static Optional<Point> point(TimeRange part, Map<Long, Long> newestByDay, long atSec) {
        List<Long> days = newestByDay.keySet().stream()
                .filter(day -> part.contains(day * DAY_SEC) && part.contains((day + 1) * DAY_SEC - 1))
                .sorted()
                .toList();
        if (days.isEmpty()) {
            return Optional.empty();
        }
        // Whole weeks, so that both ends of a short range use the same ones: noise would tilt the curve.
        long lastDay = days.get(days.size() - 1);
        long weeksDays = (lastDay - days.get(0)) / WEEK_DAYS * WEEK_DAYS;
        double newest = newestBy(lastDay, days, newestByDay);
        double tickets = newest - newestBy(lastDay - weeksDays, days, newestByDay);
        if (tickets < MIN_TICKETS) {
            return Optional.empty();
        }
        double perSec = tickets / (weeksDays * DAY_SEC);
        double sinceSec = atSec - (lastDay + 1) * DAY_SEC;
        return Optional.of(new Point(atSec, Math.max(1, newest + sinceSec * perSec), perSec));
    }

    private static double newestBy(long day, List<Long> days, Map<Long, Long> newestByDay) {
        return days.stream()
                .filter(other -> other <= day)
                .mapToLong(other -> newestByDay.getOrDefault(other, 0L))
                .max()
                .orElse(0);
    }

    /** Tickets per second around {@code atSec}. */
    double perSec(long atSec) {
        Point first = points.get(0);
        if (atSec < first.atSec()) {
            // Linear growth from zero.
            double lifeSec = 2 * first.number() / first.perSec();
            return Math.max(0, first.perSec() * (1 - (first.atSec() - atSec) / lifeSec));
        }
        for (int next = 1; next < points.size(); next++) {
            if (atSec < points.get(next).atSec()) {
                return between(points.get(next - 1), points.get(next), atSec);
            }
        }
        return points.get(points.size() - 1).perSec();
    }

    /** The slope of the cubic curve through both that is as steep as each in it. */
    private static double between(Point before, Point after, long atSec) {
        double lengthSec = after.atSec() - before.atSec();
        double mean = Math.min(
                (after.number() - before.number()) / lengthSec,
                MAX_STEEPNESS * Math.max(before.perSec(), after.perSec()));
        double from = Math.min(before.perSec(), MAX_STEEPNESS * mean);
        double to = Math.min(after.perSec(), MAX_STEEPNESS * mean);
        double at = (atSec - before.atSec()) / lengthSec;
        double slope = from + at * (6 * mean - 4 * from - 2 * to) + at * at * (3 * from + 3 * to - 6 * mean);
        return Math.max(0, slope);
    }

    /** Mean of tickets per second over {@code observed}. */
    double meanPerSec(TimeRanges observed) {
        double tickets = 0;
        double sec = 0;
        for (TimeRange range : observed.asList()) {
            for (long atSec = range.fromSec(); atSec < range.toSec(); atSec += DAY_SEC) {
                long partSec = Math.min(DAY_SEC, range.toSec() - atSec);
                tickets += partSec * perSec(atSec + partSec / 2);
                sec += partSec;
            }
        }
        return tickets / sec;
    }
}
