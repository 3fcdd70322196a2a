package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ticketsql.api.page.ChildEvents;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.BreakingFiles;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.FormerFiles;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.Series;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mirrors that a TicketSQL of the time wrote, in format v1 and in v2 of before its child events: two sealed segments of
 * nine seconds, an edge, a tail without events, and a purge of ticket 5 whose two events are still in the files; in v2
 * a rejected event. They are taken over without a request.
 */
@Timeout(120)
@ParameterizedClass(name = "{0}")
@CsvSource({"format-v1, v1, format v1", "format-v2-before-child-events, v2, format v2 of before its child events"})
final class FormerFormatTest {

    private static final List<Long> IDS = LongStream.concat(
                    LongStream.range(0, 18).filter(id -> id != 5), LongStream.range(100, 102))
            .boxed()
            .toList();

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final PagedEvents api = new PagedEvents(clock, 10);
    private final long startSec = clock.nowSec() - 172_800;

    @Parameter(0)
    private String resource = "";

    @Parameter(1)
    private String version = "";

    @Parameter(2)
    private String description = "";

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void copyTheMirror() throws IOException {
        directory = copy("mirror");
    }

    private Path copy(String name) throws IOException {
        Path from = Path.of("src/test/resources/dev/ticketsql/mirror").resolve(resource);
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
        assertEquals(List.of(), FormerFiles.ofFormat(directory.resolve("v2"), false));
        assertFalse(Files.exists(directory.resolve("v2/takeover.lock")));
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(List.of("events of ticket 5"), mirror.maintenance().purged());
            assertEquals(4, mirror.maintenance().verify(TimeRanges.every()).files());
            assertEquals(List.of(), mirror.maintenance().setAside());
            assertEquals(2, mirror.maintenance().vacuum().orElseThrow());
        }
        assertEquals(IDS, PlainDuckDb.ids(directory));
    }

    @Test
    void everyTableHasTheRowsThatFetchingGivesNow() throws Exception {
        for (long id = 0; id < 18; id++) {
            api.add(Events.audit(id, startSec + id, "Web form"));
        }
        for (long id = 100; id < 103; id++) {
            api.add(Events.audit(id, clock.nowSec() - 400 + id, "Web form"));
        }
        if (version.equals("v2")) {
            api.addRejected(startSec + 7, 7L, "{\"ticket_id\":7}");
        }
        Path fetched = parent.resolve("fetched");
        try (Mirror mirror = Mirror.open(fetched, Asking.SMALL, clock)) {
            rows(mirror);
            mirror.maintenance().purgeTicket(5);
        }
        takeOver(directory);
        assertEquals(rowsOf(fetched), rowsOf(directory));
    }

    private List<String> rowsOf(Path mirror) throws Exception {
        try (Mirror opened = Mirror.open(mirror, Asking.SMALL, clock)) {
            return rows(opened);
        }
    }

    private List<String> rows(Mirror mirror) throws IOException, SQLException {
        List<String> rows = new ArrayList<>();
        TimeRanges wanted = TimeRanges.of(startSec, startSec + 18).or(TimeRanges.from(clock.nowSec() - 500));
        for (EventTable table : EventTable.values()) {
            try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never(), warning -> {})) {
                String relation = snapshot.relation(table, wanted);
                try (Cursor cursor = snapshot.query(
                        "SELECT * FROM " + relation + " WHERE " + Asking.condition(wanted) + " ORDER BY ALL")) {
                    rows.addAll(RowTexts.asWritten(cursor.resultSet()));
                }
            }
        }
        return rows;
    }

    @Test
    void theFilesOfTheEventsStayAsTheyAre() throws Exception {
        List<Object> keys = fileKeys(version);
        open(directory);
        assertEquals(keys, fileKeys("v2"));
    }

    /** The identities of the files, which a link and a rename keep. */
    private List<Object> fileKeys(String format) throws IOException {
        List<Object> keys = new ArrayList<>();
        for (Path file : FormerFiles.parquet(directory.resolve(format).resolve("ticket_events"))) {
            keys.add(Files.getAttribute(file, "unix:ino"));
        }
        return keys;
    }

    @Test
    void aProcessThatDiesAtAnyStepLosesNothing() throws Exception {
        boolean died = true;
        for (int steps = 0; died; steps += Series.length(8, 1)) {
            Path mirror = copy("dies after " + steps);
            BreakingFiles disk = new BreakingFiles();
            disk.dieAfter(steps);
            died = diesWhileItTakesOver(mirror, disk);
            assertEquals(IDS, open(mirror), "after " + steps + " steps");
            assertEquals(
                    16 + (version.equals("v2") ? 1 : 0),
                    FormerFiles.parquet(mirror).size());
            assertTrue(died || steps >= 48, steps + ", each of 16 files is forced, renamed, and its name is forced");
        }
        assertEquals(List.of(), api.requests());
    }

    private boolean diesWhileItTakesOver(Path mirror, DurableFiles disk) throws IOException {
        try {
            takeOver(mirror, disk, Duration.ofSeconds(5));
            return false;
        } catch (BreakingFiles.Death e) {
            return true;
        }
    }

    @Test
    void aProcessThatDiesWhileItRemovesTheOldFilesLosesNothing() throws Exception {
        List<Path> old = new ArrayList<>(FormerFiles.parquet(directory.resolve(version)));
        // Of each segment, the file of the events is removed last.
        old.sort(Comparator.<Path, String>comparing(file -> file.getFileName().toString())
                .thenComparing(file -> file.toString().contains("ticket_events")));
        for (int removed : Series.numbers(old.size(), 5)) {
            Path mirror = copy("removed " + removed);
            // All new files, and some of the old ones.
            open(mirror);
            for (Path file : old.subList(removed, old.size())) {
                Path again = mirror.resolve(directory.relativize(file).toString());
                Files.createDirectories(again.getParent());
                Files.copy(file, again);
            }
            assertEquals(IDS, open(mirror), "after " + removed + " files");
            assertEquals(List.of(), FormerFiles.ofFormat(mirror, false));
        }
        assertEquals(List.of(), api.requests());
    }

    @Test
    void aProcessThatIsKilledMeanwhileLosesNothing() throws Exception {
        for (int kill = 0; kill < Series.length(1, 2); kill++) {
            Path mirror = copy("kill " + kill);
            FormerFiles.addEmptySegments(mirror.resolve(version), 30);
            try (OtherProcess process = new OtherProcess(
                    URI.create("http://127.0.0.1:1"),
                    mirror,
                    parent.resolve("rate"),
                    parent.resolve("clock"),
                    10,
                    Files.createDirectories(parent.resolve("tmp")))) {
                int enough = 70 * kill + 1;
                while (process.isAlive()
                        && FormerFiles.ofFormat(mirror.resolve("v2"), true).size() < enough) {
                    Thread.onSpinWait();
                }
            }
            assertFalse(FormerFiles.ofFormat(mirror, false).isEmpty(), "it was killed too late");
            assertEquals(IDS, open(mirror), "kill " + kill);
            assertEquals(
                    34, FormerFiles.parquet(mirror.resolve("v2/ticket_events")).size());
            assertEquals(List.of(), FormerFiles.ofFormat(mirror, false));
        }
        assertEquals(List.of(), api.requests());
    }

    @Test
    void anOlderTicketSqlThatReadsIsNotDisturbed() throws Exception {
        List<Path> files = FormerFiles.parquet(directory);
        Path readers = directory.resolve(version).resolve("readers.lock");
        try (FileChannel channel = FileChannel.open(readers, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock(17, 1, true)) {
            assertTrue(lock.isShared());
            ClassifiedIOException refusal = assertThrows(
                    ClassifiedIOException.class, () -> takeOver(directory, DurableFiles.real(), Duration.ZERO));
            assertEquals(ErrorKind.MIRROR_FORMAT, refusal.kind());
            assertEquals(
                    "the mirror " + directory.toAbsolutePath() + " is not opened: it holds " + description
                            + ", and an older TicketSQL is reading it:"
                            + " connect again when its statement has ended, and end or replace that program, which"
                            + " cannot use the mirror any more then",
                    refusal.getMessage());
            assertEquals(files, FormerFiles.parquet(directory));
        }
        assertEquals(IDS, open(directory));
    }

    @Test
    void severalThatOpenItAtOnceShareIt() throws Exception {
        FormerFiles.addEmptySegments(directory.resolve(version), 20);
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
        Path events = directory.resolve(version).resolve("ticket_events");
        Files.setPosixFilePermissions(events, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(events), "this user may write everywhere");
            assertEquals(
                    "the mirror " + directory.toAbsolutePath() + " is not opened: the mirror " + directory.toRealPath()
                            + " holds " + description + ", which this TicketSQL takes over when"
                            + " somebody opens it who may write there: have its owner open it once, or give option"
                            + " mirror another directory",
                    assertThrows(ClassifiedIOException.class, () -> open(directory))
                            .getMessage());
        } finally {
            Files.setPosixFilePermissions(events, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void oneThatAnOlderTicketSqlAddedToIsNotReadHalf() throws Exception {
        assertEquals(
                "the mirror " + directory.toAbsolutePath()
                        + " is not opened: an older TicketSQL has added events to it in a former format: end that"
                        + " program, and connect again",
                assertThrows(
                                ClassifiedIOException.class,
                                () -> Mirror.open(directory, Asking.SMALL, clock)
                                        .close())
                        .getMessage());
    }

    @Test
    void damagedAndForeignFilesStayAndWhatAKilledProcessLeftGoes() throws Exception {
        Path old = directory.resolve(version);
        String rejected = version.equals("v2") ? "_none" : "";
        Files.writeString(old.resolve("ticket_events/mine.parquet"), "mine");
        Files.writeString(
                old.resolve("ticket_events/sealed_1_2_3_4_00000000_00000000_00000000" + rejected + ".parquet.damaged"),
                "");
        Files.createFile(
                old.resolve("ticket_comments/sealed_1_2_3_4_00000000_00000000_00000000" + rejected + ".parquet"));
        Files.createFile(old.resolve("scratch-999999999-0000000000000000.lock"));
        Files.createDirectory(old.resolve("scratch-999999999-0000000000000000"));
        assertEquals(IDS, open(directory));
        assertFalse(Files.exists(directory.resolve("v1")));
        assertTrue(Files.exists(directory.resolve("v2/ticket_events/mine.parquet")));
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(1, mirror.maintenance().setAside().size());
            assertEquals(1, mirror.maintenance().strangers().size());
        }
        try (Stream<Path> scratch = Files.list(directory.resolve("v2"))) {
            assertEquals(
                    List.of(),
                    scratch.filter(file -> file.getFileName().toString().startsWith("scratch"))
                            .toList());
        }
    }

    @Test
    void aDamagedFileOfEventsIsSetAside() throws Exception {
        damage(directory.resolve(version).resolve("ticket_events"));
        takeOver(directory);
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(3, mirror.maintenance().verify(TimeRanges.every()).files());
            assertEquals(1, mirror.maintenance().setAside().size());
            assertEquals(List.of(), mirror.maintenance().strangers());
        }
    }

    @Test
    void aDamagedFileOfCommentsIsWrittenAnew() throws Exception {
        damage(directory.resolve(version).resolve("ticket_comments"));
        assertEquals(IDS, open(directory));
    }

    private static void damage(Path table) throws IOException {
        Path file = FormerFiles.parquet(table).stream()
                .filter(name -> name.getFileName().toString().startsWith("sealed"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void whoOpensItIsToldOnce() throws Exception {
        List<String> notices = new ArrayList<>();
        for (int time = 0; time < 2; time++) {
            FormerMirror.takeOver(directory, FileSharing.PRIVATE, Asking.SMALL, ChildEvents::of, notices::add);
        }
        assertEquals(
                List.of("the mirror " + directory + " is of an older TicketSQL: its files are rebuilt, once"), notices);
    }

    private List<Long> open(Path mirror) throws IOException {
        takeOver(mirror);
        try (Mirror opened = Mirror.open(mirror, Asking.SMALL, clock)) {
            List<Long> ids =
                    new ArrayList<>(Asking.ids(opened, Asking.settings(api), TimeRanges.of(startSec, startSec + 18)));
            ids.addAll(Asking.ids(opened, Asking.settings(api), TimeRanges.from(clock.nowSec() - 500)));
            return ids;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static void takeOver(Path mirror) throws IOException {
        takeOver(mirror, DurableFiles.real(), Duration.ofSeconds(5));
    }

    private static void takeOver(Path mirror, DurableFiles disk, Duration patience) throws IOException {
        FormerMirror.takeOver(mirror, FileSharing.PRIVATE, Asking.SMALL, ChildEvents::of, disk, patience);
    }
}
