package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Requests that ranges cost, and the events that come back, when all of them have settled. */
final class MirrorTest extends MirrorFixture {

    @Test
    void aRangeCostsItsPagesOnceAndNothingAfterwards() throws Exception {
        oneEventPerSecond(100);
        TimeRanges range = seconds(0, 20);
        assertEquals(ids(0, 20), ask(range));
        // Each page ends inside its tenth second, which comes again: nine seconds of progress.
        assertEquals(List.of(startSec, startSec + 9, startSec + 18), api.requests());
        assertEquals(ids(0, 20), ask(range));
        assertEquals(3, api.requests().size());
    }

    @Test
    void aWiderRangeCostsOnlyTheDifference() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(40, 58));
        assertEquals(List.of(startSec + 40, startSec + 49), api.requests());
        assertEquals(ids(31, 67), ask(seconds(31, 67)));
        assertEquals(List.of(startSec + 40, startSec + 49, startSec + 31, startSec + 58), api.requests());
    }

    @Test
    void aGapThatEndsBeforeAMirroredRangeDoesNotCostThatRange() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(40, 49));
        ask(seconds(31, 49));
        assertEquals(List.of(startSec + 40, startSec + 31), api.requests());
    }

    @Test
    void theEventsOfAPageBeyondTheWantedRangeAreKept() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(40, 41));
        assertEquals(ids(40, 49), ask(seconds(40, 49)));
        assertEquals(1, api.requests().size());
    }

    @Test
    void onePageClosesSeveralGaps() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(43, 44));
        // The page from 30 reaches 39, the one from 39 passes over the mirrored range, which keeps its owner.
        assertEquals(ids(30, 53), ask(seconds(30, 53)));
        assertEquals(List.of(startSec + 43, startSec + 30, startSec + 39, startSec + 52), api.requests());
    }

    @Test
    void aSecondOfMoreEventsThanAPageIsReadWhole() throws Exception {
        for (long id = 0; id < 5000; id++) {
            api.add(Events.audit(id, startSec + 5));
        }
        api.add(Events.audit(5000, startSec + 7));
        assertEquals(ids(0, 5000), ask(seconds(5, 6)));
        assertEquals(1, api.requests().size());
        assertEquals(ids(0, 5001), ask(seconds(0, 10)));
        assertEquals(List.of(startSec + 5, startSec, startSec + 6), api.requests());
    }

    @Test
    void pagesThatRepeatTheirBoundarySecondGiveEachEventOnce() throws Exception {
        for (long id = 0; id < 60; id++) {
            api.add(Events.audit(id, startSec + id / 4));
        }
        assertEquals(ids(0, 60), ask(seconds(0, 15)));
    }

    @Test
    void anAccountWithoutEventsCostsOnePage() throws Exception {
        assertEquals(List.of(), ask(TimeRanges.every()));
        assertEquals(List.of(), ask(TimeRanges.every()));
        assertEquals(List.of(0L), api.requests());
    }

    @Test
    void quietYearsCostNoPage() throws Exception {
        api.add(Events.audit(1, startSec - 300_000_000)).add(Events.audit(2, startSec));
        assertEquals(List.of(1L, 2L), ask(TimeRanges.every()));
        assertEquals(List.of(0L), api.requests());
    }

    @Test
    void theWithheldMinuteAndTheFutureCostNothing() throws Exception {
        long nowSec = clock.nowSec();
        api.add(Events.audit(1, nowSec - 61));
        assertEquals(List.of(), ask(TimeRanges.from(nowSec - 61)));
        assertEquals(List.of(), ask(TimeRanges.of(nowSec + 3600, nowSec + 7200)));
        assertEquals(List.of(), ask(TimeRanges.before(0)));
        assertEquals(List.of(), api.requests());
    }

    @Test
    void eventsBeforeTheFloorDoNotExistAlthoughTheyAreMirrored() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(0, 9));
        SnapshotOptions since = new SnapshotOptions(api, startSec + 5, Duration.ofMinutes(1), OptionalInt.empty());
        try (Snapshot snapshot = mirror.read(since, Cancellation.never())) {
            String relation = snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.before(startSec + 9));
            assertEquals(ids(5, 9), Asking.longs(snapshot, "SELECT id FROM " + relation + " ORDER BY id"));
        }
        assertEquals(1, api.requests().size());
    }

    @Test
    void nothingIsRequestedBeforeTheFloor() throws Exception {
        oneEventPerSecond(100);
        SnapshotOptions since = new SnapshotOptions(api, startSec + 5, Duration.ofMinutes(1), OptionalInt.empty());
        assertEquals(ids(5, 10), Asking.ids(mirror, since, TimeRanges.before(startSec + 10)));
        assertEquals(List.of(startSec + 5), api.requests());
    }

    @Test
    void aSecondCopyOfAnEventOnAPageReplacesTheFirst() throws Exception {
        api.add(Events.audit(7, startSec, "Email"))
                .add(Events.audit(7, startSec, "Chat"))
                .add(Events.audit(7, startSec + 1, "API"));
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never());
                Cursor rows = snapshot.query("SELECT via FROM "
                        + snapshot.relation(EventTable.TICKET_EVENTS, seconds(0, 2)) + " ORDER BY start_time")) {
            assertEquals(true, rows.next());
            assertEquals("Chat", rows.resultSet().getString(1));
            assertEquals(true, rows.next());
            assertEquals("API", rows.resultSet().getString(1));
            assertEquals(false, rows.next());
        }
    }

    @Test
    void aRestartForgetsNothing() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(0, 20));
        mirror.close();
        open();
        assertEquals(ids(0, 20), ask(seconds(0, 20)));
        assertEquals(3, api.requests().size());
    }
}
