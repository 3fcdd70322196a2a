package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.FetchLock;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.ConditionalCancellation;
import dev.ticketsql.testing.SharedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks between this process and another, which is real. */
@Timeout(120)
final class LocksTest {

    private static final int PER_PAGE = 100;
    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final long FROM_SEC = END.getEpochSecond() - 400 * 86_400L;
    private static final long TO_SEC = END.getEpochSecond() - 86_400;
    private static final TimeRanges ALL = TimeRanges.of(FROM_SEC, TO_SEC);

    @TempDir
    private Path directory;

    private Path mirrorDirectory;
    private SharedClock clock;
    private Sandbox sandbox;
    private PageSource source;
    private Mirror mirror;
    private OtherProcess other;

    @BeforeEach
    void open() throws Exception {
        mirrorDirectory = directory.resolve("mirror");
        clock = new SharedClock(directory.resolve("clock"));
        clock.reach(END.toEpochMilli());
        sandbox = Sandbox.start(
                SandboxOptions.defaults(clock).withEventCount(500).withYears(1).withEnd(END), clock);
        source = MirrorProcess.client(sandbox.baseUrl(), PER_PAGE, clock, new RateLimiter());
        mirror = Mirror.open(mirrorDirectory, Asking.SMALL, clock);
        count(mirror);
        other = new OtherProcess(
                sandbox.baseUrl(),
                mirrorDirectory,
                directory.resolve("rate-limiter"),
                directory.resolve("clock"),
                PER_PAGE,
                directory);
        other.awaitReady();
    }

    @AfterEach
    void close() {
        other.close();
        mirror.close();
        sandbox.close();
    }

    @Test
    void aThreadThatIsInterruptedDoesNotUnlockTheMirror() throws Exception {
        Thread.currentThread().interrupt();
        try (Snapshot snapshot = mirror.read(Asking.settings(source), Cancellation.never())) {
            snapshot.relation(EventTable.TICKET_EVENTS, ALL);
            assertEquals("a process reads", other.ask("vacuum"));
        }
        assertTrue(Thread.interrupted());
        try (Snapshot snapshot = mirror.read(Asking.settings(source), Cancellation.never())) {
            snapshot.relation(EventTable.TICKET_EVENTS, ALL);
            assertEquals("a process reads", other.ask("vacuum"));
        }
        assertEquals("vacuumed", other.ask("vacuum"));
    }

    @Test
    void aSecondMirrorOnTheDirectoryThatClosesDoesNotUnlockTheFirst() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), mirrorDirectory);
        try (Snapshot snapshot = mirror.read(Asking.settings(source), Cancellation.never())) {
            snapshot.relation(EventTable.TICKET_EVENTS, ALL);
            try (Mirror second = Mirror.open(link, Asking.SMALL, clock)) {
                assertEquals(500, count(second));
            }
            assertEquals("a process reads", other.ask("vacuum"));
        }
        assertEquals("vacuumed", other.ask("vacuum"));
    }

    @Test
    void aSecondMirrorOnTheDirectoryThatClosesDoesNotReleaseTheFetchLockOfTheFirst() throws Exception {
        Path file = mirrorDirectory.resolve("v2/fetch.lock");
        try (FetchLock first = FetchLock.open(file, true)) {
            assertTrue(first.tryBegin());
            Mirror.open(mirrorDirectory, Asking.SMALL, clock).close();
            assertEquals("not locked", other.ask("lock"));
        }
    }

    @Test
    void twoMirrorsOfAProcessHoldTheFetchLockOneAfterTheOther() throws Exception {
        Path file = mirrorDirectory.resolve("v2/fetch.lock");
        try (FetchLock first = FetchLock.open(file, true);
                FetchLock second = FetchLock.open(file, true)) {
            assertTrue(first.tryBegin());
            assertFalse(second.tryBegin());
            first.end();
            assertTrue(second.tryBegin());
        }
    }

    @Test
    void waitingForThePageOfAnotherProcessCanBeCancelled() throws Exception {
        assertEquals("locked", other.ask("lock"));
        int requests = sandbox.requests().size();
        Set<FetchWait> waits = EnumSet.noneOf(FetchWait.class);
        try (Snapshot snapshot = mirror.read(Asking.settings(source, waits::add), soon())) {
            assertThrows(
                    StatementCancelledException.class,
                    () -> snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.of(0, FROM_SEC)));
        }
        assertEquals(Set.of(FetchWait.OTHER_STATEMENT), waits);
        assertEquals(requests, sandbox.requests().size());
        other.kill();
        try (Snapshot snapshot = mirror.read(Asking.settings(source), Cancellation.never())) {
            snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.of(0, FROM_SEC));
        }
    }

    @Test
    void waitingForAnotherProcessThatIsAloneCanBeCancelledAndBlocksNoClose() throws Exception {
        other.send("alone");
        assertEquals("alone", other.answer());
        try (Snapshot beside = mirror.read(Asking.settings(source), Cancellation.never());
                Snapshot waiting = mirror.read(Asking.settings(source), soon())) {
            assertThrows(StatementCancelledException.class, () -> waiting.relation(EventTable.TICKET_EVENTS, ALL));
            assertEquals("no longer alone", other.ask("done"));
            assertEquals(
                    500,
                    Asking.longs(beside, "SELECT id FROM " + beside.relation(EventTable.TICKET_EVENTS, ALL))
                            .size());
        }
    }

    @Test
    void whatAnotherProcessReadsOutlivesAPurgeHereAndGoesWhenTheProcessDies() throws Exception {
        assertEquals("held", other.ask("hold " + FROM_SEC + " " + TO_SEC));
        MirrorMaintenance maintenance = mirror.maintenance();
        List<MirroredRange> before = mirror.mirroredRanges();
        maintenance.purgeBefore(TO_SEC - 86_400);
        assertTrue(maintenance.vacuum().isEmpty());
        assertTrue(before.stream().allMatch(range -> Files.exists(range.file())));
        other.kill();
        assertTrue(maintenance.vacuum().orElseThrow() > 0);
        assertFalse(Files.exists(before.get(0).file()));
    }

    /** Called off after a few looks. */
    private static Cancellation soon() {
        return ConditionalCancellation.afterLooks(4);
    }

    private int count(Mirror asked) throws Exception {
        try (Snapshot snapshot = asked.read(Asking.settings(source), Cancellation.never())) {
            return Asking.longs(snapshot, "SELECT id FROM " + snapshot.relation(EventTable.TICKET_EVENTS, ALL))
                    .size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
