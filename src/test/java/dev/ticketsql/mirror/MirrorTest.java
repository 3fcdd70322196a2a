package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What windows cost and what comes back, long after everything has settled. */
final class MirrorTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final PagedEvents api = new PagedEvents(clock, 10);

    /** Two days before now: settled. */
    private final long startSec = clock.nowSec() - 172_800;

    @TempDir
    private Path directory;

    @AutoClose
    private Mirror mirror;

    @BeforeEach
    void open() throws IOException {
        mirror = Mirror.open(directory, Asking.SMALL, clock);
    }

    @Test
    void aWindowCostsItsPagesOnceAndNothingAfterwards() throws Exception {
        oneEventPerSecond(100);
        TimeRanges window = seconds(0, 20);
        assertEquals(ids(0, 20), ask(window));
        // Each page ends inside its tenth second, which comes again: nine seconds of progress.
        assertEquals(List.of(startSec, startSec + 9, startSec + 18), api.requests());
        assertEquals(ids(0, 20), ask(window));
        assertEquals(3, api.requests().size());
    }

    @Test
    void aWiderWindowCostsOnlyTheDifference() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(40, 58));
        assertEquals(List.of(startSec + 40, startSec + 49), api.requests());
        assertEquals(ids(31, 67), ask(seconds(31, 67)));
        assertEquals(List.of(startSec + 40, startSec + 49, startSec + 31, startSec + 58), api.requests());
    }

    @Test
    void aGapThatEndsBeforeAKnownStretchDoesNotCostThatStretch() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(40, 49));
        ask(seconds(31, 49));
        assertEquals(List.of(startSec + 40, startSec + 31), api.requests());
    }

    @Test
    void whatAPageBringsBeyondItsWindowIsKept() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(40, 41));
        assertEquals(ids(40, 49), ask(seconds(40, 49)));
        assertEquals(1, api.requests().size());
    }

    @Test
    void onePageClosesSeveralGaps() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(43, 44));
        // The page from 30 reaches 39, the one from 39 all over the known stretch, which keeps its owner.
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
        try (Snapshot reading = mirror.read(since, Cancellation.never())) {
            String relation = reading.relation(EventTable.TICKET_EVENTS, TimeRanges.before(startSec + 9));
            assertEquals(ids(5, 9), Asking.longs(reading, "SELECT id FROM " + relation + " ORDER BY id"));
        }
        assertEquals(1, api.requests().size());
    }

    @Test
    void nothingIsAskedForBeforeTheFloor() throws Exception {
        oneEventPerSecond(100);
        SnapshotOptions since = new SnapshotOptions(api, startSec + 5, Duration.ofMinutes(1), OptionalInt.empty());
        assertEquals(ids(5, 10), Asking.ids(mirror, since, TimeRanges.before(startSec + 10)));
        assertEquals(List.of(startSec + 5), api.requests());
    }

    @Test
    void aSecondReadingOfAnEventOnAPageReplacesTheFirst() throws Exception {
        api.add(Events.audit(7, startSec, "Email"))
                .add(Events.audit(7, startSec, "Chat"))
                .add(Events.audit(7, startSec + 1, "API"));
        try (Snapshot reading = mirror.read(Asking.settings(api), Cancellation.never());
                Cursor rows = reading.query("SELECT via FROM "
                        + reading.relation(EventTable.TICKET_EVENTS, seconds(0, 2)) + " ORDER BY start_time")) {
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

    @Test
    void pagesThatCameBeforeAFailureAreKept() throws Exception {
        oneEventPerSecond(100);
        PageSource failing = (fromSec, sink, cancellation) -> {
            if (fromSec >= startSec + 18) {
                sink.begin();
                sink.accept(Events.audit(999, fromSec));
                throw new IOException("503 from the server");
            }
            return api.read(fromSec, sink, cancellation);
        };
        IOException failure =
                assertThrows(IOException.class, () -> Asking.ids(mirror, Asking.settings(failing), seconds(0, 30)));
        assertEquals("503 from the server", failure.getMessage());
        assertEquals(ids(0, 18), ask(seconds(0, 18)));
        assertEquals(2, api.requests().size());
    }

    @Test
    void whatAFailedAttemptDeliveredIsForgotten() throws Exception {
        api.add(Events.audit(1, startSec));
        PageSource retrying = (fromSec, sink, cancellation) -> {
            sink.begin();
            sink.accept(Events.audit(998, startSec));
            sink.accept(Events.audit(999, startSec));
            return api.read(fromSec, sink, cancellation);
        };
        assertEquals(List.of(1L), Asking.ids(mirror, Asking.settings(retrying), seconds(0, 9)));
    }

    @Test
    void aStatementMakesNoMoreRequestsThanItMayAndGoesOnFromThereNextTime() throws Exception {
        oneEventPerSecond(100);
        SnapshotOptions two = new SnapshotOptions(api, 0, Duration.ofMinutes(1), OptionalInt.of(2));
        IOException refusal = assertThrows(IOException.class, () -> Asking.ids(mirror, two, seconds(0, 30)));
        assertEquals(
                "the statement would make more than maxRequests=2 requests: 2 were made and their events are kept, 60% of"
                        + " the time it asks about is mirrored, " + new TimeRange(startSec + 18, startSec + 30)
                        + " is still missing, which takes about 2 requests, if it is as busy as what is mirrored; raise"
                        + " option maxRequests, ask again to go on from there, or ask for less time",
                refusal.getMessage());
        assertEquals(ids(0, 30), Asking.ids(mirror, two, seconds(0, 30)));
        assertEquals(4, api.requests().size());
    }

    @Test
    void aStatementThatCertainlyNeedsMoreRequestsThanItMayMakesNone() throws Exception {
        oneEventPerSecond(100);
        ask(seconds(20, 40));
        api.forgetRequests();
        SnapshotOptions one = new SnapshotOptions(api, 0, Duration.ofMinutes(1), OptionalInt.of(1));
        TimeRanges around = seconds(15, 20).or(seconds(50, 55)).or(seconds(57, 58));
        IOException refusal = assertThrows(IOException.class, () -> Asking.ids(mirror, one, around));
        // Three pages from 20 on reach to 47. Those 27 events do not fit on a page that is to hold both sides.
        assertEquals(
                "the statement would make more than maxRequests=1 requests: none was made, 0% of the time it asks about"
                        + " is mirrored, " + new TimeRange(startSec + 15, startSec + 20)
                        + " and 2 later stretches are still missing, which takes about 2 requests, if it is as busy as"
                        + " what is mirrored; raise option maxRequests, or ask for less time",
                refusal.getMessage());
        assertEquals(0, api.requests().size());
        assertEquals(ids(15, 20), Asking.ids(mirror, one, seconds(15, 20)));
        assertEquals(1, api.requests().size());
    }

    @Test
    void aStatementThatMayAskNobodyIsServedWhatIsMirrored() throws Exception {
        oneEventPerSecond(100);
        SnapshotOptions none = new SnapshotOptions(api, 0, Duration.ofMinutes(1), OptionalInt.of(0));
        IOException refusal = assertThrows(IOException.class, () -> Asking.ids(mirror, none, seconds(0, 18)));
        assertEquals(
                "the statement would make more than maxRequests=0 requests: none was made, 0% of the time it asks about"
                        + " is mirrored, " + new TimeRange(startSec, startSec + 18)
                        + " is still missing, which takes at least 1 request; raise option maxRequests, or ask for less"
                        + " time",
                refusal.getMessage());
        ask(seconds(0, 18));
        api.forgetRequests();
        assertEquals(ids(0, 18), Asking.ids(mirror, none, seconds(0, 18)));
        assertEquals(0, api.requests().size());
    }

    @Test
    void aPageThatLeadsNowhereIsRefused() {
        PageSource standing = (fromSec, sink, cancellation) -> {
            sink.begin();
            return new Page(
                    fromSec,
                    0,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    false,
                    OptionalLong.empty(),
                    clock.nowSec());
        };
        IOException refusal = assertThrows(
                IOException.class, () -> Asking.ids(mirror, Asking.settings(standing), TimeRanges.of(17, 20)));
        assertEquals(
                "the page from 17 says that more is to come, but ends where it starts (end_time null): asking again would"
                        + " never end",
                refusal.getMessage());
    }

    @Test
    void aServerWhoseClockRunsAheadSealsNothingThatHasNotHappened() throws Exception {
        PageSource ahead = (fromSec, sink, cancellation) -> {
            Page page = api.read(fromSec, sink, cancellation);
            return new Page(
                    fromSec,
                    page.eventCount(),
                    page.firstSec(),
                    page.lastSec(),
                    page.endOfStream(),
                    page.endSec(),
                    page.serverSec() + 86_400);
        };
        assertEquals(List.of(), Asking.ids(mirror, Asking.settings(ahead), TimeRanges.every()));
        api.add(Events.audit(1, clock.nowSec() + 600));
        clock.advance(Duration.ofDays(1));
        assertEquals(List.of(1L), ask(TimeRanges.every()));
    }

    private void oneEventPerSecond(int count) {
        for (int i = 0; i < count; i++) {
            api.add(Events.audit(i, startSec + i));
        }
    }

    private TimeRanges seconds(long from, long to) {
        return TimeRanges.of(startSec + from, startSec + to);
    }

    private static List<Long> ids(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private List<Long> ask(TimeRanges wanted) throws Exception {
        return Asking.ids(mirror, Asking.settings(api), wanted);
    }
}
