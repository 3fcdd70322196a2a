package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.sandbox.history.EventRows;
import dev.ticketsql.sandbox.history.History;
import dev.ticketsql.sandbox.history.HistoryPlan;
import dev.ticketsql.sandbox.json.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Errors of the forecast from four weeks of a help desk for the weeks before and after. */
final class PageForecastTest {

    private static final int PER_PAGE = 1_000;
    private static final long HOUR_SEC = 3_600;
    private static final long DAY_SEC = 86_400;
    private static final Pattern TICKET = Pattern.compile("\"ticket_id\":(\\d+)");
    private static final long FROM_SEC = Instant.parse("2023-01-01T00:00:00Z").getEpochSecond();
    private static final long TO_SEC = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    @Test
    void fourWeeksForetellTheWeeksBesideThemWithinAQuarter() {
        List<Double> errors = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            EventRows rows = History.of(new HistoryPlan(seed, 2_000_000, FROM_SEC, TO_SEC, true, true));
            for (long atSec = FROM_SEC + 60 * DAY_SEC; atSec < TO_SEC - 90 * DAY_SEC; atSec += 23 * DAY_SEC + 7_777) {
                HourlyDensity density = observed(rows, atSec, atSec + 28 * DAY_SEC);
                for (int days : new int[] {7, 14, 28}) {
                    errors.add(error(rows, density, atSec - days * DAY_SEC, atSec));
                    errors.add(error(rows, density, atSec + 28 * DAY_SEC, atSec + (28 + days) * DAY_SEC));
                }
            }
        }
        errors.sort(Double::compare);
        assertTrue(errors.size() >= 700, () -> "only " + errors.size() + " ranges");
        double median = errors.get(errors.size() / 2);
        long within = errors.stream().filter(error -> error <= 0.25).count();
        // A quarter more events from one month to the next is what the desk itself has, from October to November.
        assertTrue(within >= 0.97 * errors.size(), () -> within + " of " + errors.size());
        assertTrue(median <= 0.08, () -> "median error " + median);
    }

    /**
     * Ticket numbers show how many tickets came before, but neither seasons nor bursts of tickets that were never
     * mirrored. Without the numbers, half of these weeks and quarters are forecast within a quarter, and the whole
     * history not at all.
     */
    @Test
    void fourWeeksForetellWhatLiesFarBeforeThemAndTheWholeHistory() {
        List<Double> weeks = new ArrayList<>();
        List<Double> quarters = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            EventRows rows = History.of(new HistoryPlan(seed, 1_000_000, FROM_SEC, TO_SEC, true, true));
            for (long atSec = FROM_SEC + 200 * DAY_SEC; atSec < TO_SEC - 28 * DAY_SEC; atSec += 97 * DAY_SEC + 7_777) {
                HourlyDensity density = grown(rows, atSec, atSec + 28 * DAY_SEC);
                for (long fromSec = atSec - 7 * DAY_SEC; fromSec >= FROM_SEC; fromSec -= 63 * DAY_SEC) {
                    weeks.add(error(rows, density, fromSec, fromSec + 7 * DAY_SEC));
                }
                for (long fromSec = atSec - 91 * DAY_SEC; fromSec >= FROM_SEC; fromSec -= 91 * DAY_SEC) {
                    quarters.add(error(rows, density, fromSec, fromSec + 91 * DAY_SEC));
                }
                whole.add(error(rows, density, FROM_SEC - 5_000 * DAY_SEC, atSec));
                for (int days : new int[] {7, 14, 28}) {
                    beside.add(error(rows, density, atSec - days * DAY_SEC, atSec));
                    beside.add(error(rows, density, atSec + 28 * DAY_SEC, atSec + (28 + days) * DAY_SEC));
                }
            }
        }
        assertEquals(List.of(264, 162, 27), List.of(weeks.size(), quarters.size(), whole.size()));
        assertTrue(share(beside, 0.25) >= 0.97, () -> "beside: " + share(beside, 0.25));
        assertTrue(share(weeks, 0.25) >= 0.75, () -> "weeks: " + share(weeks, 0.25));
        assertTrue(share(quarters, 0.25) >= 0.8, () -> "quarters: " + share(quarters, 0.25));
        assertTrue(share(whole, 0.3) >= 0.5, () -> "whole: " + whole);
        assertTrue(share(whole, 0.75) == 1, () -> "whole: " + whole);
    }

    private static HourlyDensity grown(EventRows rows, long fromSec, long toSec) {
        TimeRanges mirrored = TimeRanges.of(fromSec, toSec);
        TicketNumbers numbers = TicketNumbers.of(mirrored, toSec - fromSec, newestByDay(rows, fromSec, toSec))
                .orElseThrow();
        double meanPerSec = numbers.meanPerSec(mirrored);
        return observed(rows, fromSec, toSec).grown(sec -> numbers.perSec(sec) / meanPerSec);
    }

    private static Map<Long, Long> newestByDay(EventRows rows, long fromSec, long toSec) {
        Map<Long, Long> newest = new HashMap<>();
        EventRows.Renderer renderer = rows.renderer(false);
        for (int row = rows.firstRowAtOrAfter(fromSec); row < rows.size() && rows.instantSec(row) < toSec; row++) {
            JsonWriter json = new JsonWriter(4_096);
            renderer.write(row, json);
            Matcher ticket = TICKET.matcher(json.toString());
            assertTrue(ticket.find(), json::toString);
            newest.merge(rows.instantSec(row) / DAY_SEC, Long.parseLong(ticket.group(1)), Long::max);
        }
        return newest;
    }

    private static double share(List<Double> errors, double limit) {
        return errors.stream().filter(error -> error <= limit).count() / (double) errors.size();
    }

    private static double error(EventRows rows, HourlyDensity density, long fromSec, long toSec) {
        double pages = pages(rows, fromSec, toSec);
        return Math.abs(PageForecast.expected(TimeRanges.of(fromSec, toSec), density, PER_PAGE) - pages) / pages;
    }

    /** Page after page until all before {@code toSec} is known. */
    private static int pages(EventRows rows, long fromSec, long toSec) {
        int pages = 0;
        long atSec = fromSec;
        while (atSec < toSec) {
            pages++;
            int first = rows.firstRowAtOrAfter(atSec);
            if (rows.size() - first <= PER_PAGE) {
                return pages;
            }
            long lastSec = rows.instantSec(first + PER_PAGE - 1);
            atSec = lastSec == rows.instantSec(first) ? lastSec + 1 : lastSec;
        }
        return pages;
    }

    private static HourlyDensity observed(EventRows rows, long fromSec, long toSec) {
        Map<Long, Long> eventsByHour = new HashMap<>();
        int row = rows.firstRowAtOrAfter(fromSec);
        while (row < rows.size() && rows.instantSec(row) < toSec) {
            int next = rows.firstRowAtOrAfter(rows.instantSec(row) + 1);
            eventsByHour.merge(rows.instantSec(row) / HOUR_SEC, (long) Math.min(PER_PAGE, next - row), Long::sum);
            row = next;
        }
        return HourlyDensity.of(TimeRanges.of(fromSec, toSec), eventsByHour).orElseThrow();
    }

    @Test
    void whereTheHourOfTheWeekIsUnknownTheHourOfTheDayIsTakenAndElseAllHours() {
        // Two days with 100 events at noon each: a third noon will have as many, a midnight none.
        HourlyDensity twoDays = HourlyDensity.of(TimeRanges.of(0, 2 * DAY_SEC), Map.of(12L, 100L, 36L, 100L))
                .orElseThrow();
        assertEquals(12 * HOUR_SEC + 1_800, twoDays.secAfter(2 * DAY_SEC, 50, 9 * DAY_SEC) - 2 * DAY_SEC);

        // Of one hour with 100 events nothing is known but that an hour may have so many.
        HourlyDensity oneHour =
                HourlyDensity.of(TimeRanges.of(0, HOUR_SEC), Map.of(0L, 100L)).orElseThrow();
        assertEquals(3 * DAY_SEC + 1_800, oneHour.secAfter(3 * DAY_SEC, 50, 9 * DAY_SEC));
    }

    @Test
    void withoutAnEventThereIsNoForecast() {
        assertEquals(Optional.empty(), HourlyDensity.of(TimeRanges.none(), Map.of()));
        assertEquals(Optional.empty(), HourlyDensity.of(TimeRanges.of(0, DAY_SEC), Map.of()));
    }
}
