package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.CompactionPolicy;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction of small files while others read. */
final class CompactionTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final PagedEvents api = new PagedEvents(clock, 10);
    private final long startSec = clock.nowSec() - 172_800;

    @TempDir
    private Path directory;

    @BeforeEach
    void addEvents() {
        for (int i = 0; i < 400; i++) {
            api.add(Events.audit(i, startSec + i));
        }
    }

    @Test
    void thirtyPagesLieInSevenFilesAndAnswerAsBefore() throws Exception {
        fetchPages(0, 270);
        assertEquals(30, api.requests().size());
        assertEquals(7, files().size(), files()::toString);
        assertEquals(ids(0, 270), ask(0, 270));
        assertEquals(ids(5, 261), ask(5, 261));
        assertEquals(30, api.requests().size());
    }

    @Test
    void aStatementThatFetchesForLongLeavesNoTrailOfSmallFiles() throws Exception {
        List<Integer> counts = new ArrayList<>();
        PageSource counting = (fromSec, sink, cancellation) -> {
            counts.add(files().size());
            return api.read(fromSec, sink, cancellation);
        };
        try (Mirror mirror = open()) {
            assertEquals(ids(0, 360), Asking.ids(mirror, Asking.settings(counting), seconds(0, 360)));
        }
        assertEquals(40, counts.size());
        assertTrue(counts.stream().allMatch(count -> count < CompactionPolicy.MIN_FILES), counts::toString);
        assertTrue(files().size() < CompactionPolicy.MIN_FILES, files()::toString);
    }

    /** Pages that arrive at once, before the first of them is stored. */
    @Test
    void pagesOfOneMomentShareTheirFiles() throws Exception {
        assertEquals(ids(0, 360), ask(0, 360));
        assertEquals(40, api.requests().size());
        assertTrue(files().size() < 40, files()::toString);
        assertEquals(ids(0, 360), ask(0, 360));
        assertEquals(40, api.requests().size());
    }

    @Test
    void aStatementThatReadsSmallFilesReadsOnWhileTheyAreMerged() throws Exception {
        fetchPages(0, 207);
        try (Mirror mirror = open();
                Snapshot before = mirror.read(Asking.settings(api), Cancellation.never())) {
            String relation = before.relation(EventTable.TICKET_EVENTS, seconds(0, 207));
            List<String> small = files();
            assertEquals(23, small.size());
            fetchPages(207, 225);
            assertTrue(files().containsAll(small));
            assertEquals(
                    ids(0, 207),
                    Asking.longs(
                            before,
                            "SELECT id FROM " + relation + " WHERE start_time < " + (startSec + 207) + " ORDER BY id"));
        }
        // The last reader has gone.
        assertEquals(2, files().size());
        assertEquals(ids(0, 225), ask(0, 225));
        assertEquals(25, api.requests().size());
    }

    @Test
    void whatAKilledProcessLeftBesideTheMergedFileIsNotReadTwice() throws Exception {
        fetchPages(0, 207);
        Path saved = Files.createDirectory(directory.resolve("saved"));
        copyFiles(events(), saved);
        ask(207, 216);
        assertEquals(1, files().size());
        copyFiles(saved, events());
        assertEquals(24, files().size());
        assertEquals(ids(0, 216), ask(0, 216));
        assertEquals(1, files().size());
        assertEquals(24, api.requests().size());
    }

    @Test
    void aDamagedFileIsNotMerged() throws Exception {
        fetchPages(0, 207);
        Path damaged = events().resolve(files().get(3));
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
        fetchPages(207, 225);
        assertTrue(Files.exists(damaged.resolveSibling(damaged.getFileName() + ".damaged")));
        api.forgetRequests();
        assertEquals(ids(0, 225), ask(0, 225));
        assertEquals(List.of(startSec + 27), api.requests());
    }

    @Test
    void filesThatCannotBeMergedAreTriedOnceAndStayInUse() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        DurableFiles noRoomForLargeFiles = new DurableFiles() {
            private final DurableFiles real = DurableFiles.real();

            @Override
            public void force(Path file) throws IOException {
                real.force(file);
            }

            @Override
            public void rename(Path file, Path name) throws IOException {
                if (Segment.parse(name.getFileName().toString()).orElseThrow().eventCount() > 10) {
                    attempts.incrementAndGet();
                    throw new IOException("no room");
                }
                real.rename(file, name);
            }

            @Override
            public void link(Path file, Path name) throws IOException {
                real.link(file, name);
            }

            @Override
            public void forceDirectory(Path files) throws IOException {
                real.forceDirectory(files);
            }
        };
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock, noRoomForLargeFiles)) {
            for (long page = 0; page < 30; page++) {
                long fromSec = page * 9;
                assertEquals(
                        ids(fromSec, fromSec + 9),
                        Asking.ids(mirror, Asking.settings(api), seconds(fromSec, fromSec + 9)));
            }
        }
        assertEquals(30, files().size());
        assertEquals(1, attempts.get());
        // Another process tries again.
        assertEquals(ids(270, 279), ask(270, 279));
        assertTrue(files().size() <= 7, files()::toString);
    }

    @Test
    void purgedEventsAreNotMerged() throws Exception {
        fetchPages(0, 207);
        try (Mirror mirror = open()) {
            mirror.maintenance().purgeTicket(13);
        }
        List<Long> left = ids(0, 216).stream().filter(id -> id % 97 != 13).toList();
        ask(207, 216);
        assertEquals(left, ask(0, 216));
        assertEquals(1, files().size());
        assertEquals(213, Segment.parse(files().get(0)).orElseThrow().eventCount());
    }

    /** Fetches page after page, each with a statement of its own: those of one statement may share their files. */
    private void fetchPages(long from, long to) throws Exception {
        for (long pageSec = from; pageSec < to; pageSec += 9) {
            ask(pageSec, pageSec + 9);
        }
    }

    private List<Long> ask(long from, long to) throws Exception {
        try (Mirror mirror = open()) {
            return Asking.ids(mirror, Asking.settings(api), seconds(from, to));
        }
    }

    private Mirror open() throws IOException {
        return Mirror.open(directory, Asking.SMALL, clock);
    }

    private Path events() {
        return directory.resolve("v2/ticket_events");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(events())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private TimeRanges seconds(long from, long to) {
        return TimeRanges.of(startSec + from, startSec + to);
    }

    private static List<Long> ids(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
