package dev.ticketsql.correctness;

import java.util.Locale;

/** Our rounding of times in PostgreSQL's words. */
final class PostgresWords {

    private PostgresWords() {}

    /** {@code FLOOR(time TO unit)}. */
    static String floor(String time, String unit) {
        // The week of FLOOR starts on Sunday, that of DATE_TRUNC on Monday.
        return unit.equals("WEEK")
                ? "(DATE_TRUNC('week', " + time + " + INTERVAL '1 day') - INTERVAL '1 day')"
                : "DATE_TRUNC('" + unit.toLowerCase(Locale.ROOT) + "', " + time + ")";
    }

    /** {@code CEIL(time TO unit)}: the unit after the one of the second before, since times are whole seconds. */
    static String ceiling(String time, String unit) {
        String one = unit.equals("QUARTER") ? "3 month" : "1 " + unit.toLowerCase(Locale.ROOT);
        return "(" + floor("(" + time + " - INTERVAL '1 second')", unit) + " + INTERVAL '" + one + "')";
    }
}
