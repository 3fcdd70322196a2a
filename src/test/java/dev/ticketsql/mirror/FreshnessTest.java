package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The newest ten minutes: read, kept for a while, read again, sealed. */
final class FreshnessTest extends MirrorFixture {

    private final long nowSec = clock.nowSec();

    @Test
    void anOpenEndedQueryIsFreeForAsLongAsTheEdgeIsFresh() throws Exception {
        api.add(Events.audit(1, nowSec - 200)).add(Events.audit(2, nowSec - 50));
        assertEquals(List.of(1L), ask(TimeRanges.every()));
        clock.advance(Duration.ofSeconds(59));
        assertEquals(List.of(1L), ask(TimeRanges.every()));
        assertEquals(List.of(0L), api.requests());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(1L, 2L), ask(TimeRanges.every()));
        assertEquals(List.of(0L, nowSec - 600), api.requests());
    }

    @Test
    void withoutFreshnessEveryQueryMakesARequest() throws Exception {
        SnapshotOptions always = Asking.settings(api, Duration.ZERO);
        Asking.ids(mirror, always, TimeRanges.every());
        Asking.ids(mirror, always, TimeRanges.every());
        assertEquals(List.of(0L, nowSec - 600), api.requests());
    }

    @Test
    void aTailIsReadOnceMoreWhenItHasSettledAndNeverAgain() throws Exception {
        api.add(Events.audit(1, nowSec - 300));
        TimeRanges minute = TimeRanges.of(nowSec - 330, nowSec - 270);
        assertEquals(List.of(1L), ask(minute));
        clock.advance(Duration.ofDays(1));
        assertEquals(List.of(1L), ask(minute));
        clock.advance(Duration.ofDays(1));
        assertEquals(List.of(1L), ask(minute));
        assertEquals(List.of(nowSec - 330, nowSec - 330), api.requests());
    }

    @Test
    void eventsThatTurnUpLateArePickedUpUntilTheirSecondIsSealed() throws Exception {
        api.add(Events.audit(1, nowSec - 300))
                .addLate(Events.audit(2, nowSec - 300), nowSec + 100)
                .addLate(Events.audit(3, nowSec - 300), nowSec + 200);
        assertEquals(List.of(1L), ask(TimeRanges.every()));
        clock.advance(Duration.ofSeconds(150));
        assertEquals(List.of(1L, 2L), ask(TimeRanges.every()));
        clock.advance(Duration.ofSeconds(150));
        assertEquals(List.of(1L, 2L, 3L), ask(TimeRanges.every()));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(1L, 2L, 3L), ask(TimeRanges.every()));
        assertEquals(List.of(0L, nowSec - 600, nowSec - 450), api.requests());
    }

    /** The new files are newer than those they replace, the time from which freshness counts is the clock's. */
    @Test
    void whatIsRefreshedWhileTheClockIsSetBackIsNoFresherForIt() throws Exception {
        api.add(Events.audit(1, nowSec - 2_000)).add(Events.audit(2, nowSec - 300));
        assertEquals(List.of(1L, 2L), ask(TimeRanges.every()));
        clock.advance(Duration.ofSeconds(-500));
        ask(TimeRanges.of(nowSec - 1_000, nowSec - 700));
        // The files stay for as long as a statement that has begun before may read them.
        try (Snapshot held = mirror.read(Asking.settings(api), Cancellation.never())) {
            assertEquals(List.of(1L), Asking.ids(held, TimeRanges.of(0, nowSec - 1_200)));
            mirror.maintenance().refresh(api, new TimeRange(nowSec - 2_000, nowSec - 500));
            clock.advance(Duration.ofSeconds(530));
            api.forgetRequests();

            assertEquals(List.of(2L), ask(TimeRanges.from(nowSec - 400)));
        }
        assertEquals(1, api.requests().size());
    }

    @Test
    void moreThanAPageInTheLastTenMinutesIsReadPageByPage() throws Exception {
        for (int i = 0; i < 30; i++) {
            api.add(Events.audit(i, nowSec - 400 + i));
        }
        assertEquals(30, ask(TimeRanges.every()).size());
        assertEquals(List.of(0L, nowSec - 391, nowSec - 382, nowSec - 373), api.requests());
        assertEquals(30, ask(TimeRanges.every()).size());
        assertEquals(4, api.requests().size());
    }

    /** An event a second, of which a page covers 99: of the last minute one or two pages are new. */
    @Test
    void aBusyAccountCostsARequestAMinuteAndThePagesThatAreNewOrSettle() throws Exception {
        PagedEvents busy = new PagedEvents(clock, 100);
        LongStream.range(0, 1_800).forEach(i -> busy.add(Events.audit(i, nowSec - 900 + i)));
        busy.addLate(Events.audit(5_000, nowSec - 550), nowSec + 30);
        SnapshotOptions settings = Asking.settings(busy);
        Asking.ids(mirror, settings, TimeRanges.every());

        List<List<Long>> requests = new ArrayList<>();
        for (int minute = 1; minute <= 5; minute++) {
            busy.forgetRequests();
            clock.advance(Duration.ofMinutes(1));
            List<Long> ids = Asking.ids(mirror, settings, TimeRanges.every());
            // All that is older than 61 seconds; what turned up late when its page seals.
            boolean late = minute >= 2;
            assertEquals(839 + 60 * minute + (late ? 1 : 0), ids.size());
            assertEquals(late, ids.contains(5_000L));
            requests.add(
                    busy.requests().stream().map(fromSec -> fromSec - nowSec).toList());
        }
        assertEquals(
                List.of(
                        List.of(-108L, -9L),
                        List.of(-600L, -9L),
                        List.of(-9L, 90L),
                        List.of(-502L, 90L),
                        List.of(-403L, 90L, 189L)),
                requests);
        clock.advance(Duration.ofDays(1));
        assertEquals(1_801, Asking.ids(mirror, settings, TimeRanges.every()).size());
    }

    @Test
    void aStatementKeepsWhatItHasReadWhenTheEdgeIsReadAgainBesideIt() throws Exception {
        api.add(Events.audit(1, nowSec - 300)).addLate(Events.audit(2, nowSec - 300), nowSec + 10);
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never())) {
            assertEquals(List.of(1L), Asking.ids(snapshot, TimeRanges.every()));
            clock.advance(Duration.ofMinutes(2));
            assertEquals(List.of(1L, 2L), ask(TimeRanges.every()));
            assertEquals(List.of(1L), Asking.ids(snapshot, TimeRanges.every()));
            assertEquals(List.of(1L), Asking.ids(snapshot, TimeRanges.from(nowSec - 310)));
        }
        assertEquals(2, api.requests().size());
    }

    @Test
    void aStatementThatFoundNothingSomewhereGoesOnFindingNothingThere() throws Exception {
        api.add(Events.audit(1, nowSec - 60));
        clock.advance(Duration.ofSeconds(-30));
        ask(TimeRanges.every());
        clock.advance(Duration.ofSeconds(40));
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never())) {
            assertEquals(List.of(), Asking.ids(snapshot, TimeRanges.every()));
            Asking.ids(mirror, Asking.settings(api, Duration.ZERO), TimeRanges.every());
            assertEquals(List.of(), Asking.ids(snapshot, TimeRanges.every()));
        }
        assertEquals(List.of(1L), ask(TimeRanges.every()));
    }

    @Test
    void askingForTheLastMinutesAgainAndAgainLeavesNoTrail() throws Exception {
        for (int minute = 0; minute < 30; minute++) {
            api.add(Events.audit(minute, clock.nowSec() - 100));
            ask(TimeRanges.from(clock.nowSec() - 300));
            clock.advance(Duration.ofMinutes(1));
        }
        assertEquals(30, api.requests().size());
        try (Stream<Path> files = Files.list(directory.resolve("v2/ticket_events"))) {
            long tails = files.filter(file -> !file.getFileName().toString().startsWith("sealed"))
                    .count();
            assertEquals(1, tails);
        }
    }

    @Test
    void anEdgeFromTheFutureIsNotValid() throws Exception {
        ask(TimeRanges.every());
        clock.set(Instant.ofEpochSecond(nowSec - 1));
        api.add(Events.audit(1, nowSec - 100));
        assertEquals(List.of(1L), ask(TimeRanges.every()));
        assertEquals(2, api.requests().size());
    }

    @Test
    void aQuietMirrorOfSixMonthsCostsOneRequest() throws Exception {
        api.add(Events.audit(1, nowSec - 86_400));
        ask(TimeRanges.every());
        clock.advance(Duration.ofDays(183));
        assertEquals(List.of(1L), ask(TimeRanges.every()));
        assertEquals(List.of(0L, nowSec - 600), api.requests());
        assertEquals(List.of(1L), ask(TimeRanges.every()));
        assertEquals(2, api.requests().size());
    }

    @Test
    void theEmptyTailOfAServerWhoseClockIsBehindIsNotRequestedAgain() throws Exception {
        SettableClock behind = new SettableClock(clock.instant().minusSeconds(30));
        PagedEvents slow = new PagedEvents(behind, 10);
        TimeRanges last = TimeRanges.from(behind.nowSec() - 61);
        assertEquals(List.of(), Asking.ids(mirror, Asking.settings(slow), last));
        assertEquals(List.of(), Asking.ids(mirror, Asking.settings(slow), last));
        assertEquals(1, slow.requests().size());
        clock.advance(Duration.ofMinutes(1));
        behind.advance(Duration.ofMinutes(1));
        slow.add(Events.audit(1, nowSec - 62));
        assertEquals(List.of(1L), Asking.ids(mirror, Asking.settings(slow), last));
        assertEquals(2, slow.requests().size());
    }
}
