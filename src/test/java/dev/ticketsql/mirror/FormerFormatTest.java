package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.BreakingFiles;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mirror in format v1, written by a TicketSQL of that time: two sealed files of nine seconds, an edge, and a purge of
 * ticket 5 whose two events are still in the files. It is taken over without a request.
 */
@Timeout(120)
final class FormerFormatTest {

    private static final List<String> TABLES = List.of("ticket_events", "ticket_field_changes", "ticket_comments");

    private static final List<Long> IDS = LongStream.concat(
                    LongStream.range(0, 18).filter(id -> id != 5), LongStream.range(100, 102))
            .boxed()
            .toList();

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final PagedEvents api = new PagedEvents(clock, 10);
    private final long startSec = clock.nowSec() - 172_800;

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void copyTheMirror() throws IOException {
        directory = copy("mirror");
    }

    private Path copy(String name) throws IOException {
        Path from = Path.of("src/test/resources/dev/ticketsql/mirror/format-v1");
        Path to = parent.resolve(name);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }

    @Test
    void itsEventsAndPurgesAreThereWithoutARequest() throws Exception {
        assertEquals(IDS, open(directory));
        assertEquals(List.of(), api.requests());
        assertFalse(Files.exists(directory.resolve("v1")));
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(List.of("events of ticket 5"), mirror.maintenance().purged());
            assertEquals(3, mirror.maintenance().verify(TimeRanges.every()).files());
            assertEquals(List.of(), mirror.maintenance().setAside());
            assertEquals(2, mirror.maintenance().vacuum().orElseThrow());
        }
        assertEquals(IDS, PlainDuckDb.ids(directory));
    }

    @Test
    void noByteIsCopied() throws Exception {
        List<Object> keys = fileKeys("v1");
        open(directory);
        assertEquals(keys, fileKeys("v2"));
    }

    /** The identities of the files, which a link and a rename keep. */
    private List<Object> fileKeys(String version) throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve(version))) {
            return all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .map(file -> {
                        try {
                            return Files.getAttribute(file, "unix:ino");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void aProcessThatDiesAtAnyStepLosesNothing() throws Exception {
        boolean died = true;
        for (int steps = 0; died; steps++) {
            Path mirror = copy("dies after " + steps);
            BreakingFiles disk = new BreakingFiles();
            disk.dieAfter(steps);
            died = diesAtOpening(mirror, disk);
            assertEquals(IDS, open(mirror), "after " + steps + " steps");
            assertFalse(Files.exists(mirror.resolve("v1")), "after " + steps + " steps");
            assertTrue(died || steps > 13, "9 files, a tombstone and 4 directories");
        }
        assertEquals(List.of(), api.requests());
    }

    private boolean diesAtOpening(Path mirror, DurableFiles disk) throws IOException {
        try {
            Mirror.open(mirror, Asking.SMALL, clock, disk).close();
            return false;
        } catch (BreakingFiles.Death e) {
            assertEquals(
                    9, parquet(mirror.resolve("v1")).count(), "nothing is removed before all of it has its new name");
            return true;
        }
    }

    @Test
    void aProcessThatDiesWhileItRemovesTheOldNamesLosesNothing() throws Exception {
        List<Path> old;
        try (Stream<Path> all = Files.walk(directory.resolve("v1"))) {
            old = all.filter(Files::isRegularFile).toList();
        }
        for (int removed = 0; removed < old.size(); removed++) {
            Path mirror = copy("removed " + removed);
            // All new names, and some of the old ones.
            open(mirror);
            for (Path file : old.subList(removed, old.size())) {
                Path again = mirror.resolve(directory.relativize(file).toString());
                Files.createDirectories(again.getParent());
                Files.copy(file, again);
            }
            assertEquals(IDS, open(mirror), "after " + removed + " files");
        }
        assertEquals(List.of(), api.requests());
    }

    @Test
    void aProcessThatIsKilledMeanwhileLosesNothing() throws Exception {
        for (int kill = 0; kill < 3; kill++) {
            Path mirror = copy("kill " + kill);
            manySegments(mirror, 400);
            int files = (int) parquet(mirror.resolve("v1")).count();
            try (OtherProcess process = new OtherProcess(
                    URI.create("http://127.0.0.1:1"),
                    mirror,
                    parent.resolve("rate"),
                    parent.resolve("clock"),
                    10,
                    Files.createDirectories(parent.resolve("tmp")))) {
                int enough = files * kill / 4 + 1;
                while (process.isAlive() && parquet(mirror.resolve("v2")).count() < enough) {
                    Thread.onSpinWait();
                }
            }
            assertEquals(IDS, open(mirror), "kill " + kill);
            assertEquals(files, parquet(mirror.resolve("v2")).count());
            assertFalse(Files.exists(mirror.resolve("v1/ticket_events")));
        }
        assertEquals(List.of(), api.requests());
    }

    private static Stream<Path> parquet(Path version) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String table : TABLES) {
            files.addAll(parquetOf(version.resolve(table)));
        }
        return files.stream();
    }

    private static List<Path> parquetOf(Path table) throws IOException {
        try (Stream<Path> all = Files.list(table)) {
            return all.filter(file -> file.toString().endsWith(".parquet")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Adds damaged segments of other days, so that taking over takes longer. */
    private static void manySegments(Path mirror, int count) throws IOException {
        for (String table : TABLES) {
            for (int i = 0; i < count; i++) {
                long fromSec = 1_000_000_000L + i * 10L;
                Files.createFile(mirror.resolve("v1/" + table + "/sealed_" + fromSec + "_" + (fromSec + 10)
                        + "_1700000000_0_00000000_00000000_00000000.parquet"));
            }
        }
    }

    @Test
    void anOlderTicketSqlThatReadsIsNotDisturbed() throws Exception {
        Path readers = directory.resolve("v1/readers.lock");
        try (FileChannel channel = FileChannel.open(readers, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock(17, 1, true)) {
            assertTrue(lock.isShared());
            ClassifiedIOException refusal = assertThrows(
                    ClassifiedIOException.class,
                    () -> Mirror.open(directory, Asking.SMALL, clock, DurableFiles.real(), Duration.ZERO));
            assertEquals(ErrorKind.MIRROR_FORMAT, refusal.kind());
            assertEquals(
                    "the mirror " + directory.toAbsolutePath()
                            + " is not opened: it holds format v1, and an older TicketSQL is reading it:"
                            + " connect again when its statement has ended, and end or replace that program, which"
                            + " cannot use the mirror any more then",
                    refusal.getMessage());
            assertEquals(9, parquet(directory.resolve("v1")).count());
        }
        assertEquals(IDS, open(directory));
    }

    @Test
    void severalThatOpenItAtOnceShareIt() throws Exception {
        manySegments(directory, 100);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Long>>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(threads.submit(() -> open(directory)));
            }
            for (Future<List<Long>> answer : answers) {
                assertEquals(IDS, answer.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneThatNobodyMayWriteIsRefusedByName() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(directory), "this user may write everywhere");
            assertEquals(
                    "the mirror " + directory.toAbsolutePath()
                            + " is not opened: it holds format v1, which this TicketSQL takes over when"
                            + " somebody opens it who may write there: have its owner open it once, or give option"
                            + " mirror another directory",
                    assertThrows(ClassifiedIOException.class, () -> open(directory))
                            .getMessage());
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void damagedAndForeignFilesAndWhatAKilledProcessLeftFollow() throws Exception {
        Path events = directory.resolve("v1/ticket_events");
        Files.writeString(events.resolve("mine.parquet"), "mine");
        Files.writeString(events.resolve("sealed_1_2_3_4_00000000_00000000_00000000.parquet.damaged"), "");
        Path uncommitted = Files.createFile(
                directory.resolve("v1/ticket_comments/sealed_1_2_3_4_00000000_00000000_00000000.parquet"));
        Files.createFile(directory.resolve("v1/scratch-999999999-0000000000000000.lock"));
        Files.createDirectory(directory.resolve("v1/scratch-999999999-0000000000000000"));
        assertEquals(IDS, open(directory));
        assertFalse(Files.exists(directory.resolve("v1")));
        assertTrue(Files.exists(directory.resolve("v2/ticket_events/mine.parquet")));
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(1, mirror.maintenance().setAside().size());
            assertEquals(1, mirror.maintenance().strangers().size());
        }
        assertFalse(Files.exists(directory.resolve("v2/ticket_comments").resolve(uncommitted.getFileName())));
    }

    @Test
    void aFileThatWasDamagedInItIsFoundDamaged() throws Exception {
        Path file = parquet(directory.resolve("v1")).sorted().findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(
                    1, mirror.maintenance().verify(TimeRanges.every()).damaged().size());
        }
    }

    @Test
    void theNameOfASegmentSaysThatItHasNoRejectedEvents() throws Exception {
        open(directory);
        assertEquals(
                List.of(true, true, true),
                parquetOf(directory.resolve("v2/ticket_events")).stream()
                        .map(file -> file.toString().endsWith("_none.parquet")
                                && Segment.parse(file.getFileName().toString()).isPresent())
                        .toList());
    }

    private List<Long> open(Path mirror) throws IOException {
        try (Mirror opened = Mirror.open(mirror, Asking.SMALL, clock)) {
            List<Long> ids =
                    new ArrayList<>(Asking.ids(opened, Asking.settings(api), TimeRanges.of(startSec, startSec + 18)));
            ids.addAll(Asking.ids(opened, Asking.settings(api), TimeRanges.from(clock.nowSec() - 500)));
            return ids;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
