package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/**
 * Estimates events per hour of the week from observed hours. Pure arithmetic; all times are epoch seconds, hours count
 * from the epoch, in UTC. Immutable.
 */
final class HourlyDensity {

    static final long HOUR_SEC = 3_600;

    private static final int DAY_HOURS = 24;
    private static final int WEEK_HOURS = 168;

    /** One Monday morning is a weak sample; with fewer than two, the same hour of all days is used. */
    private static final long MIN_OBSERVED_SEC = 2 * HOUR_SEC;

    /** Events per second, by hour of the week; the week begins where the epoch does, on a Thursday. */
    private final double[] eventsPerSec;

    /** Factor around a second, relative to the observed hours; empty if unknown. */
    private final Optional<LongToDoubleFunction> growth;

    private HourlyDensity(double[] eventsPerSec, Optional<LongToDoubleFunction> growth) {
        this.eventsPerSec = eventsPerSec;
        this.growth = growth;
    }

    /** Copies the density with a growth factor for each second. */
    HourlyDensity grown(LongToDoubleFunction growth) {
        return new HourlyDensity(eventsPerSec, Optional.of(growth));
    }

    /** True if the estimate holds far from the observed hours too, also before the account's first ticket. */
    boolean knowsGrowth() {
        return growth.isPresent();
    }

    /**
     * Computes the density; empty without an observed second or event.
     *
     * @param observed seconds of which all events are known
     * @param eventsByHour events of each hour, observed seconds only
     */
    static Optional<HourlyDensity> of(TimeRanges observed, Map<Long, Long> eventsByHour) {
        Cells byWeek = new Cells(WEEK_HOURS);
        Cells byDay = new Cells(DAY_HOURS);
        Cells overall = new Cells(1);
        for (TimeRange range : observed.asList()) {
            for (long fromSec = range.fromSec(); fromSec < range.toSec(); fromSec = nextHourSec(fromSec)) {
                long hour = Math.floorDiv(fromSec, HOUR_SEC);
                long sec = Math.min(range.toSec(), nextHourSec(fromSec)) - fromSec;
                byWeek.observed(hour, sec);
                byDay.observed(hour, sec);
                overall.observed(hour, sec);
            }
        }
        eventsByHour.forEach((hour, events) -> {
            byWeek.happened(hour, events);
            byDay.happened(hour, events);
            overall.happened(hour, events);
        });
        if (overall.events[0] == 0 || overall.sec[0] == 0) {
            return Optional.empty();
        }
        double[] eventsPerSec = new double[WEEK_HOURS];
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            Cells known = byWeek.sec[hour] >= MIN_OBSERVED_SEC
                    ? byWeek
                    : byDay.sec[hour % DAY_HOURS] >= MIN_OBSERVED_SEC ? byDay : overall;
            eventsPerSec[hour] = known.eventsPerSec(hour);
        }
        return Optional.of(new HourlyDensity(eventsPerSec, Optional.empty()));
    }

    /** Sums of hours that are counted as alike. */
    private static final class Cells {

        private final double[] events;
        private final long[] sec;

        private Cells(int count) {
            events = new double[count];
            sec = new long[count];
        }

        private void observed(long hour, long seconds) {
            sec[index(hour)] += seconds;
        }

        private void happened(long hour, long count) {
            events[index(hour)] += count;
        }

        private double eventsPerSec(long hour) {
            return events[index(hour)] / sec[index(hour)];
        }

        private int index(long hour) {
            return Math.floorMod(hour, events.length);
        }
    }

    /**
     * Estimated second at which so many events have happened since {@code fromSec}, at most {@code limitSec}.
     *
     * @return after {@code fromSec}
     */
    long secAfter(long fromSec, double events, long limitSec) {
        double left = events;
        for (long atSec = fromSec; atSec < limitSec; atSec = nextHourSec(atSec)) {
            double perSec = perSec(atSec);
            double hour = (nextHourSec(atSec) - atSec) * perSec;
            if (hour >= left) {
                return Math.min(limitSec, Math.max(fromSec + 1, atSec + (long) (left / perSec)));
            }
            left -= hour;
        }
        return limitSec;
    }

    /** Estimated second before which half of the events of {@code range} have happened. */
    long middleSec(TimeRange range) {
        double events = 0;
        for (long atSec = range.fromSec(); atSec < range.toSec(); atSec = nextHourSec(atSec)) {
            events += (Math.min(range.toSec(), nextHourSec(atSec)) - atSec) * perSec(atSec);
        }
        return secAfter(range.fromSec(), events / 2, range.toSec());
    }

    private double perSec(long atSec) {
        double observed = eventsPerSec[Math.floorMod(Math.floorDiv(atSec, HOUR_SEC), WEEK_HOURS)];
        return growth.map(times -> observed * times.applyAsDouble(atSec)).orElse(observed);
    }

    private static long nextHourSec(long sec) {
        return (Math.floorDiv(sec, HOUR_SEC) + 1) * HOUR_SEC;
    }
}
