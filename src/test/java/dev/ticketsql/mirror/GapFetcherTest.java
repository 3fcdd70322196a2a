package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages that fail, lead nowhere, or are more than a statement may ask for. */
final class GapFetcherTest extends MirrorFixture {

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

    /** So that nothing is lost with a process that is killed while it waits for the server. */
    @Test
    void whileAPageIsOnItsWayThoseBeforeItAreStored() throws Exception {
        oneEventPerSecond(100);
        PageSource slow = (fromSec, sink, cancellation) -> {
            awaitMirrored(fromSec);
            return api.read(fromSec, sink, cancellation);
        };
        assertEquals(ids(0, 63), Asking.ids(mirror, Asking.settings(slow), seconds(0, 63)));
        assertEquals(7, api.requests().size());
    }

    /** Waits until the files of all pages before {@code toSec} are there. */
    private void awaitMirrored(long toSec) {
        TimeRanges before = seconds(0, toSec - startSec);
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            while (toSec > startSec && !filesCover().containsAll(before)) {
                Thread.onSpinWait();
            }
        });
    }

    private TimeRanges filesCover() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("v2/ticket_events"))) {
            return TimeRanges.of(
                    files.flatMap(file -> Segment.parse(file.getFileName().toString()).stream())
                            .map(Segment::range)
                            .toList());
        }
    }

    @Test
    void theEventsOfAFailedAttemptAreForgotten() throws Exception {
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
    void aStatementThatMayMakeNoRequestIsServedFromTheMirror() throws Exception {
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
                    new PageRowCounter(fromSec).rows(),
                    false,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    clock.nowSec());
        };
        IOException refusal = assertThrows(
                IOException.class, () -> Asking.ids(mirror, Asking.settings(standing), TimeRanges.of(17, 20)));
        assertEquals(
                "the page from 1970-01-01T00:00:17Z says that more is to come, but has no event at all; it was asked for 3"
                        + " times, and nothing of it was kept. What came before stays: ask again later, and tell Zendesk"
                        + " if it stays so",
                refusal.getMessage());
    }

    @Test
    void aServerWhoseClockRunsAheadSealsNothingThatHasNotHappened() throws Exception {
        PageSource ahead = (fromSec, sink, cancellation) -> {
            Page page = api.read(fromSec, sink, cancellation);
            return new Page(
                    fromSec,
                    page.rows(),
                    page.endOfStream(),
                    page.endSec(),
                    page.statedCount(),
                    page.serverSec() + 86_400);
        };
        assertEquals(List.of(), Asking.ids(mirror, Asking.settings(ahead), TimeRanges.every()));
        api.add(Events.audit(1, clock.nowSec() + 600));
        clock.advance(Duration.ofDays(1));
        assertEquals(List.of(1L), ask(TimeRanges.every()));
    }
}
