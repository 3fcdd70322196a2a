package dev.ticketsql.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.FetchObserver.Extent;
import dev.ticketsql.event.FetchProgress;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.testing.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Progress and totals of one statement's fetching, on displays and listeners. */
final class StatementFetchTest {

    private static final long APRIL = Instant.parse("2025-04-01T00:00:00Z").getEpochSecond();
    private static final long MAY = Instant.parse("2025-05-01T00:00:00Z").getEpochSecond();
    private static final long DAY = 86_400;

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final List<FetchProgress> reported = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final List<String> totals = new ArrayList<>();
    private final StatementFetch fetch =
            new StatementFetch(() -> 7, clock, reported::add, new ProgressLog(clock, logged::add), totals::add);

    @Test
    void aMonthIsFetchedADayAtATimeAndHeldUpByTheLimit() {
        fetch.begin(TimeRanges.of(APRIL, MAY), OptionalLong.of(30), Extent.ALL);
        assertEquals("2025-04-01 to 2025-05-01: 0.0%, 0 events, 0 of 30 requests", latest());

        for (int day = 1; day <= 10; day++) {
            fetch.requested(page(APRIL + DAY * (day - 1), 1000), 800_000, Duration.ZERO);
            fetch.kept(TimeRanges.of(APRIL + DAY * day, MAY));
        }
        assertEquals("2025-04-01 to 2025-05-01: 33.3%, 10,000 events, 10 of 30 requests", latest());

        // Ten requests at once and a minute of waiting: twice as much is to come, after this minute.
        fetch.waiting(FetchWait.RATE_LIMIT, Optional.of(Duration.ofSeconds(60)));
        assertEquals(
                "2025-04-01 to 2025-05-01: 33.3%, 10,000 events, 10 of 30 requests; rate limit, 1 min; 3 min left",
                latest());

        clock.advance(Duration.ofSeconds(38));
        fetch.waiting(FetchWait.RATE_LIMIT, Optional.of(Duration.ofSeconds(22)));
        assertEquals(
                "2025-04-01 to 2025-05-01: 33.3%, 10,000 events, 10 of 30 requests; rate limit, 22 s; 3 min left",
                latest());

        fetch.waiting(FetchWait.NOTHING, Optional.empty());
        fetch.requested(page(APRIL + DAY * 10, 1000), 800_000, Duration.ofSeconds(60));
        fetch.kept(TimeRanges.none());
        assertEquals("2025-04-01 to 2025-05-01: 100.0%, 11,000 events, 11 of 30 requests", latest());
    }

    @Test
    void aWaitIsReportedWhenItBeginsAndEverySecond() {
        fetch.begin(TimeRanges.of(APRIL, MAY), OptionalLong.empty(), Extent.ALL);
        for (int tenths = 100; tenths > 0; tenths--) {
            fetch.waiting(FetchWait.RETRY, Optional.of(Duration.ofMillis(100L * tenths)));
            clock.advance(Duration.ofMillis(100));
        }
        assertEquals(1 + 10, reported.size());
        assertEquals("2025-04-01 to 2025-05-01: 0.0%, 0 events, 0 requests; next attempt, 1 s", latest());

        fetch.waiting(FetchWait.NOTHING, Optional.empty());
        fetch.waiting(FetchWait.NOTHING, Optional.empty());
        assertEquals(1 + 10 + 1, reported.size());
        assertEquals("2025-04-01 to 2025-05-01: 0.0%, 0 events, 0 requests", latest());

        fetch.waiting(FetchWait.OTHER_STATEMENT, Optional.empty());
        assertEquals("2025-04-01 to 2025-05-01: 0.0%, 0 events, 0 requests; another statement fetches", latest());
    }

    @Test
    void theDecadesBeforeTheFirstEventAreNoProgress() {
        fetch.begin(TimeRanges.of(0, MAY), OptionalLong.empty(), Extent.ALL);
        assertEquals(0, reported.get(0).percent());

        fetch.requested(page(APRIL, 1000), 1, Duration.ZERO);
        fetch.kept(TimeRanges.of(APRIL + 3 * DAY, MAY));
        assertEquals("2025-04-01 to 2025-05-01: 10.0%, 1,000 events, 1 request", latest());
    }

    @Test
    void aStatementThatMayStopEarlierShowsNoPercentageAndNoTimeLeft() {
        fetch.begin(TimeRanges.of(0, MAY), OptionalLong.empty(), Extent.UNTIL_ENOUGH);
        clock.advance(Duration.ofMinutes(1));
        fetch.requested(page(APRIL, 1000), 1, Duration.ZERO);
        fetch.kept(TimeRanges.of(0, APRIL));
        assertEquals("1970-01-01 to 2025-05-01: 1,000 events, 1 request; may stop earlier", latest());
        assertEquals(30 * DAY, reported.get(1).coveredSec());
    }

    @Test
    void secondsOfSeveralRangesCountAlike() {
        TimeRanges ranges = TimeRanges.of(List.of(new TimeRange(APRIL, APRIL + 10), new TimeRange(MAY, MAY + 30)));
        fetch.begin(ranges, OptionalLong.empty(), Extent.ALL);
        fetch.kept(TimeRanges.of(MAY, MAY + 30));
        assertEquals("2025-04-01 to 2025-05-01T00:00:30Z (2 windows): 25.0%, 0 events, 0 requests", latest());
        assertEquals(40, reported.get(1).wantedSec());
        assertEquals(10, reported.get(1).coveredSec());
    }

    @Test
    void aHundredPercentIsShownOnlyAtTheEnd() {
        fetch.begin(TimeRanges.of(APRIL, MAY), OptionalLong.empty(), Extent.ALL);
        fetch.kept(TimeRanges.of(MAY - 1, MAY));
        assertEquals("2025-04-01 to 2025-05-01: 99.9%, 0 events, 0 requests", latest());
    }

    @Test
    void theLogHasALineEveryHalfMinute() {
        fetch.begin(TimeRanges.of(APRIL, MAY), OptionalLong.empty(), Extent.ALL);
        for (int second = 90; second > 0; second--) {
            fetch.waiting(FetchWait.RATE_LIMIT, Optional.of(Duration.ofSeconds(second)));
            clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(
                List.of(
                        "2025-04-01 to 2025-05-01: 0.0%, 0 events, 0 requests; rate limit, 1 min",
                        "2025-04-01 to 2025-05-01: 0.0%, 0 events, 0 requests; rate limit, 30 s"),
                logged);
    }

    @Test
    void aTerminalHasOneLineThatIsGoneInTheEnd() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        ProgressLine line =
                new ProgressLine(clock, new PrintStream(terminal, true, StandardCharsets.UTF_8), new TerminalOwner());
        StatementFetch drawn = new StatementFetch(() -> 1, clock, reported::add, line, totals::add);
        drawn.begin(TimeRanges.of(APRIL, MAY), OptionalLong.empty(), Extent.ALL);
        for (int page = 0; page < 100; page++) {
            // Too soon for another look.
            drawn.kept(TimeRanges.of(APRIL + DAY, MAY));
        }
        clock.advance(Duration.ofMillis(250));
        drawn.kept(TimeRanges.of(APRIL + 2 * DAY, MAY));
        drawn.end();
        drawn.end();
        String begin = "\r\u001b[?7l2025-04-01 to 2025-05-01: ";
        String end = "%, 0 events, 0 requests\u001b[K\u001b[?7h\r";
        assertEquals(
                begin + "0.0" + end + begin + "6.6" + end + "\r\u001b[K", terminal.toString(StandardCharsets.UTF_8));
    }

    @Test
    void ofTwoStatementsOnOneTerminalTheSecondDrawsWhenTheFirstIsDone() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(terminal, true, StandardCharsets.UTF_8);
        TerminalOwner owner = new TerminalOwner();
        StatementFetch first =
                new StatementFetch(() -> 1, clock, reported::add, new ProgressLine(clock, stream, owner), totals::add);
        StatementFetch second =
                new StatementFetch(() -> 2, clock, reported::add, new ProgressLine(clock, stream, owner), totals::add);
        first.begin(TimeRanges.of(APRIL, MAY), OptionalLong.empty(), Extent.ALL);
        String drawn = terminal.toString(StandardCharsets.UTF_8);
        second.begin(TimeRanges.of(APRIL + DAY, MAY), OptionalLong.empty(), Extent.ALL);
        clock.advance(Duration.ofMillis(250));
        second.kept(TimeRanges.of(APRIL + 2 * DAY, MAY));
        assertEquals(drawn, terminal.toString(StandardCharsets.UTF_8));
        first.end();
        assertEquals(drawn + "\r\u001b[K", terminal.toString(StandardCharsets.UTF_8));
        second.kept(TimeRanges.of(APRIL + 3 * DAY, MAY));
        second.end();
        assertEquals(
                drawn + "\r\u001b[K\r\u001b[?7l2025-04-02 to 2025-05-01: 6.8%, 0 events, 0 requests\u001b[K\u001b[?7h\r"
                        + "\r\u001b[K",
                terminal.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aListenerThatFailsChangesNothing() {
        List<FetchProgress> reportedBefore = new ArrayList<>();
        StatementFetch failing = new StatementFetch(
                () -> 1,
                clock,
                progress -> {
                    reportedBefore.add(progress);
                    throw new IllegalStateException("no");
                },
                new ProgressLog(clock, logged::add),
                totals::add);
        failing.begin(TimeRanges.of(APRIL, MAY), OptionalLong.empty(), Extent.ALL);
        failing.kept(TimeRanges.none());
        assertEquals(2, reportedBefore.size());
    }

    @Test
    void theTotalsAreLoggedOnceInTheEnd() {
        fetch.begin(TimeRanges.of(APRIL, MAY), OptionalLong.empty(), Extent.ALL);
        fetch.requested(Optional.empty(), 20, Duration.ZERO);
        fetch.requested(page(APRIL, 1000), 800_000, Duration.ofSeconds(30));
        fetch.end();
        fetch.begin(TimeRanges.of(MAY, MAY + DAY), OptionalLong.empty(), Extent.ALL);
        fetch.requested(page(MAY, 17), 13_000, Duration.ofMillis(12_400));
        fetch.end();
        fetch.close();
        fetch.close();
        assertEquals(
                List.of("3 requests, 1,017 events, 813,020 bytes, waited 42 s, for 2025-04-01 to 2025-05-02"), totals);
    }

    @Test
    void aStatementWithoutARequestLogsNoTotals() {
        fetch.close();
        assertEquals(List.of(), totals);
    }

    private String latest() {
        return ProgressText.of(reported.get(reported.size() - 1));
    }

    private static Optional<Page> page(long firstSec, int events) {
        PageRowCounter rows = new PageRowCounter(firstSec);
        for (int event = 0; event < events; event++) {
            rows.add(event, firstSec);
        }
        return Optional.of(new Page(
                firstSec, rows.rows(), false, OptionalLong.of(firstSec + 1), OptionalLong.of(events), firstSec));
    }
}
