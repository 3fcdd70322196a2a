package dev.ticketsql.account;

import dev.ticketsql.schedule.WeeklyInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser of weekdays and of the hours of a day. */
final class WeekText {

    /** Names of weekdays, for refusals. */
    static final String DAYS =
            "sunday, monday, tuesday, wednesday, thursday, friday, saturday, or two of them as" + " monday-friday";

    /** Spelling of hours, for refusals. */
    static final String HOURS = "hours such as 09:00-17:30, or 22:00-06:00 to the next day, or 00:00-24:00";

    /** Days in the order of {@link WeeklyInterval}, whose weeks begin on Sunday. */
    private static final List<String> NAMES =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

    private static final Pattern INTERVAL =
            Pattern.compile("\\s*([01]?\\d|2[0-4]):([0-5]\\d)\\s*-\\s*([01]?\\d|2[0-4]):([0-5]\\d)\\s*");

    private WeekText() {}

    /** The days that {@code text} names, from 0 for Sunday; empty if it does not. */
    static Optional<List<Integer>> days(String text) {
        String[] ends = text.strip().toLowerCase(Locale.ROOT).split("\\s*-\\s*", -1);
        int first = NAMES.indexOf(ends[0]);
        int last = NAMES.indexOf(ends[ends.length - 1]);
        if (first < 0 || last < 0 || ends.length > 2) {
            return Optional.empty();
        }
        List<Integer> days = new ArrayList<>();
        int count = Math.floorMod(last - first, NAMES.size()) + 1;
        for (int day = 0; day < count; day++) {
            days.add((first + day) % NAMES.size());
        }
        return Optional.of(days);
    }

    /** The intervals of {@code text}, parted by commas, as those of a Sunday; empty if it is none. */
    static Optional<List<WeeklyInterval>> hours(String text) {
        List<WeeklyInterval> intervals = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            Matcher interval = INTERVAL.matcher(each);
            if (!interval.matches()) {
                return Optional.empty();
            }
            int start = minute(interval.group(1), interval.group(2));
            int end = minute(interval.group(3), interval.group(4));
            if (start == end || start >= WeeklyInterval.DAY_MINUTES || end > WeeklyInterval.DAY_MINUTES) {
                return Optional.empty();
            }
            intervals.add(new WeeklyInterval(start, end > start ? end : end + WeeklyInterval.DAY_MINUTES));
        }
        return Optional.of(intervals);
    }

    private static int minute(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    /** An interval of Sunday on {@code day}. */
    static WeeklyInterval onDay(WeeklyInterval ofSunday, int day) {
        int shift = day * WeeklyInterval.DAY_MINUTES;
        return new WeeklyInterval(ofSunday.startMinute() + shift, ofSunday.endMinute() + shift);
    }
}
