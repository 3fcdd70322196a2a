package dev.ticketsql.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Business hours by the definition: looks at the local time of every minute, one after the other, and counts those that
 * are open. Offsets must be whole minutes in the time that it covers.
 */
final class MinuteCount {

    private static final int MINUTE_SEC = 60;

    private static final LocalDateTime A_SUNDAY = LocalDate.of(2023, 1, 1).atStartOfDay();

    private final long firstSec;

    /** Open minutes before each minute, and before the end. */
    private final int[] before;

    MinuteCount(BusinessSchedule schedule, Instant first, Instant end) {
        firstSec = first.getEpochSecond();
        before = new int[(int) ChronoUnit.MINUTES.between(first, end) + 1];
        for (int minute = 0; minute + 1 < before.length; minute++) {
            before[minute + 1] =
                    before[minute] + (isOpen(schedule, first.plusSeconds((long) minute * MINUTE_SEC)) ? 1 : 0);
        }
    }

    private static boolean isOpen(BusinessSchedule schedule, Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, schedule.zone());
        long minute = Math.floorMod(ChronoUnit.MINUTES.between(A_SUNDAY, local), WeeklyInterval.WEEK_MINUTES);
        boolean isInHours = schedule.intervals().stream()
                .anyMatch(interval -> Math.floorMod(minute - interval.startMinute(), WeeklyInterval.WEEK_MINUTES)
                        < interval.endMinute() - interval.startMinute());
        LocalDate day = local.toLocalDate();
        return isInHours
                && schedule.holidays().stream()
                        .noneMatch(holiday -> !day.isBefore(holiday.first()) && !day.isAfter(holiday.last()));
    }

    long firstSec() {
        return firstSec;
    }

    long endSec() {
        return firstSec + (before.length - 1L) * MINUTE_SEC;
    }

    /** Open seconds from the first minute on. */
    long openSec(long epochSec) {
        int minute = (int) ((epochSec - firstSec) / MINUTE_SEC);
        long part = (epochSec - firstSec) % MINUTE_SEC;
        boolean isOpen = part > 0 && before[minute + 1] > before[minute];
        return (long) before[minute] * MINUTE_SEC + (isOpen ? part : 0);
    }

    /** The first second before which so many are open; past the end if none is. */
    long firstSecOf(long openSec) {
        int least = (int) -Math.floorDiv(-openSec, MINUTE_SEC);
        return firstSec + (long) firstMinuteOf(least) * MINUTE_SEC - ((long) least * MINUTE_SEC - openSec);
    }

    /** The last second before which so many are open; before the first minute if none is. */
    long lastSecOf(long openSec) {
        int most = (int) Math.floorDiv(openSec, MINUTE_SEC);
        return firstSec + (firstMinuteOf(most + 1) - 1L) * MINUTE_SEC + openSec - (long) most * MINUTE_SEC;
    }

    /** The first minute before which at least so many are open. */
    private int firstMinuteOf(int open) {
        int low = 0;
        int high = before.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before[middle] < open) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static String shown(long epochSec) {
        return LocalDateTime.ofEpochSecond(epochSec, 0, ZoneOffset.UTC).toString();
    }
}
