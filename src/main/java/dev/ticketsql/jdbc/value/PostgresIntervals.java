package dev.ticketsql.jdbc.value;

import java.time.Duration;
import java.time.Period;
import java.util.Locale;

/** Prints intervals as PostgreSQL does: {@code 1429 days 08:13:55}, {@code 1 year 2 mons}, {@code 30:00:00}. */
final class PostgresIntervals {

    private static final long MILLIS_PER_DAY = 86_400_000;

    private PostgresIntervals() {}

    /** Prints months. */
    static String text(Period months) {
        long total = months.toTotalMonths();
        String years = counted(total / 12, "year");
        String rest = counted(total % 12, "mon");
        String text = years.isEmpty() || rest.isEmpty() ? years + rest : years + " " + rest;
        return text.isEmpty() ? time(0) : text;
    }

    /**
     * Prints a time.
     *
     * @param hasDays whether its type has days; hours are no days in PostgreSQL
     */
    static String text(Duration duration, boolean hasDays) {
        long millis = duration.toMillis();
        String days = hasDays ? counted(millis / MILLIS_PER_DAY, "day") : "";
        long rest = hasDays ? millis % MILLIS_PER_DAY : millis;
        if (days.isEmpty()) {
            return time(rest);
        }
        return rest == 0 ? days : days + " " + time(rest);
    }

    /** {@code -2 days}, {@code 1 day}; empty for 0. */
    private static String counted(long count, String unit) {
        return count == 0 ? "" : count + " " + unit + (count == 1 ? "" : "s");
    }

    private static String time(long millis) {
        Duration time = Duration.ofMillis(Math.abs(millis));
        String seconds = String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                millis < 0 ? "-" : "",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart());
        String fraction =
                String.format(Locale.ROOT, "%03d", time.toMillisPart()).replaceFirst("0+$", "");
        return fraction.isEmpty() ? seconds : seconds + "." + fraction;
    }
}
