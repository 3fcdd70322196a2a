package dev.ticketsql.sandbox.history;

/** Working hours of agents: Monday to Friday, 08:00 to 18:00 UTC. All instants are epoch seconds. */
final class WorkingHours {

    private static final long HOUR_SEC = 3_600;
    private static final long DAY_SEC = 24 * HOUR_SEC;
    private static final long OPENS_SEC = 8 * HOUR_SEC;
    private static final long CLOSES_SEC = 18 * HOUR_SEC;

    private WorkingHours() {}

    /** 0 for Monday. The epoch began on a Thursday. */
    static int dayOfWeek(long sec) {
        return (int) Math.floorMod(Math.floorDiv(sec, DAY_SEC) + 3, 7L);
    }

    /** 0 to 23. */
    static int hourOfDay(long sec) {
        return (int) (Math.floorMod(sec, DAY_SEC) / HOUR_SEC);
    }

    /** {@code sec} itself during working hours, else the next opening. */
    static long opening(long sec) {
        long midnight = sec - Math.floorMod(sec, DAY_SEC);
        int weekday = dayOfWeek(sec);
        if (weekday < 5 && sec < midnight + CLOSES_SEC) {
            return Math.max(sec, midnight + OPENS_SEC);
        }
        int days = weekday < 4 ? 1 : 7 - weekday;
        return midnight + days * DAY_SEC + OPENS_SEC;
    }

    /** The instant {@code workSec} working seconds after {@code sec}. */
    static long after(long sec, long workSec) {
        long at = opening(sec);
        long left = workSec;
        for (long today = untilClosing(at); left >= today; today = untilClosing(at)) {
            left -= today;
            at = opening(at + today);
        }
        return at + left;
    }

    /** Working seconds in {@code [fromSec, toSec)}. */
    static long between(long fromSec, long toSec) {
        long worked = 0;
        for (long at = opening(fromSec); at < toSec; at = opening(at + untilClosing(at))) {
            worked += Math.min(untilClosing(at), toSec - at);
        }
        return worked;
    }

    /** Next run of automations after {@code sec}: once an hour, for all tickets in one second. */
    static long nextHourlyRun(long sec) {
        return (Math.floorDiv(sec, HOUR_SEC) + 1) * HOUR_SEC + 7;
    }

    private static long untilClosing(long openSec) {
        return CLOSES_SEC - Math.floorMod(openSec, DAY_SEC);
    }
}
