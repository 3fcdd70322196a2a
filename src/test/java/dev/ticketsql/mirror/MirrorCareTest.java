package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What looks after a mirror: filling up, reading again, verifying, purging; and the files that are left behind. */
final class MirrorCareTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final long startSec = clock.nowSec() - 86_400;
    private PagedEvents api = new PagedEvents(clock, 10);

    @TempDir
    private Path directory;

    @AutoClose
    private Mirror mirror;

    private MirrorCare care;

    @BeforeEach
    void open() throws IOException {
        directory = directory.toRealPath();
        mirror = Mirror.open(directory, Asking.SMALL, clock);
        care = mirror.care();
        LongStream.range(0, 50).forEach(i -> api.add(Events.audit(i, startSec + i * 10)));
    }

    @Test
    void filesReadPlainlyHoldEveryEventOnceAfterASync() throws Exception {
        api.add(Events.audit(900, clock.nowSec() - 300));
        sync();
        assertEquals(ids(), PlainDuckDb.ids(directory));

        clock.advance(Duration.ofMinutes(8));
        api.add(Events.audit(901, clock.nowSec() - 200));
        api.addLate(Events.audit(902, clock.nowSec() - 700), clock.nowSec());
        assertTrue(sync());
        assertEquals(53, ids().size());
        assertEquals(ids(), PlainDuckDb.ids(directory));
        assertEquals(0, overlaps());
    }

    /** What is damaged is found by whoever reads it, and not by a cron job every minute. */
    @Test
    void aSyncThatIsUpToDateReadsNoFile() throws Exception {
        sync();
        api.forgetRequests();
        Path file = mirror.windows().get(0).file();
        Files.writeString(file, "damaged");
        try (Mirror next = Mirror.open(directory, Asking.SMALL, clock)) {
            assertTrue(next.care().sync(Asking.settings(api), TimeRanges.from(startSec - 1000)));
            assertTrue(Files.exists(file));
            assertEquals(List.of(), api.requests());
            assertEquals(50, ids(next).size());
            assertEquals(List.of(file.getFileName() + ".damaged"), care.setAside());
        }
    }

    @Test
    void aSyncThatIsUpToDateCostsNothing() throws Exception {
        sync();
        api.forgetRequests();
        assertTrue(sync());
        assertEquals(List.of(), api.requests());
    }

    /** Other people's queries rely on these. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ticket_events | id BIGINT, ticket_id BIGINT, time TIMESTAMP, start_time BIGINT, type VARCHAR, \
            metric VARCHAR, instance_id BIGINT, event_type VARCHAR, updater_id BIGINT, via VARCHAR, client VARCHAR, \
            location VARCHAR, latitude DOUBLE, longitude DOUBLE, metadata VARCHAR, child_events VARCHAR, other VARCHAR
            ticket_field_changes | event_id BIGINT, ticket_id BIGINT, time TIMESTAMP, start_time BIGINT, \
            change_id BIGINT, event_type VARCHAR, field VARCHAR, new_value VARCHAR, previous_value VARCHAR, \
            added_tags VARCHAR, removed_tags VARCHAR, updater_id BIGINT, via VARCHAR
            ticket_comments | event_id BIGINT, ticket_id BIGINT, time TIMESTAMP, start_time BIGINT, \
            comment_id BIGINT, author_id BIGINT, is_public BOOLEAN, body VARCHAR, html_body VARCHAR, \
            plain_body VARCHAR, via VARCHAR, attachments VARCHAR, created_at TIMESTAMP
            """)
    void filesKeepTheirColumnsAndTypes(String table, String columns) throws Exception {
        sync();
        assertEquals(
                List.of(columns.split(", ")),
                PlainDuckDb.rows(
                        directory,
                        "SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM " + table + ")"));
    }

    @Test
    void aStretchReadAgainShowsWhatTheApiShowsNow() throws Exception {
        sync();
        PagedEvents redacted = new PagedEvents(clock, 10);
        LongStream.range(0, 50)
                .filter(i -> i != 17)
                .forEach(i -> redacted.add(Events.audit(i, startSec + i * 10, i == 16 ? "redacted" : "Web form")));
        api = redacted;

        assertTrue(care.refresh(api, new TimeRange(startSec + 150, startSec + 200)));

        assertEquals(List.of(startSec + 150), api.requests());
        assertEquals(49, ids().size());
        assertEquals(ids(), PlainDuckDb.ids(directory));
        assertEquals(List.of("16"), PlainDuckDb.rows(directory, "SELECT id FROM ticket_events WHERE via = 'redacted'"));
        assertEquals(0, overlaps());
        assertEquals(1, api.requests().size());
    }

    @Test
    void aRefreshThatFailsSaysWhereToGoOn() throws Exception {
        sync();
        IOException failure = assertThrows(
                IOException.class,
                () -> care.refresh(
                        (fromSec, sink, cancellation) -> {
                            if (fromSec > startSec) {
                                throw new IOException("no network");
                            }
                            return api.read(fromSec, sink, cancellation);
                        },
                        new TimeRange(startSec, startSec + 300)));
        assertEquals(
                "no network; what was refreshed before 2026-02-28T12:01:30Z stays, go on from there",
                failure.getMessage());
        assertEquals(50, ids().size());
    }

    @Test
    void verifyingReadsEveryFileAndNamesTheDamagedOne() throws Exception {
        sync();
        assertEquals(List.of(), care.verify(TimeRanges.every()).damaged());
        MirrorWindow window = mirror.windows().get(1);
        byte[] bytes = Files.readAllBytes(window.file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(window.file(), bytes);

        MirrorCheck check = care.verify(TimeRanges.every());
        assertEquals(mirrorFiles() + 1, check.files());
        assertEquals(50, check.events());
        assertEquals(List.of(window.file().getFileName().toString()), check.damaged());
        assertEquals(List.of(window.file().getFileName() + ".damaged"), care.setAside());

        api.forgetRequests();
        sync();
        assertEquals(1, api.requests().size());
        assertEquals(50, ids().size());
        assertEquals(ids(), PlainDuckDb.ids(directory));
    }

    @Test
    void verifyingAgainstTheApiSaysWhereItDiffers() throws Exception {
        sync();
        assertEquals(List.of(), care.compare(Asking.settings(api), TimeRanges.every()));

        PagedEvents other = new PagedEvents(clock, 10);
        LongStream.range(1, 50)
                .forEach(i -> other.add(Events.audit(i, startSec + i * 10, i == 2 ? "changed" : "Web form")));
        other.add(Events.audit(700, startSec + 305)).add(Events.audit(701, startSec + 306));
        List<MirrorDifference> found = care.compare(Asking.settings(other), TimeRanges.of(startSec, startSec + 400));
        assertEquals(
                List.of("0 missing, 1 surplus, 1 changed", "2 missing, 0 surplus, 0 changed"),
                found.stream()
                        .map(difference -> difference.missing() + " missing, " + difference.surplus() + " surplus, "
                                + difference.changed() + " changed")
                        .toList());
        assertTrue(found.get(0).range().contains(startSec + 20));
        assertTrue(found.get(1).range().contains(startSec + 305));
        assertEquals(50, ids().size());
    }

    @Test
    void aPurgedTicketIsGoneFromAnswersFilesAndLaterPages() throws Exception {
        care.sync(Asking.settings(api), TimeRanges.of(startSec, startSec + 200));
        long kept = ids(TimeRanges.of(startSec, startSec + 200)).size();
        care.purgeTicket(3);
        assertEquals(kept - 1, ids(TimeRanges.of(startSec, startSec + 200)).size(), "at once");
        assertEquals(OptionalLong.of(1), care.tidy());

        api.add(ofTicket(3, 800, startSec + 400));
        sync();
        assertEquals(49, ids().size());
        assertEquals(ids(), PlainDuckDb.ids(directory));
        assertEquals(
                List.of("0"),
                PlainDuckDb.rows(
                        directory, "SELECT count(*) FROM ticket_events WHERE ticket_id = 3 OR id IN (3, 800)"));
        assertEquals(List.of("events of ticket 3"), care.purged());
        assertEquals(OptionalLong.of(0), care.tidy(), "nothing is left to remove");
    }

    @Test
    void damagedFilesThatMayHoldPurgedEventsAreDeleted() throws Exception {
        sync();
        Files.write(mirror.windows().get(1).file(), new byte[] {1});
        care.verify(TimeRanges.every());
        assertEquals(1, care.setAside().size());
        care.tidy();
        assertEquals(1, care.setAside().size());
        care.purgeTicket(3);
        care.tidy();
        assertEquals(List.of(), care.setAside());
    }

    @Test
    void whatIsPurgedForItsAgeIsNeverAskedForAgain() throws Exception {
        care.purgeBefore(startSec + 100);
        sync();
        assertTrue(api.requests().stream().allMatch(fromSec -> fromSec >= startSec + 100), api.requests()::toString);
        assertEquals(LongStream.range(10, 50).boxed().toList(), ids());
        api.forgetRequests();
        assertEquals(List.of(), ids(TimeRanges.of(0, startSec + 100)));
        assertEquals(List.of(), api.requests());
        assertEquals(List.of("events before 2026-02-28T12:01:40Z"), care.purged());
    }

    @Test
    void eventsPurgedForTheirAgeLeaveTheFiles() throws Exception {
        sync();
        care.purgeBefore(startSec + 105);
        assertEquals(OptionalLong.of(11), care.tidy());
        assertEquals(LongStream.range(11, 50).boxed().toList(), PlainDuckDb.ids(directory));
        assertEquals(ids(), PlainDuckDb.ids(directory));
    }

    @Test
    void aStatementThatReadsKeepsItsViewWhileOthersPurge() throws Exception {
        sync();
        try (Snapshot reading = mirror.read(Asking.settings(api), Cancellation.never())) {
            assertEquals(50, Asking.ids(reading, TimeRanges.from(0)).size());
            care.purgeTicket(3);
            assertEquals(OptionalLong.empty(), care.tidy(), "somebody reads");
            assertEquals(50, Asking.ids(reading, TimeRanges.from(0)).size(), "the same statement");
            assertEquals(49, ids().size(), "another statement");
        }
        assertEquals(OptionalLong.of(1), care.tidy());
    }

    @Test
    void anotherMirrorOfTheSameDirectoryNeverShowsWhatWasPurged() throws Exception {
        sync();
        try (Mirror other = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(50, ids(other).size());
            care.purgeTicket(3);
            assertEquals(49, ids(other).size());
        }
    }

    @Test
    void aTombstoneThatNobodyUnderstandsIsNotIgnored() throws Exception {
        sync();
        Files.createDirectory(directory.resolve("v1/tombstones"));
        Path stranger = Files.createFile(directory.resolve("v1/tombstones/user_7_1.tombstone"));
        IOException refusal = assertThrows(IOException.class, this::ids);
        assertEquals(
                stranger + " is no tombstone that this TicketSQL knows: use the newer one that wrote it, or remove the"
                        + " file if it is a stranger",
                refusal.getMessage());
    }

    @Test
    void aPurgeBesideAStatementThatFetchesIsInAllOfItsAnswerAndToldToIt() throws Exception {
        List<String> warnings = new ArrayList<>();
        PageSource source = (start, sink, cancellation) -> {
            Page page = api.read(start, sink, cancellation);
            if (api.requests().size() == 2) {
                care.purgeTicket(3);
            }
            return page;
        };
        TimeRanges wanted = TimeRanges.from(startSec - 1000);
        List<Long> ids;
        try (Snapshot reading = mirror.read(Asking.settings(source), Cancellation.never(), warnings::add)) {
            ids = Asking.ids(reading, wanted);
        }
        assertEquals(ids(), ids);
        assertFalse(ids.contains(3L));
        assertEquals(List.of("the answer is without what was purged: events of ticket 3"), warnings);
    }

    @Test
    void aPurgeBetweenTheScansOfAStatementIsToldToIt() throws Exception {
        List<String> warnings = new ArrayList<>();
        try (Snapshot reading = mirror.read(Asking.settings(api), Cancellation.never(), warnings::add)) {
            TimeRanges early = TimeRanges.of(startSec - 1000, startSec + 35);
            List<Long> before = Asking.ids(reading, early);
            assertTrue(before.contains(3L));
            care.purgeTicket(3);
            Asking.ids(reading, TimeRanges.from(startSec + 200));
            assertEquals(before, Asking.ids(reading, early));
        }
        assertEquals(
                List.of("a part of the answer is without what was purged while the statement ran: events of ticket 3;"
                        + " ask again"),
                warnings);
    }

    @Test
    void whatWasPurgedIsNotLeftInFilesOfAFutureThatTheClockWasSetBackFrom() throws Exception {
        api.add(ofTicket(3, 800, clock.nowSec() - 200));
        sync();
        clock.advance(Duration.ofMinutes(-1));
        care.purgeTicket(3);
        assertTrue(care.tidy().isPresent());
        assertEquals(
                List.of("0"), PlainDuckDb.rows(directory, "SELECT count(*) FROM ticket_events WHERE ticket_id = 3"));
    }

    @Test
    void filesThatPlainReadersWouldTakeForOursAreNamed() throws Exception {
        sync();
        assertEquals(List.of(), care.strangers());
        Path file = mirror.windows().get(1).file();
        Path copy = Files.copy(file, file.resolveSibling("copy of " + file.getFileName()));
        assertEquals(List.of(copy), care.strangers());
        assertEquals(50, ids().size());
    }

    @Test
    void whatIsLeftBehindIsForTheOwnerAlone() throws Exception {
        sync();
        care.purgeTicket(3);
        care.tidy();
        List<String> others = new ArrayList<>();
        try (Stream<Path> everything = Files.walk(directory.resolve("v1"))) {
            for (Path path : everything.toList()) {
                String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                if (!permissions.equals(Files.isDirectory(path) ? "rwx------" : "rw-------")) {
                    others.add(permissions + " " + path);
                }
            }
        }
        assertEquals(List.of(), others);
        assertTrue(Files.exists(directory.resolve("v1/tombstones/ticket_3_" + clock.nowSec() + ".tombstone")));
    }

    private static TicketEvent ofTicket(long ticketId, long id, long atSec) {
        return Events.audit(id, atSec, ticketId, "x");
    }

    private boolean sync() throws Exception {
        return care.sync(Asking.settings(api), TimeRanges.from(startSec - 1000));
    }

    private List<Long> ids() throws Exception {
        return ids(mirror);
    }

    private List<Long> ids(Mirror asked) throws Exception {
        return Asking.ids(asked, Asking.settings(api), TimeRanges.from(startSec - 1000));
    }

    private List<Long> ids(TimeRanges wanted) throws Exception {
        return Asking.ids(mirror, Asking.settings(api), wanted);
    }

    private int mirrorFiles() throws IOException {
        return mirror.windows().size();
    }

    /** How many of the files begin before the one before them ends. */
    private long overlaps() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("v1/ticket_events"))) {
            long[] bounds = files.map(file -> Segment.parse(file.getFileName().toString())
                            .orElseThrow()
                            .range())
                    .sorted()
                    .flatMapToLong(range -> LongStream.of(range.fromSec(), range.toSec()))
                    .toArray();
            long[] sorted = bounds.clone();
            Arrays.sort(sorted);
            return LongStream.range(0, bounds.length)
                    .filter(i -> bounds[(int) i] != sorted[(int) i])
                    .count();
        }
    }
}
