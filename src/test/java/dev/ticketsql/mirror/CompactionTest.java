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
    void thirtyPagesLieInThreeFilesOrFewerAndAnswerAsBefore() throws Exception {
        assertEquals(ids(0, 270), ask(0, 270));
        assertEquals(30, api.requests().size());
        assertTrue(files().size() <= 12, files()::toString);
        assertEquals(ids(0, 270), ask(0, 270));
        assertEquals(ids(5, 261), ask(5, 261));
        assertEquals(30, api.requests().size());
    }

    @Test
    void aFetchOfSixtyPagesEndsWithOneFileOfThem() throws Exception {
        for (int i = 400; i < 560; i++) {
            api.add(Events.audit(i, startSec + i));
        }
        assertEquals(ids(0, 540), ask(0, 540));
        assertEquals(60, api.requests().size());
        assertTrue(files().size() <= 2, files()::toString);
        assertEquals(ids(0, 540), ask(0, 540));
        assertEquals(60, api.requests().size());
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
    }

    @Test
    void aStatementThatReadsSmallFilesReadsOnWhileTheyAreMerged() throws Exception {
        ask(0, 81);
        try (Mirror mirror = open();
                Snapshot before = mirror.read(Asking.settings(api), Cancellation.never())) {
            String relation = before.relation(EventTable.TICKET_EVENTS, seconds(0, 81));
            List<String> small = files();
            assertEquals(9, small.size());
            ask(0, 99);
            assertTrue(files().containsAll(small));
            assertEquals(
                    ids(0, 81),
                    Asking.longs(
                            before,
                            "SELECT id FROM " + relation + " WHERE start_time < " + (startSec + 81) + " ORDER BY id"));
        }
        // The last reader has gone.
        assertEquals(2, files().size());
        assertEquals(ids(0, 99), ask(0, 99));
        assertEquals(11, api.requests().size());
    }

    @Test
    void whatAKilledProcessLeftBesideTheMergedFileIsNotReadTwice() throws Exception {
        ask(0, 81);
        Path saved = Files.createDirectory(directory.resolve("saved"));
        copyFiles(events(), saved);
        ask(0, 90);
        assertEquals(1, files().size());
        copyFiles(saved, events());
        assertEquals(10, files().size());
        assertEquals(ids(0, 90), ask(0, 90));
        assertEquals(1, files().size());
        assertEquals(10, api.requests().size());
    }

    @Test
    void aDamagedFileIsNotMerged() throws Exception {
        ask(0, 81);
        Path damaged = events().resolve(files().get(3));
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
        assertEquals(ids(81, 99), ask(81, 99));
        assertTrue(Files.exists(damaged.resolveSibling(damaged.getFileName() + ".damaged")));
        api.forgetRequests();
        assertEquals(ids(0, 99), ask(0, 99));
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
            assertEquals(ids(0, 270), Asking.ids(mirror, Asking.settings(api), seconds(0, 270)));
        }
        assertEquals(30, files().size());
        assertEquals(1, attempts.get());
        // Another process tries again.
        assertEquals(ids(0, 279), ask(0, 279));
        assertTrue(files().size() <= 12, files()::toString);
    }

    @Test
    void purgedEventsAreNotMerged() throws Exception {
        ask(0, 81);
        try (Mirror mirror = open()) {
            mirror.maintenance().purgeTicket(13);
        }
        List<Long> left = ids(0, 90).stream().filter(id -> id % 97 != 13).toList();
        assertEquals(left, ask(0, 90));
        assertEquals(1, files().size());
        assertEquals(89, Segment.parse(files().get(0)).orElseThrow().eventCount());
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
