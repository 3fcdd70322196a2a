package dev.ticketsql.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.schedule.BusinessSchedule;
import dev.ticketsql.schedule.BusinessSchedules;
import dev.ticketsql.schedule.Holiday;
import dev.ticketsql.schedule.WeeklyInterval;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Option {@code schedules}: what it says, and the refusals of what it cannot mean. */
final class ScheduleReaderTest {

    private static final LocalDate CHRISTMAS = LocalDate.of(2026, 12, 25);

    @Test
    void aModelsListAndAUrlsTextAreTheSame() {
        Object ofModel = List.of(Map.of(
                "name",
                "Support",
                "timeZone",
                "Europe/Berlin",
                "hours",
                Map.of("Monday", List.of("9:00-12:00", "13:00 - 17:30"), "saturday", "22:00-06:00"),
                "holidays",
                List.of("2026-12-25", Map.of("name", "Easter", "dates", "2026-04-03/2026-04-06"))));
        String ofUrl = """
                [{"name": "Support", "timeZone": "Europe/Berlin",
                  "hours": {"monday": "09:00-12:00, 13:00-17:30", "saturday": ["22:00-06:00"]},
                  "holidays": ["2026-12-25", {"name": "Easter", "dates": "2026-04-03/2026-04-06"}]}]""";
        List<Holiday> holidays = List.of(
                new Holiday("", CHRISTMAS, CHRISTMAS),
                new Holiday("Easter", LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6)));
        for (Object given : List.of(ofModel, ofUrl)) {
            BusinessSchedule schedule = schedules(given).all().get(0);
            assertEquals("Support", schedule.name());
            assertEquals(ZoneId.of("Europe/Berlin"), schedule.zone());
            assertEquals(
                    List.of(
                            new WeeklyInterval(1980, 2160),
                            new WeeklyInterval(2220, 2490),
                            new WeeklyInterval(9960, 10440)),
                    schedule.intervals().stream()
                            .sorted((one, other) -> one.startMinute() - other.startMinute())
                            .toList());
            assertEquals(holidays, schedule.holidays());
        }
    }

    @Test
    void daysMayReachOverTheEndOfTheWeekAndHoursOverMidnight() {
        String text = """
                [{"name": "Nights", "timeZone": "+05:30", "hours": {"friday-sunday": "22:00-06:00, 00:00-01:00"}}]""";
        assertEquals(
                List.of(
                        new WeeklyInterval(8520, 9000),
                        new WeeklyInterval(9960, 10440),
                        new WeeklyInterval(1320, 1800),
                        new WeeklyInterval(7200, 7260),
                        new WeeklyInterval(8640, 8700),
                        new WeeklyInterval(0, 60)),
                schedules(text).all().get(0).intervals().stream()
                        .sorted((one, other) -> Integer.compare(
                                one.endMinute() - one.startMinute() == 60 ? 1 : 0,
                                other.endMinute() - other.startMinute() == 60 ? 1 : 0))
                        .toList());
    }

    @Test
    void theExampleOfMessagesIsRead() {
        assertEquals("Support", schedules(BusinessSchedules.EXAMPLE).names());
        assertEquals("", schedules("[]").names());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "A"}  | $ should be an array, is an object; write it as EXAMPLE
            [1]            | $[0] should be an object, is 1; write it as EXAMPLE
            [{}]           | $[0] has no name; give a name for SQL
            [{"name": ""}] | $[0].name is '', must be a name for SQL
            [{"name": 5}]  | $[0].name should be a string, is 5; write it as EXAMPLE
            [{"name": "A", "zone": "UTC"}] | $[0] cannot have 'zone'; use name, timeZone, hours, holidays
            [{"name": "A", "timeZone": "Berlin"}] | $[0].timeZone is 'Berlin', must be a time zone such as Europe/Berlin
            [{"name": "A", "timeZone": "UTC"}] | $[0] has no hours; give hours such as {"monday-friday": "09:00-17:30"}
            [{"name": "A", "timeZone": "UTC", "hours": {}}] | $[0] has no hours; give hours such as {"monday-friday": "09:00-17:30"}
            [{"name": "A", "hours": {"mondey": "09:00-17:30"}}] | $[0].hours cannot have 'mondey'; use sunday, monday, tuesday, wednesday, thursday, friday, saturday, or two of them as monday-friday
            [{"name": "A", "hours": {"monday": "9-17"}}] | $[0].hours.monday is '9-17', must be hours such as 09:00-17:30, or 22:00-06:00 to the next day, or 00:00-24:00
            [{"name": "A", "hours": {"monday": ["09:00-09:00"]}}] | $[0].hours.monday[0] is '09:00-09:00', must be hours such as 09:00-17:30, or 22:00-06:00 to the next day, or 00:00-24:00
            [{"name": "A", "hours": {"monday": "09:00-24:30"}}] | $[0].hours.monday is '09:00-24:30', must be hours such as 09:00-17:30, or 22:00-06:00 to the next day, or 00:00-24:00
            [{"name": "A", "holidays": ["25.12.2026"]}] | $[0].holidays[0] is '25.12.2026', must be a date such as 2026-12-25, or dates such as 2026-12-24/2027-01-01
            [{"name": "A", "holidays": ["2026-12-26/2026-12-25"]}] | holiday 2026-12-26/2026-12-25 ends before it begins
            [{"name": "A", "holidays": [{"name": "X"}]}] | $[0].holidays[0] has no dates; give a date such as 2026-12-25, or dates such as 2026-12-24/2027-01-01
            [{"name": "A", "timeZone": "UTC", "hours": {"monday": "09:00-10:00"}}, {"name": "A", "timeZone": "UTC", "hours": {"monday": "09:00-10:00"}}] | two schedules have the name 'A'; give each a name of its own
            """)
    void whatASchedulesOptionCannotMeanIsRefusedWithItsPlace(String text, String message) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> schedules(text));
        assertEquals(
                "option schedules: " + message.replace("EXAMPLE", BusinessSchedules.EXAMPLE), refusal.getMessage());
    }

    @Test
    void textThatIsNoJsonIsRefused() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> schedules("office"));
        assertEquals(
                "option schedules: it is not JSON; write it as " + BusinessSchedules.EXAMPLE, refusal.getMessage());
    }

    private static BusinessSchedules schedules(Object given) {
        return Settings.of(OptionValues.of(Map.of("baseUrl", "sandbox:?events=10", "schedules", given)), Map.of())
                .schedules();
    }
}
