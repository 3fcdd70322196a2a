package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.testing.PagedEvents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages whose envelope or clock contradicts their events: events are believed, and what was odd is said once. */
final class LyingPagesTest extends MirrorFixture {

    private static final int PER_PAGE = 10;

    private static final int EVENTS = 40;

    private final long nowSec = clock.nowSec();
    private final List<String> warnings = new ArrayList<>();

    /** An event every minute, the newest an hour ago. */
    private void oneEventPerMinute() {
        for (int i = 0; i < EVENTS; i++) {
            api.add(Events.audit(i, nowSec - 3_600 - 60L * (EVENTS - 1 - i)));
        }
    }

    private static List<Long> all() {
        return LongStream.range(0, EVENTS).boxed().toList();
    }

    private List<Long> ask(PageSource source) throws Exception {
        try (Snapshot snapshot = mirror.read(Asking.settings(source), Cancellation.never(), warnings::add)) {
            return Asking.ids(snapshot, TimeRanges.every());
        }
    }

    private PageSource lying(UnaryOperator<Page> lie) {
        return (startSec, sink, cancellation) -> lie.apply(api.read(startSec, sink, cancellation));
    }

    private static Page withEnd(Page page, OptionalLong endSec) {
        return new Page(page.startSec(), page.rows(), page.endOfStream(), endSec, page.statedCount(), page.serverSec());
    }

    private static Page withClock(Page page, long serverSec) {
        return new Page(page.startSec(), page.rows(), page.endOfStream(), page.endSec(), page.statedCount(), serverSec);
    }

    /** Milliseconds, the year 9999, now, far after the last event, and before it. */
    @ParameterizedTest
    @ValueSource(longs = {1_772_366_400_000L, 253_402_300_799L, 1_772_366_400L, 1_772_466_400L, 5, 0, -1})
    void anEndTimeElsewhereHidesNoEvent(long endSec) throws Exception {
        oneEventPerMinute();
        PageSource source = lying(page -> page.endOfStream() ? page : withEnd(page, OptionalLong.of(endSec)));

        assertEquals(all(), ask(source));
        assertEquals(all(), ask(api));

        assertEquals(5, api.requests().size());
        assertEquals(1, warnings.size());
        assertEquals(
                "the page from 1970-01-01T00:00:00Z has end_time " + endSec + ", but its events lead on to "
                        + (nowSec - 3_600 - 60L * 30) + ": the events were followed",
                warnings.get(0));
    }

    @Test
    void aMissingEndTimeIsNoMoreThanAWarning() throws Exception {
        oneEventPerMinute();

        assertEquals(all(), ask(lying(page -> withEnd(page, OptionalLong.empty()))));
        assertEquals(5, api.requests().size());
        assertEquals(1, warnings.size());
    }

    @Test
    void aCountUnlikeTheEventsIsAWarning() throws Exception {
        oneEventPerMinute();

        assertEquals(
                all(),
                ask(lying(page -> new Page(
                        page.startSec(),
                        page.rows(),
                        page.endOfStream(),
                        page.endSec(),
                        OptionalLong.of(7),
                        page.serverSec()))));
        assertEquals(
                List.of("the page from 1970-01-01T00:00:00Z has count 7, but 10 events: what came was kept"), warnings);
    }

    /** Tickets are deleted between two pages: of the second that comes again, one event is left. */
    @Test
    void aRepeatedSecondThatLostEventsIsAWarning() throws Exception {
        long sameSec = nowSec - 3_600;
        for (int i = 0; i < 8; i++) {
            api.add(Events.audit(i, sameSec - 60));
        }
        api.add(Events.audit(8, sameSec)).add(Events.audit(9, sameSec)).add(Events.audit(10, sameSec));
        PagedEvents after = new PagedEvents(clock, PER_PAGE).add(Events.audit(10, sameSec));

        assertEquals(
                List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 10L),
                ask((startSec, sink, cancellation) ->
                        (startSec == sameSec ? after : api).read(startSec, sink, cancellation)));
        assertEquals(1, warnings.size());
        assertEquals(
                "the page from " + Instant.ofEpochSecond(sameSec) + " has 1 event of its first second, the page before"
                        + " it had 2: what came last was kept; tickets may have been deleted between them",
                warnings.get(0));
    }

    /** The first empty answers are a fault of the server; the fourth request gets the page. */
    @Test
    void anEmptyPageWhereASecondMustComeAgainIsAskedForAgain() throws Exception {
        oneEventPerMinute();
        int[] empty = {2};
        PageSource source = (startSec, sink, cancellation) ->
                startSec > 0 && empty[0]-- > 0 ? nothing(startSec, true) : api.read(startSec, sink, cancellation);

        assertEquals(all(), ask(source));
        assertEquals(0, warnings.size());
        assertEquals(5, api.requests().size());
    }

    @Test
    void anEmptyPageThatStaysIsAnErrorAndOnceTheTruth() throws Exception {
        oneEventPerMinute();
        List<Long> asked = new ArrayList<>();
        PageSource source = (startSec, sink, cancellation) -> {
            asked.add(startSec);
            return startSec > 0 ? nothing(startSec, true) : api.read(startSec, sink, cancellation);
        };
        long cutSec = nowSec - 3_600 - 60L * 30;

        IOException refusal = assertThrows(IOException.class, () -> ask(source));

        assertEquals(
                "the page from " + Instant.ofEpochSecond(cutSec)
                        + " is empty, but the page before it had 1 event of this"
                        + " second, which must come again; it was asked for 3 times, and nothing of it was kept. What"
                        + " came before stays: ask again later, and tell Zendesk if it stays so",
                refusal.getMessage());
        assertEquals(List.of(0L, cutSec, cutSec, cutSec), asked);
        // Deleted tickets must not block the account for ever.
        assertEquals(all().subList(0, 9), ask(source));
        assertEquals(5, asked.size());
    }

    private Page nothing(long startSec, boolean endOfStream) {
        return new Page(
                startSec,
                new PageRowCounter(startSec).rows(),
                endOfStream,
                OptionalLong.empty(),
                OptionalLong.of(0),
                clock.nowSec());
    }

    /** A page in no order of time is known up to its last event, or to the second before it. */
    @Test
    void aPageOutOfOrderHidesNoEvent() throws Exception {
        oneEventPerMinute();
        PageSource shuffled = (startSec, sink, cancellation) -> {
            List<TicketEvent> events = new ArrayList<>();
            Page page = api.read(startSec, collecting(events, sink), cancellation);
            if (events.size() > 4) {
                Collections.swap(events, events.size() - 1, events.size() - 4);
            }
            return page(page, events, sink);
        };

        assertEquals(all(), ask(shuffled));
    }

    /** The same page with other events. */
    private static Page page(Page page, List<TicketEvent> events, EventSink sink) throws IOException {
        PageRowCounter rows = new PageRowCounter(page.startSec());
        for (TicketEvent event : events) {
            sink.accept(event);
            rows.add(event.id(), event.startSec());
        }
        return new Page(
                page.startSec(), rows.rows(), page.endOfStream(), page.endSec(), page.statedCount(), page.serverSec());
    }

    /** A page has the last event of a full page twice; the next one, which begins with its second, has it once. */
    @Test
    void anEventThatComesTwiceAtTheEndOfAPageIsMissedNowhere() throws Exception {
        oneEventPerMinute();
        PageSource repeating = (startSec, sink, cancellation) -> {
            List<TicketEvent> events = new ArrayList<>();
            Page page = api.read(startSec, collecting(events, sink), cancellation);
            if (!page.endOfStream()) {
                events.add(events.get(events.size() - 1));
            }
            return page(page, events, sink);
        };

        assertEquals(all(), ask(repeating));
        assertEquals(
                List.of(),
                warnings.stream().filter(said -> said.contains("first second")).toList());
    }

    /** A sink that leaves the events to a test, which gives them on. */
    private static EventSink collecting(List<TicketEvent> events, EventSink sink) {
        return new EventSink() {
            @Override
            public void begin() throws IOException {
                sink.begin();
            }

            @Override
            public void accept(TicketEvent event) {
                events.add(event);
            }
        };
    }

    /** The Date of the answer is two hours, or a day, behind its events. */
    @ParameterizedTest
    @ValueSource(ints = {30, 300, 7_200, 86_400})
    void aServersClockThatIsBehindHidesNoEvent(int behindSec) throws Exception {
        for (int i = 0; i < 15; i++) {
            api.add(Events.audit(i, nowSec - 100 - 60L * (14 - i)));
        }
        List<Long> expected = LongStream.range(0, 15).boxed().toList();
        PageSource source = lying(page -> withClock(page, page.serverSec() - behindSec));

        assertEquals(expected, ask(source));
        assertEquals(2, api.requests().size());
        assertEquals(expected, ask(source));
        assertEquals(2, api.requests().size());
        assertEquals(behindSec > 300 ? 1 : 0, warnings.stream().distinct().count());
        // Its Date seals nothing too early: what became visible late is found.
        api.addLate(Events.audit(99, nowSec - 120), nowSec + 30);
        clock.advance(Duration.ofMinutes(20));
        assertEquals(16, ask(api).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 7_200, 31_536_000})
    void aClockOfOursThatIsBehindHidesNoEventThatIsMirrored(int behindSec) throws Exception {
        oneEventPerMinute();
        api.add(Events.audit(40, nowSec - 100));
        assertEquals(41, ask(api).size());
        PagedEvents ofNow = PagedEvents.of(api.visible(), PER_PAGE, () -> Instant.ofEpochSecond(nowSec));

        clock.advance(Duration.ofSeconds(-behindSec));

        assertEquals(41, ask(ofNow).size());
        // At five minutes, the ten minutes that are not settled are read again.
        assertEquals(behindSec > 600 ? 0 : 1, ofNow.requests().size());
        String warning = "events up to 2026-03-01T11:58:59Z are mirrored, but this machine's clock says "
                + Instant.ofEpochSecond(nowSec - behindSec)
                + ": what is mirrored is shown, later events are not asked for; set this machine's clock";
        assertEquals(behindSec > 600 ? List.of(warning) : List.of(), warnings);
    }

    /** The server's clock is right, ours a year behind: what a page shows is shown. */
    @Test
    void aClockOfOursThatIsAYearBehindHidesNoEventThatComes() throws Exception {
        oneEventPerMinute();
        PagedEvents ofNow = PagedEvents.of(api.visible(), PER_PAGE, () -> Instant.ofEpochSecond(nowSec));

        clock.advance(Duration.ofDays(-365));

        assertEquals(all(), ask(ofNow));
        assertEquals(1, warnings.size());
        assertEquals(
                "the server's clock says 2026-03-01T12:00:00Z, this machine's 2025-03-01T12:00:00Z: the newest events are"
                        + " fetched again until the earlier of both is past them; set this machine's clock if it is wrong",
                warnings.get(0));
        // When it is set right, they are fetched once more, and sealed.
        clock.advance(Duration.ofDays(365));
        assertEquals(all(), ask(ofNow));
        ofNow.forgetRequests();
        assertEquals(all(), ask(ofNow));
        assertEquals(List.of(), ofNow.requests());
    }
}
