package dev.ticketsql.sandbox.history;

import java.util.Arrays;

/**
 * Distribution of new tickets over time: more by day than by night, few at weekends, more in November and December, and
 * growing over the years. Holds one cumulative sum per hour of the history.
 */
final class ArrivalCurve {

    private static final long HOUR_SEC = 3_600;

    /** Weights of the hours of a day in UTC: most customers are in Europe, some in America and Asia. */
    private static final int[] BY_HOUR = {
        9, 7, 6, 6, 8, 12, 22, 45, 80, 100, 104, 98, 84, 92, 98, 94, 86, 70, 52, 42, 36, 28, 20, 13
    };

    /** Weights from Monday, when the weekend's questions come in. */
    private static final int[] BY_WEEKDAY = {112, 104, 100, 98, 90, 34, 28};

    /** Weights from January. */
    private static final int[] BY_MONTH = {104, 92, 94, 93, 92, 90, 86, 84, 96, 100, 124, 136};

    /** Growth over the whole history, in percent of the start. */
    private static final long GROWTH_PERCENT = 120;

    /** Mean length of a month, precise enough for a season. */
    private static final long MONTH_SEC = 2_629_800;

    private final long startSec;
    private final long endSec;
    private final long[] totalBefore;

    /** Creates the distribution over {@code [startSec, endSec)}, epoch seconds. */
    ArrivalCurve(long startSec, long endSec) {
        this.startSec = startSec;
        this.endSec = endSec;
        int hours = Math.toIntExact((endSec - startSec + HOUR_SEC - 1) / HOUR_SEC);
        totalBefore = new long[hours + 1];
        for (int hour = 0; hour < hours; hour++) {
            totalBefore[hour + 1] = totalBefore[hour] + weight(startSec + hour * HOUR_SEC, hour, hours);
        }
    }

    /** Draws an instant, epoch seconds, by the distribution. */
    long instantSec(SeededRandom random) {
        long roll = Long.remainderUnsigned(random.next(), totalBefore[totalBefore.length - 1]);
        int found = Arrays.binarySearch(totalBefore, roll);
        int hour = found >= 0 ? found : -found - 2;
        return Math.min(endSec - 1, startSec + hour * HOUR_SEC + random.below((int) HOUR_SEC));
    }

    private static long weight(long sec, long hour, long hours) {
        long month = Math.floorMod(Math.floorDiv(sec, MONTH_SEC), 12L);
        return (100 + GROWTH_PERCENT * hour / hours)
                * BY_HOUR[WorkingHours.hourOfDay(sec)]
                * BY_WEEKDAY[WorkingHours.dayOfWeek(sec)]
                * BY_MONTH[(int) month];
    }
}
