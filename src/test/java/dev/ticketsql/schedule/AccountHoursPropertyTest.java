package dev.ticketsql.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.ReferenceDesk;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.TestAccount;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares SQL with random schedules of an account, as the API writes them, with a count of every minute. */
final class AccountHoursPropertyTest {

    /** Zones by their names in the API, and in Java. */
    private static final List<List<String>> ZONES = List.of(
            List.of("Berlin", "Europe/Berlin"),
            List.of("Kolkata", "Asia/Kolkata"),
            List.of("Newfoundland", "America/St_Johns"),
            List.of("Pacific Time (US & Canada)", "America/Los_Angeles"),
            List.of("Samoa", "Pacific/Apia"),
            List.of("Australia/Lord_Howe", "Australia/Lord_Howe"));

    private static final Instant FIRST = LocalDate.of(2019, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant END = LocalDate.of(2023, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final int PAIRS = 2_000;

    @TempDir
    private Path directory;

    @Test
    void everySecondOfTheAccountsSchedulesIsCounted() throws SQLException {
        Random random = new Random(Long.getLong("ticketsql.seed", 1));
        ReferenceDesk desk = new ReferenceDesk();
        List<BusinessSchedule> schedules = new ArrayList<>();
        for (List<String> zone : ZONES) {
            schedules.add(random(desk, 100 + schedules.size(), zone, random));
        }
        SettableClock clock = new SettableClock(TestAccount.NOW);
        try (TestAccount account = TestAccount.named(PagedEvents.of(List.of(), clock), desk, clock, directory)) {
            for (BusinessSchedule schedule : schedules) {
                assertEquals(
                        counted(schedule), account.sql(sql(schedule.name())).rows(), schedule::toString);
            }
        }
        assertEquals(1 + ZONES.size(), desk.requests().size());
    }

    private static BusinessSchedule random(ReferenceDesk desk, long id, List<String> zone, Random random) {
        List<WeeklyInterval> intervals = new ArrayList<>();
        for (int number = 0; number <= random.nextInt(14); number++) {
            int start = random.nextInt(WeeklyInterval.WEEK_MINUTES);
            intervals.add(new WeeklyInterval(start, start + 1 + random.nextInt(WeeklyInterval.DAY_MINUTES)));
        }
        // Up to the end of the week, and from its beginning.
        intervals.add(new WeeklyInterval(WeeklyInterval.WEEK_MINUTES - 60, WeeklyInterval.WEEK_MINUTES));
        intervals.add(new WeeklyInterval(0, 60));
        String json = intervals.stream()
                .map(interval -> "{\"start_time\":" + interval.startMinute() + ",\"end_time\":"
                        + (interval.endMinute() > WeeklyInterval.WEEK_MINUTES
                                ? interval.endMinute() - WeeklyInterval.WEEK_MINUTES
                                : interval.endMinute())
                        + "}")
                .collect(Collectors.joining(",", "[", "]"));
        desk.schedule(id, zone.get(0), zone.get(0), json);
        List<Holiday> holidays = new ArrayList<>();
        for (int number = 0; number < random.nextInt(40); number++) {
            LocalDate first = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(1_400));
            LocalDate last = first.plusDays(random.nextInt(4));
            holidays.add(new Holiday("", first, last));
            desk.holiday(id, id * 1_000 + number, first.toString(), last.toString());
        }
        return new BusinessSchedule(zone.get(0), ZoneId.of(zone.get(1)), intervals, holidays);
    }

    private static String sql(String schedule) {
        return "SELECT BUSINESS_SECONDS(x, y, '" + schedule + "') FROM (SELECT n,"
                + " TIMESTAMP '2019-01-02 00:00:00' + n * INTERVAL '54321' SECOND AS x,"
                + " TIMESTAMP '2019-01-02 00:00:00' + (n * 54321 + MOD(n * 7919, 900000) - 450000) * INTERVAL '1' SECOND AS y"
                + " FROM GENERATE_SERIES(10, " + (PAIRS + 9) + ") AS g(n)) t ORDER BY n";
    }

    private static List<String> counted(BusinessSchedule schedule) {
        MinuteCount count = new MinuteCount(schedule, FIRST, END);
        long base = Instant.parse("2019-01-02T00:00:00Z").getEpochSecond();
        List<String> seconds = new ArrayList<>();
        for (long n = 10; n < PAIRS + 10; n++) {
            long from = base + n * 54_321;
            long to = base + n * 54_321 + n * 7_919 % 900_000 - 450_000;
            seconds.add(Long.toString(count.openSec(to) - count.openSec(from)));
        }
        return seconds;
    }
}
