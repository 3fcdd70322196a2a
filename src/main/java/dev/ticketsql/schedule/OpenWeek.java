package dev.ticketsql.schedule;

import static dev.ticketsql.schedule.WeeklyInterval.WEEK_MINUTES;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hours that repeat every week, over local time as a line of milliseconds from 1970-01-01 00:00 on, without holidays.
 * The open time before a place is a number that grows inside hours and rests outside. Immutable.
 */
final class OpenWeek {

    private static final long MINUTE_MS = TimeUnit.MINUTES.toMillis(1);
    private static final long WEEK_MS = WEEK_MINUTES * MINUTE_MS;

    /** First Sunday of the line. */
    private static final long SUNDAY_MS = TimeUnit.DAYS.toMillis(3);

    /** Open time of a week before each of its minutes, and of all of it. */
    private final long[] beforeMinuteMs = new long[WEEK_MINUTES + 1];

    /** Starts of the stretches of open minutes, and the open time before each. */
    private final long[] startMs;

    private final long[] beforeStartMs;

    OpenWeek(List<WeeklyInterval> intervals) {
        BitSet open = new BitSet(WEEK_MINUTES);
        for (WeeklyInterval interval : intervals) {
            open.set(interval.startMinute(), Math.min(interval.endMinute(), WEEK_MINUTES));
            open.set(0, Math.max(0, interval.endMinute() - WEEK_MINUTES));
        }
        List<Integer> starts = new ArrayList<>();
        for (int minute = 0; minute < WEEK_MINUTES; minute++) {
            beforeMinuteMs[minute + 1] = beforeMinuteMs[minute] + (open.get(minute) ? MINUTE_MS : 0);
            if (open.get(minute) && (minute == 0 || !open.get(minute - 1))) {
                starts.add(minute);
            }
        }
        startMs = starts.stream().mapToLong(minute -> minute * MINUTE_MS).toArray();
        beforeStartMs =
                starts.stream().mapToLong(minute -> beforeMinuteMs[minute]).toArray();
    }

    /** Open time of a whole week, ms. */
    long totalMs() {
        return beforeMinuteMs[WEEK_MINUTES];
    }

    /** Open time from the first Sunday to {@code localMs}; negative before it. */
    long beforeMs(long localMs) {
        long week = Math.floorDiv(localMs - SUNDAY_MS, WEEK_MS);
        long ofWeekMs = localMs - SUNDAY_MS - week * WEEK_MS;
        int minute = (int) (ofWeekMs / MINUTE_MS);
        long beforeMs = beforeMinuteMs[minute];
        boolean isOpen = beforeMinuteMs[minute + 1] > beforeMs;
        return week * totalMs() + beforeMs + (isOpen ? ofWeekMs - minute * MINUTE_MS : 0);
    }

    /** First place before which {@code openMs} is open. */
    long firstMs(long openMs) {
        long week = Math.floorDiv(openMs - 1, totalMs());
        return place(week, openMs - week * totalMs(), 1);
    }

    /** Last place before which {@code openMs} is open. */
    long lastMs(long openMs) {
        long week = Math.floorDiv(openMs, totalMs());
        return place(week, openMs - week * totalMs(), 0);
    }

    /** Place in the last stretch of the week before which at least {@code lessMs} less is open. */
    private long place(long week, long openMs, long lessMs) {
        int stretch = Sorted.lastAtMost(beforeStartMs, openMs - lessMs);
        return SUNDAY_MS + week * WEEK_MS + startMs[stretch] + openMs - beforeStartMs[stretch];
    }
}
