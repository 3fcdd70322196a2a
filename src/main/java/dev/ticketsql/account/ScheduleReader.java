package dev.ticketsql.account;

import dev.ticketsql.api.page.JsonReader;
import dev.ticketsql.api.page.MalformedPageException;
import dev.ticketsql.schedule.BusinessSchedule;
import dev.ticketsql.schedule.BusinessSchedules;
import dev.ticketsql.schedule.Holiday;
import dev.ticketsql.schedule.WeeklyInterval;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parser of option {@code schedules}: JSON, whose places the refusals name by their paths. */
final class ScheduleReader {

    private static final String NAME = "a name for SQL";

    private static final String ZONE = "a time zone such as Europe/Berlin";

    private static final String WEEK = "hours such as {\"monday-friday\": \"09:00-17:30\"}";

    private static final String DATES = "a date such as 2026-12-25, or dates such as 2026-12-24/2027-01-01";

    /** What is read of a schedule; a part is null until it was there. */
    private static final class Parts {
        private @Nullable String name;
        private @Nullable ZoneId zone;
        private List<WeeklyInterval> hours = List.of();
        private List<Holiday> holidays = List.of();
    }

    /** What is read of a holiday with a name. */
    private static final class NamedDays {
        private String name = "";
        private @Nullable Holiday days;
    }

    private final JsonReader json;

    private ScheduleReader(JsonReader json) {
        this.json = json;
    }

    /**
     * Parses {@code text}, an array of schedules.
     *
     * @throws IllegalArgumentException naming the place, what is there and what to write
     */
    static BusinessSchedules schedules(String text) {
        try (JsonReader json = new JsonReader(text)) {
            List<BusinessSchedule> schedules = new ArrayList<>();
            ScheduleReader reader = new ScheduleReader(json);
            json.readArray(() -> schedules.add(reader.schedule()));
            json.readEnd();
            return new BusinessSchedules(schedules);
        } catch (MalformedPageException e) {
            throw refused(e.getMessage() + "; write it as " + BusinessSchedules.EXAMPLE);
        } catch (IOException e) {
            throw refused("it is not JSON; write it as " + BusinessSchedules.EXAMPLE);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException("option " + Option.SCHEDULES.propertyName() + ": " + reason);
    }

    private BusinessSchedule schedule() throws IOException {
        String path = json.path();
        Parts parts = new Parts();
        json.readObject(field -> {
            switch (field) {
                case "name" -> parts.name = text(NAME, text -> text.isBlank() ? Optional.empty() : Optional.of(text));
                case "timeZone" -> parts.zone = text(ZONE, text -> Optional.of(ZoneId.of(text)));
                case "hours" -> parts.hours = hours();
                case "holidays" -> parts.holidays = items(this::holiday);
                default -> throw unknown(path, field, "name, timeZone, hours, holidays");
            }
        });
        return new BusinessSchedule(
                given(parts.name, path, "name", NAME),
                given(parts.zone, path, "timeZone", ZONE),
                given(parts.hours.isEmpty() ? null : parts.hours, path, "hours", WEEK),
                parts.holidays);
    }

    private static <T> T given(@Nullable T part, String path, String name, String expected) {
        if (part == null) {
            throw new IllegalArgumentException(path + " has no " + name + "; give " + expected);
        }
        return part;
    }

    private List<WeeklyInterval> hours() throws IOException {
        String path = json.path();
        List<WeeklyInterval> intervals = new ArrayList<>();
        json.readObject(days -> {
            List<Integer> weekdays = WeekText.days(days).orElseThrow(() -> unknown(path, days, WeekText.DAYS));
            for (List<WeeklyInterval> ofSunday : items(this::hoursOfSunday)) {
                weekdays.forEach(day -> ofSunday.forEach(interval -> intervals.add(WeekText.onDay(interval, day))));
            }
        });
        return intervals;
    }

    private List<WeeklyInterval> hoursOfSunday() throws IOException {
        return text(WeekText.HOURS, WeekText::hours);
    }

    private Holiday holiday() throws IOException {
        if (!json.isObject()) {
            return text(DATES, ScheduleReader::holiday);
        }
        String path = json.path();
        NamedDays named = new NamedDays();
        json.readObject(field -> {
            switch (field) {
                case "name" -> named.name = json.readString();
                case "dates" -> named.days = text(DATES, ScheduleReader::holiday);
                default -> throw unknown(path, field, "name, dates");
            }
        });
        Holiday days = given(named.days, path, "dates", DATES);
        return new Holiday(named.name, days.first(), days.last());
    }

    private static Optional<Holiday> holiday(String dates) {
        String[] ends = dates.strip().split("/", -1);
        return ends.length > 2
                ? Optional.empty()
                : Optional.of(new Holiday("", LocalDate.parse(ends[0]), LocalDate.parse(ends[ends.length - 1])));
    }

    /** Reads one item, or an array of them. */
    private <T> List<T> items(Item<T> item) throws IOException {
        List<T> items = new ArrayList<>();
        if (json.isArray()) {
            json.readArray(() -> items.add(item.read()));
        } else {
            items.add(item.read());
        }
        return items;
    }

    /** Reads a string whose value {@code parser} finds; it finds none, or fails, where the string is another thing. */
    private <T> T text(String expected, Parser<T> parser) throws IOException {
        String text = json.readString();
        Optional<T> value;
        try {
            value = parser.parsed(text);
        } catch (DateTimeException e) {
            value = Optional.empty();
        }
        return value.orElseThrow(
                () -> new IllegalArgumentException(json.path() + " is '" + text + "', must be " + expected));
    }

    private static IllegalArgumentException unknown(String path, String field, String fields) {
        return new IllegalArgumentException(path + " cannot have '" + field + "'; use " + fields);
    }

    @FunctionalInterface
    private interface Item<T> {
        T read() throws IOException;
    }

    @FunctionalInterface
    private interface Parser<T> {
        Optional<T> parsed(String text);
    }
}
