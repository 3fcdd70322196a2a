package dev.ticketsql.sandbox.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ticketsql.sandbox.json.JsonWriter;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Number, instants and ids of the events of a history, which follow its plan and are the same each time. */
final class HistoryTest {

    /** Enough for one outage. */
    private static final int WITH_OUTAGE = 60_000;

    @Test
    void theSamePlanGivesTheSameBytes() throws Exception {
        byte[] bytes = Histories.bytes(Histories.both(1, 3_000));

        assertArrayEquals(bytes, Histories.bytes(Histories.both(1, 3_000)));
        assertFalse(Arrays.equals(bytes, Histories.bytes(Histories.both(2, 3_000))));
        // A change of the history changes every figure that was written down of the sandbox.
        assertEquals(
                "24cf8c03fa44ca8bc76f0205fd46a05a5462209602643b0bf47351eb49d3c3b4",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void anEventIsTheSameOnEveryPage() {
        History history = History.of(Histories.both(5, 2_000));
        JsonWriter together = new JsonWriter(1_024);
        EventRows.Renderer renderer = history.renderer(true);
        JsonWriter alone = new JsonWriter(1_024);
        for (int row = history.size() - 1; row >= 0; row--) {
            renderer.write(row, together);
            history.renderer(true).write(row, alone);
        }

        assertEquals(alone.toString(), together.toString());
    }

    @Test
    void thereAreAsManyEventsAsAskedForInOrderAndInsideTheHistory() throws Exception {
        for (HistoryPlan plan : List.of(
                Histories.both(1, 20_001),
                Histories.audits(1, 1),
                Histories.metrics(1, 17),
                new HistoryPlan(1, 500, Histories.START_SEC, Histories.START_SEC + 86_400, true, true),
                new HistoryPlan(1, 5_000, Histories.END_SEC - 25 * 31_557_600L, Histories.END_SEC, true, true))) {
            History history = History.of(plan);
            assertEquals(plan.eventCount(), history.size());
            long beforeSec = plan.startSec();
            for (int row = 0; row < history.size(); row++) {
                assertTrue(history.instantSec(row) >= beforeSec, plan + " row " + row);
                beforeSec = history.instantSec(row);
            }
            assertTrue(beforeSec < plan.endSec(), plan.toString());
        }
        assertEquals(0, History.of(Histories.both(1, 0)).size());
    }

    @Test
    void anEventShowsTheInstantByWhichItIsPaged() throws Exception {
        History history = History.of(Histories.both(3, 5_000));
        List<JsonNode> events = Histories.events(history, false);

        for (int row = 0; row < events.size(); row++) {
            JsonNode event = events.get(row);
            String text = event.has("metric") ? "time" : "created_at";
            assertEquals(
                    history.instantSec(row),
                    Instant.parse(event.path(text).asText()).getEpochSecond());
            assertEquals(
                    event.has("metric") ? 0 : history.instantSec(row),
                    event.path("timestamp").asLong());
        }
    }

    @Test
    void idsAreUniqueLargeAndNotInTheOrderOfTime() throws Exception {
        Set<Long> ids = new HashSet<>();
        long previousId = 0;
        int descents = 0;
        for (JsonNode event : Histories.events(Histories.both(1, WITH_OUTAGE))) {
            long id = event.path("id").asLong();
            assertTrue(id > 1L << 31 && id < 1L << 53, "id " + id);
            assertTrue(ids.add(id), "twice: " + id);
            for (JsonNode child : event.path("child_events")) {
                assertTrue(ids.add(child.path("id").asLong()), "twice: " + child);
            }
            descents += id < previousId ? 1 : 0;
            previousId = id;
        }
        assertTrue(descents > WITH_OUTAGE / 20, "only " + descents + " ids are smaller than the one before");
    }

    @Test
    void inAnOutageASecondHasMoreEventsThanAPageWhateverTheShape() {
        for (HistoryPlan plan : List.of(
                Histories.both(1, WITH_OUTAGE), Histories.audits(1, WITH_OUTAGE), Histories.metrics(1, WITH_OUTAGE))) {
            assertTrue(largestSecond(History.of(plan)) > 1_000, plan.toString());
        }
    }

    @Test
    void aSmallHistoryIsNotMadeOfOutages() {
        assertTrue(largestSecond(History.of(Histories.both(1, 5_000))) < 500);
    }

    @Test
    void theDeskIsBusyByDayQuietByNightAndNearlyAsleepAtWeekends() {
        History history = History.of(Histories.audits(1, 40_000));
        long[] byHour = new long[24];
        long[] byWeekday = new long[7];
        for (int row = 0; row < history.size(); row++) {
            byHour[WorkingHours.hourOfDay(history.instantSec(row))]++;
            byWeekday[WorkingHours.dayOfWeek(history.instantSec(row))]++;
        }

        long day = Arrays.stream(byHour, 9, 17).sum() / 8;
        long night = Arrays.stream(byHour, 0, 5).sum() / 5;
        assertTrue(day > 4 * night, Arrays.toString(byHour));
        long workday = Arrays.stream(byWeekday, 0, 5).sum() / 5;
        long weekend = Arrays.stream(byWeekday, 5, 7).sum() / 2;
        assertTrue(workday > 2 * weekend && weekend > 0, Arrays.toString(byWeekday));
    }

    @Test
    void theDeskGrowsAndIsBusiestBeforeTheYearEnds() {
        History history = History.of(Histories.audits(1, 40_000));
        long yearSec = 31_557_600;
        int first = history.firstRowAtOrAfter(Histories.START_SEC + yearSec);
        int last = history.size() - history.firstRowAtOrAfter(Histories.END_SEC - yearSec);
        assertTrue(last * 2 > first * 3, first + " events in the first year, " + last + " in the last");

        long quarterSec = yearSec / 4;
        int second = rowsBetween(history, Histories.START_SEC + quarterSec, Histories.START_SEC + 2 * quarterSec);
        int fourth = rowsBetween(history, Histories.START_SEC + 3 * quarterSec, Histories.START_SEC + yearSec);
        assertTrue(fourth * 10 > second * 12, second + " events in the second quarter, " + fourth + " in the last");
    }

    private static int rowsBetween(EventRows rows, long fromSec, long toSec) {
        return rows.firstRowAtOrAfter(toSec) - rows.firstRowAtOrAfter(fromSec);
    }

    private static int largestSecond(EventRows rows) {
        TreeMap<Long, Integer> bySecond = new TreeMap<>();
        for (int row = 0; row < rows.size(); row++) {
            bySecond.merge(rows.instantSec(row), 1, Integer::sum);
        }
        return bySecond.values().stream().mapToInt(count -> count).max().orElse(0);
    }
}
