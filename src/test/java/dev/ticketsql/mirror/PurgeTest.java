package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Purged events: gone from answers, files and later pages, also beside statements that run. */
final class PurgeTest extends MirrorMaintenanceFixture {

    @Test
    void aPurgedTicketIsGoneFromAnswersFilesAndLaterPages() throws Exception {
        maintenance.sync(Asking.settings(api), TimeRanges.of(startSec, startSec + 200));
        long kept = ids(TimeRanges.of(startSec, startSec + 200)).size();
        maintenance.purgeTicket(3);
        assertEquals(kept - 1, ids(TimeRanges.of(startSec, startSec + 200)).size(), "at once");
        assertEquals(OptionalLong.of(1), maintenance.vacuum());

        api.add(ofTicket(3, 800, startSec + 400));
        sync();
        assertEquals(49, ids().size());
        assertEquals(ids(), PlainDuckDb.ids(directory));
        assertEquals(
                List.of("0"),
                PlainDuckDb.rows(
                        directory, "SELECT count(*) FROM ticket_events WHERE ticket_id = 3 OR id IN (3, 800)"));
        assertEquals(List.of("events of ticket 3"), maintenance.purged());
        assertEquals(OptionalLong.of(0), maintenance.vacuum(), "nothing is left to remove");
    }

    @Test
    void damagedFilesThatMayHoldPurgedEventsAreDeleted() throws Exception {
        sync();
        Files.write(mirror.mirroredRanges().get(1).file(), new byte[] {1});
        maintenance.verify(TimeRanges.every());
        assertEquals(1, maintenance.setAside().size());
        maintenance.vacuum();
        assertEquals(1, maintenance.setAside().size());
        maintenance.purgeTicket(3);
        maintenance.vacuum();
        assertEquals(List.of(), maintenance.setAside());
    }

    @Test
    void eventsPurgedForTheirAgeAreNeverRequestedAgain() throws Exception {
        maintenance.purgeBefore(startSec + 100);
        sync();
        assertTrue(api.requests().stream().allMatch(fromSec -> fromSec >= startSec + 100), api.requests()::toString);
        assertEquals(LongStream.range(10, 50).boxed().toList(), ids());
        api.forgetRequests();
        assertEquals(List.of(), ids(TimeRanges.of(0, startSec + 100)));
        assertEquals(List.of(), api.requests());
        assertEquals(List.of("events before 2026-02-28T12:01:40Z"), maintenance.purged());
    }

    @Test
    void eventsPurgedForTheirAgeLeaveTheFiles() throws Exception {
        sync();
        maintenance.purgeBefore(startSec + 105);
        assertEquals(OptionalLong.of(11), maintenance.vacuum());
        assertEquals(LongStream.range(11, 50).boxed().toList(), PlainDuckDb.ids(directory));
        assertEquals(ids(), PlainDuckDb.ids(directory));
    }

    @Test
    void aStatementThatReadsKeepsItsViewWhileOthersPurge() throws Exception {
        sync();
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never())) {
            assertEquals(50, Asking.ids(snapshot, TimeRanges.from(0)).size());
            maintenance.purgeTicket(3);
            assertEquals(OptionalLong.empty(), maintenance.vacuum(), "a statement reads");
            assertEquals(50, Asking.ids(snapshot, TimeRanges.from(0)).size(), "the same statement");
            assertEquals(49, ids().size(), "another statement");
        }
        assertEquals(OptionalLong.of(1), maintenance.vacuum());
    }

    @Test
    void anotherMirrorOfTheSameDirectoryNeverShowsWhatWasPurged() throws Exception {
        sync();
        try (Mirror other = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(50, ids(other).size());
            maintenance.purgeTicket(3);
            assertEquals(49, ids(other).size());
        }
    }

    @Test
    void anUnknownTombstoneIsNotIgnored() throws Exception {
        sync();
        Files.createDirectory(directory.resolve("v2/tombstones"));
        Path stranger = Files.createFile(directory.resolve("v2/tombstones/user_7_1.tombstone"));
        IOException refusal = assertThrows(IOException.class, this::ids);
        assertEquals(
                stranger + " is no tombstone that this TicketSQL knows: use the newer one that wrote it, or remove the"
                        + " file if it is a stranger",
                refusal.getMessage());
    }

    @Test
    void aPurgeBesideAStatementThatFetchesIsInAllOfItsAnswerAndWarnedOf() throws Exception {
        List<String> warnings = new ArrayList<>();
        PageSource source = (start, sink, cancellation) -> {
            Page page = api.read(start, sink, cancellation);
            if (api.requests().size() == 2) {
                maintenance.purgeTicket(3);
            }
            return page;
        };
        TimeRanges wanted = TimeRanges.from(startSec - 1000);
        List<Long> ids;
        try (Snapshot snapshot = mirror.read(Asking.settings(source), Cancellation.never(), warnings::add)) {
            ids = Asking.ids(snapshot, wanted);
        }
        assertEquals(ids(), ids);
        assertFalse(ids.contains(3L));
        assertEquals(List.of("the answer is without what was purged: events of ticket 3"), warnings);
    }

    @Test
    void aPurgeBetweenTheScansOfAStatementIsWarnedOf() throws Exception {
        List<String> warnings = new ArrayList<>();
        try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never(), warnings::add)) {
            TimeRanges early = TimeRanges.of(startSec - 1000, startSec + 35);
            List<Long> before = Asking.ids(snapshot, early);
            assertTrue(before.contains(3L));
            maintenance.purgeTicket(3);
            Asking.ids(snapshot, TimeRanges.from(startSec + 200));
            assertEquals(before, Asking.ids(snapshot, early));
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
        maintenance.purgeTicket(3);
        assertTrue(maintenance.vacuum().isPresent());
        assertEquals(
                List.of("0"), PlainDuckDb.rows(directory, "SELECT count(*) FROM ticket_events WHERE ticket_id = 3"));
    }

    @Test
    void whatIsLeftBehindIsForTheOwnerAlone() throws Exception {
        sync();
        maintenance.purgeTicket(3);
        maintenance.vacuum();
        List<String> others = new ArrayList<>();
        try (Stream<Path> everything = Files.walk(directory.resolve("v2"))) {
            for (Path path : everything.toList()) {
                String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                if (!permissions.equals(Files.isDirectory(path) ? "rwx------" : "rw-------")) {
                    others.add(permissions + " " + path);
                }
            }
        }
        assertEquals(List.of(), others);
        assertTrue(Files.exists(directory.resolve("v2/tombstones/ticket_3_" + clock.nowSec() + ".tombstone")));
    }

    private static TicketEvent ofTicket(long ticketId, long id, long atSec) {
        return Events.audit(id, atSec, ticketId, "x");
    }
}
