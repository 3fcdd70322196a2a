package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items of pages that are no events: kept beside the events of their second, and counted wherever these are. */
final class RejectedEventsTest extends MirrorMaintenanceFixture {

    private static final String COUNT = "SELECT count(*) FROM rejected_events";

    @Test
    void aMirrorWithoutAnyHasNoFileOfThem() throws Exception {
        sync();
        assertEquals(0, rejectedFiles());
        assertEquals(Map.of(), maintenance.rejectedBySecond());
        assertEquals(List.of(), warnings(TimeRanges.every()));
    }

    @Test
    void theyStandInTheTableWithTheirPageAndPlaceAndCostNoMoreRequests() throws Exception {
        sync();
        List<Long> requests = api.requests();
        try (Mirror other = Mirror.open(Files.createDirectory(directory.resolve("other")), Asking.SMALL, clock)) {
            api.addRejected(startSec + 15, 3L, "{\"n\":1}").addRejected(startSec + 15, null, "{\"n\":2}");
            api.forgetRequests();
            other.maintenance().sync(Asking.settings(api), TimeRanges.from(startSec - 1000));
            assertEquals(requests, api.requests());
        }
        assertEquals(
                List.of(
                        "2026-02-28 12:00:15.0|" + (startSec + 15) + "|" + (startSec - 1000)
                                + "|2|3|$ has no id|{\"n\":1}",
                        "2026-02-28 12:00:15.0|" + (startSec + 15) + "|" + (startSec - 1000)
                                + "|3|null|$ has no id|{\"n\":2}"),
                PlainDuckDb.rows(directory.resolve("other"), "SELECT * FROM rejected_events ORDER BY position"));
    }

    @Test
    void theirSecondsAreListedAndEveryFileSaysHowManyItHas() throws Exception {
        someRejected();
        sync();
        assertEquals(Map.of(startSec + 15, 2L, startSec + 305, 1L), maintenance.rejectedBySecond());
        assertEquals(
                3,
                mirror.mirroredRanges().stream()
                        .mapToLong(MirroredRange::rejectedCount)
                        .sum());
        assertEquals(
                50,
                mirror.mirroredRanges().stream()
                        .mapToLong(MirroredRange::eventCount)
                        .sum());
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never())) {
            assertEquals(2, snapshot.rejectedCount(TimeRanges.of(startSec, startSec + 16)));
            assertEquals(0, snapshot.rejectedCount(TimeRanges.of(startSec, startSec + 15)));
        }
    }

    @Test
    void aStatementOverTheirSecondsIsWarnedOfThem() throws Exception {
        someRejected();
        String three =
                "the answer is without 3 events that have no usable id or instant, the first: $ has no id; SELECT *"
                        + " FROM rejected_events shows what came instead";
        assertEquals(List.of(three), warnings(TimeRanges.from(startSec)), "when they are fetched");
        assertEquals(List.of(three), warnings(TimeRanges.from(startSec)), "and later");
        assertEquals(
                List.of(
                        "the answer is without 1 event that has no usable id or instant, the first: $ has no id; SELECT *"
                                + " FROM rejected_events shows what came instead"),
                warnings(TimeRanges.of(startSec + 300, startSec + 306)));
        assertEquals(List.of(), warnings(TimeRanges.of(startSec + 16, startSec + 305)));
    }

    @Test
    void aStatementThatAsksForThemAloneIsNotWarned() throws Exception {
        someRejected();
        List<String> warnings = new ArrayList<>();
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never(), warnings::add)) {
            String all = snapshot.relation(EventTable.REJECTED_EVENTS, TimeRanges.from(startSec));
            assertEquals(List.of(3L), Asking.longs(snapshot, "SELECT count(*) FROM " + all));
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aStatementThatReadsSlicesIsWarnedOnce() throws Exception {
        someRejected();
        api.addRejected(startSec + 80_000, null, "{}");
        sync();
        List<String> warnings = new ArrayList<>();
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never(), warnings::add)) {
            IncrementalScan slices = snapshot.slices(
                    List.of(new Snapshot.Wanted(EventTable.TICKET_EVENTS, TimeRanges.from(startSec))),
                    TimeOrder.OLDEST_FIRST,
                    OptionalLong.empty());
            while (slices.next(0).isPresent()) {
                assertTrue(warnings.size() <= 1, warnings::toString);
            }
        }
        assertEquals(
                List.of("the answer is without at least 3 events that have no usable id or instant, the first: $ has no"
                        + " id; SELECT * FROM rejected_events shows what came instead"),
                warnings);
    }

    @Test
    void timeBeforeTheFloorHasNone() throws Exception {
        someRejected();
        sync();
        List<String> warnings = new ArrayList<>();
        SnapshotOptions since = new SnapshotOptions(api, startSec + 306, Duration.ofMinutes(1), OptionalInt.empty());
        try (Snapshot snapshot = mirror.read(since, Cancellation.never(), warnings::add)) {
            snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.every());
            String all = snapshot.relation(EventTable.REJECTED_EVENTS, TimeRanges.every());
            assertEquals(List.of(0L), Asking.longs(snapshot, "SELECT count(*) FROM " + all));
        }
        assertEquals(List.of(), warnings);
    }

    /** The ticket of {@code {"ticket_id":..}} is not readable, or stands deeper. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7 | {\"n\":1} | true",
                "  | {\"ticket_id\":7} | true",
                "  | {\"ticket_id\":\"7\",\"a\":1} | true",
                "  | {\"a\":{\"ticket_id\":7.0}} | true",
                "  | {\"body\":\"{\\\"ticket_id\\\":7}\"} | true",
                "  | [{\"ticket_id\":\" 07 \"}] | true",
                "8 | {\"ticket_id\":8} | false",
                "  | {\"ticket_id\":77} | false",
                "  | {\"ticket_id\":17} | false",
                "  | {\"ticket_id\":\"7a\"} | false",
                "  | {\"id\":7} | false",
            })
    void aPurgeOfATicketTakesThoseThatNameIt(Long ticketId, String json, boolean purged) throws Exception {
        api.addRejected(startSec + 15, ticketId, json);
        sync();
        maintenance.purgeTicket(7);
        long left = purged ? 0 : 1;
        assertEquals(left, rejected(), "at once");
        assertEquals(purged ? 2 : 1, maintenance.vacuum().orElseThrow(), "and event 7");
        assertEquals(left, rejectedFiles());
        assertEquals(left, rejected());
        maintenance.refresh(api, new TimeRange(startSec, startSec + 100));
        assertEquals(left, rejected(), "also of pages that are fetched later");
        assertEquals(49, ids().size());
    }

    @Test
    void aPurgeForTheirAgeTakesThem() throws Exception {
        someRejected();
        sync();
        maintenance.purgeBefore(startSec + 16);
        assertEquals(1, rejected());
        assertEquals(4, maintenance.vacuum().orElseThrow(), "two events and two that are none");
        assertEquals(List.of("1"), PlainDuckDb.rows(directory, COUNT));
        assertEquals(Map.of(startSec + 305, 1L), maintenance.rejectedBySecond());
    }

    @Test
    void aRefreshTakesThoseThatTheServerHasMended() throws Exception {
        someRejected();
        sync();
        api.removeAt(startSec + 15);
        api.add(Events.audit(815, startSec + 15));
        maintenance.refresh(api, new TimeRange(startSec, startSec + 100));
        assertEquals(Map.of(startSec + 305, 1L), maintenance.rejectedBySecond());
        assertEquals(51, ids().size());
        assertEquals(List.of("1"), PlainDuckDb.rows(directory, COUNT));
    }

    @Test
    void aComparisonWithTheApiCountsThoseThatWereMendedAndThoseThatWereBroken() throws Exception {
        someRejected();
        sync();
        assertEquals(List.of(), maintenance.compare(Asking.settings(api), TimeRanges.every()));
        api.removeAt(startSec + 15);
        api.add(Events.audit(815, startSec + 15));
        MirrorDifference mended = onlyDifference();
        assertEquals(List.of(1L, 2L, 0L), List.of(mended.missing(), mended.surplus(), mended.changed()));
        maintenance.refresh(api, new TimeRange(startSec, startSec + 100));
        api.removeAt(startSec + 20);
        api.addRejected(startSec + 20, null, "{\"n\":4}");
        MirrorDifference broken = onlyDifference();
        assertEquals(List.of(1L, 1L, 0L), List.of(broken.missing(), broken.surplus(), broken.changed()));
    }

    private MirrorDifference onlyDifference() throws Exception {
        List<MirrorDifference> found = maintenance.compare(Asking.settings(api), TimeRanges.every());
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }

    @Test
    void mergedFilesHaveThemToo() throws Exception {
        LongStream.range(50, 400).forEach(i -> api.add(Events.audit(i, startSec + i * 10)));
        for (int i = 0; i < 30; i++) {
            api.addRejected(startSec + i * 130L, null, "{\"n\":" + i + "}");
        }
        sync();
        assertTrue(mirror.mirroredRanges().size() < 20, "merged");
        assertEquals(30, rejected());
        assertEquals(List.of("30"), PlainDuckDb.rows(directory, COUNT));
        assertEquals(400, ids().size());
    }

    @Test
    void aDamagedFileOfThemIsFetchedAgainWithItsEvents() throws Exception {
        someRejected();
        // Pages of one statement might share their files.
        ids(TimeRanges.of(startSec, startSec + 16));
        sync();
        Path file;
        try (Stream<Path> files = Files.list(directory.resolve("v2/rejected_events"))) {
            file = files.sorted().findFirst().orElseThrow();
        }
        Files.write(file, new byte[100]);
        int requests = api.requests().size();
        try (Mirror other = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(1, other.maintenance().rejectedBySecond().size(), "the damaged one is set aside");
            assertEquals(50, ids(other).size());
            assertEquals(2, other.maintenance().rejectedBySecond().size());
        }
        assertEquals(requests + 1, api.requests().size());
    }

    @Test
    void aLastPageOfNothingElseIsKept() throws Exception {
        api.addRejected(startSec + 3600, null, "{}").addRejected(startSec + 7200, null, "{}");
        assertEquals(List.of(), ids(TimeRanges.from(startSec + 3000)));
        assertEquals(Map.of(startSec + 3600, 1L, startSec + 7200, 1L), maintenance.rejectedBySecond());
        assertEquals(1, api.requests().size());
    }

    @Test
    void aPageOfItemsWithoutAnInstantThatSaysMoreIsToComeIsAskedForThriceAndRefused() {
        List<Long> requests = new ArrayList<>();
        PageSource source = new PageSource() {
            @Override
            public Page read(long fromSec, EventSink sink, Cancellation cancellation) throws IOException {
                requests.add(fromSec);
                PageRowCounter rows = new PageRowCounter(fromSec);
                sink.begin();
                for (int position = 0; position < 3; position++) {
                    sink.reject(new RejectedEvent(fromSec, fromSec, position, null, "$ has no time", "{}"));
                    rows.addRejected("{}", OptionalLong.empty());
                }
                return new Page(
                        fromSec, rows.rows(), false, OptionalLong.empty(), OptionalLong.empty(), clock.nowSec());
            }
        };
        IOException refusal = assertThrows(
                IOException.class, () -> Asking.ids(mirror, Asking.settings(source), TimeRanges.from(startSec)));
        assertTrue(
                String.valueOf(refusal.getMessage())
                        .startsWith("the page from 2026-02-28T12:00:00Z says that more is to come, but has 3 events"
                                + " without a usable instant, and no other; it was asked for 3 times"),
                refusal.getMessage());
        assertEquals(List.of(startSec, startSec, startSec), requests);
    }

    /** Two in a second without an event, and one on another page. */
    private void someRejected() {
        api.addRejected(startSec + 15, 3L, "{\"n\":1}")
                .addRejected(startSec + 15, null, "{\"n\":2}")
                .addRejected(startSec + 305, null, "{\"n\":3}");
    }

    private List<String> warnings(TimeRanges wanted) throws Exception {
        List<String> warnings = new ArrayList<>();
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never(), warnings::add)) {
            snapshot.relation(EventTable.TICKET_EVENTS, wanted);
        }
        return warnings;
    }

    private long rejected() throws Exception {
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never())) {
            String all = snapshot.relation(EventTable.REJECTED_EVENTS, TimeRanges.from(startSec));
            return Asking.longs(snapshot, "SELECT count(*) FROM " + all).get(0);
        }
    }

    private long rejectedFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("v2/rejected_events"))) {
            return files.count();
        }
    }
}
