package dev.ticketsql.reference;

import dev.ticketsql.api.page.JsonReader;
import dev.ticketsql.schedule.BusinessSchedule;
import dev.ticketsql.schedule.Holiday;
import dev.ticketsql.schedule.WeeklyInterval;
import dev.ticketsql.schedule.ZoneNames;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Row of the table of schedules, and how it becomes business hours.
 *
 * @param name for SQL
 * @param zone a name of Rails, as {@code Pacific Time (US & Canada)}, or of the IANA database
 * @param intervals JSON array of objects with {@code start_time} and {@code end_time}, minutes since Sunday 00:00
 */
record ScheduleRow(String name, String zone, String intervals) {

    /**
     * Row of the table of holidays.
     *
     * @param first day, as {@code 2026-12-24}
     * @param last day, inclusive
     */
    record Day(String name, String first, String last) {}

    /** Interval under construction. */
    private static final class Ends {
        private long start = -1;
        private long end = -1;
    }

    /** The schedule with these holidays, or one with a defect if a part is not as documented. */
    BusinessSchedule schedule(List<Day> days) {
        try {
            ZoneId known = ZoneNames.zone(zone)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "time zone '" + zone + "', which neither Rails nor the IANA database of this Java has"));
            return new BusinessSchedule(name, known, weekly(), holidays(days));
        } catch (IOException e) {
            return defective("intervals that are not as documented: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return defective(String.valueOf(e.getMessage()));
        }
    }

    /** A schedule of that name which cannot be computed with, since it has what {@code reason} names. */
    BusinessSchedule defective(String reason) {
        return BusinessSchedule.defective(name, "schedule '" + name + "' of the account has " + reason);
    }

    private List<WeeklyInterval> weekly() throws IOException {
        List<WeeklyInterval> weekly = new ArrayList<>();
        try (JsonReader json = new JsonReader(intervals)) {
            json.readArray(() -> weekly.add(interval(json)));
        }
        return weekly;
    }

    /** Reads an interval; one that ends before it begins reaches into the next week. */
    private static WeeklyInterval interval(JsonReader json) throws IOException {
        Ends ends = new Ends();
        json.readObject(field -> {
            switch (field) {
                case "start_time" -> ends.start = json.readWholeNumber();
                case "end_time" -> ends.end = json.readWholeNumber();
                default -> json.skip();
            }
        });
        requireMinute(ends.start, "start_time");
        requireMinute(ends.end, "end_time");
        int start = (int) ends.start % WeeklyInterval.WEEK_MINUTES;
        int end = (int) ends.end;
        return new WeeklyInterval(start, end < start ? end + WeeklyInterval.WEEK_MINUTES : end);
    }

    private static void requireMinute(long minute, String name) {
        if (minute < 0 || minute > WeeklyInterval.WEEK_MINUTES) {
            throw new IllegalArgumentException(
                    "hours without a " + name + " between 0 and " + WeeklyInterval.WEEK_MINUTES + " minutes");
        }
    }

    private static List<Holiday> holidays(List<Day> days) {
        List<Holiday> holidays = new ArrayList<>();
        for (Day day : days) {
            try {
                holidays.add(new Holiday(day.name(), LocalDate.parse(day.first()), LocalDate.parse(day.last())));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "a holiday from '" + day.first() + "' to '" + day.last()
                                + "', which are no dates such as 2026-12-25",
                        e);
            }
        }
        return holidays;
    }
}
