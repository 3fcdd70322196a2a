package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners and modes of a mirror's directory, and links and pipes in it, which are not followed or opened. */
@Timeout(60)
final class MirrorTrustTest {

    private static final int ID = 1;

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final long startSec = clock.nowSec() - 172_800;
    private final PagedEvents api = new PagedEvents(clock, 10).add(Events.audit(ID, startSec));

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void makeTheDirectory() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"), "no POSIX permissions");
        directory = Files.createDirectory(parent.resolve("mirror"));
        setMode(directory, 0700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0755", "0770", "0777", "2775"})
    void aDirectoryOfOursThatOthersCouldUseIsClosedToThem(String mode) throws Exception {
        setMode(directory, Integer.parseInt(mode, 8));
        assertEquals(List.of(1L), ask());
        assertEquals(0700, mode(directory));
    }

    @Test
    void aMirrorThatEverybodyCouldReplaceIsRefusedUnlessAGroupSharesIt() throws Exception {
        setMode(parent, 0777);
        assertEquals(
                "the mirror " + directory + " is not opened: every user of this machine may replace what is in "
                        + parent + " (mode 0777): close it with chmod o-w, or chmod +t, or give option mirror another"
                        + " directory; in a container of one user, mirrorMode=group trusts whom its mode admits",
                refusal());
        Mirror.open(directory, FileSharing.GROUP, Asking.SMALL, clock).close();
        setMode(parent, 01777);
        assertEquals(List.of(1L), ask());
    }

    @Test
    void aMirrorOfAGroupHasItsGroupAndItsBits() throws Exception {
        int gid = chooseGroup();
        setMode(directory, 0750);
        Path account = directory.resolve("acme");
        try (Mirror mirror = Mirror.open(account, FileSharing.GROUP, Asking.SMALL, clock)) {
            ask(mirror);
            mirror.maintenance().purgeTicket(7);
            List<String> others = new ArrayList<>();
            try (Stream<Path> everything = Files.walk(account)) {
                for (Path path : everything
                        .filter(it -> !it.toString().contains("scratch-"))
                        .toList()) {
                    int expected = Files.isDirectory(path) ? 02750 : 0640;
                    if (mode(path) != expected || (int) Files.getAttribute(path, "unix:gid") != gid) {
                        others.add(path + " has " + Integer.toOctalString(mode(path)));
                    }
                }
            }
            assertEquals(List.of(), others);
        }
        assertEquals(0750, mode(directory));
    }

    /** Root may give its directory another group; anybody else has the group that it has. */
    private int chooseGroup() throws IOException {
        if ((int) Files.getAttribute(directory, "unix:uid") == 0) {
            Files.setAttribute(directory, "unix:gid", 2_000);
        }
        return (int) Files.getAttribute(directory, "unix:gid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tombstones", "ticket_events", "ticket_comments", ""})
    void aLinkOrAFileInThePlaceOfADirectoryIsRefused(String name) throws Exception {
        assertEquals(List.of(1L), ask());
        Path version = onlyChild(directory);
        Path inner = name.isEmpty() ? version : version.resolve(name);
        Path away = parent.resolve("away");
        if (Files.exists(inner)) {
            Files.move(inner, away);
        }

        Files.createSymbolicLink(inner, Files.exists(away) ? away : Files.createDirectory(away));
        assertEquals(
                "the mirror " + directory + " is not opened: " + inner + " is a symbolic link where a directory of"
                        + " TicketSQL's own belongs; it was not opened: move it elsewhere",
                refusal());
        Files.delete(inner);
        Files.writeString(inner, "");
        assertEquals(
                "the mirror " + directory + " is not opened: " + inner + " is a file where a directory of TicketSQL's"
                        + " own belongs; it was not opened: move it elsewhere",
                refusal());
        Files.delete(inner);
        if (!name.equals("tombstones")) {
            Files.move(away, inner);
        }
        assertEquals(List.of(1L), ask());
    }

    @ParameterizedTest
    @ValueSource(strings = {"readers.lock", "fetch.lock", "references.lock"})
    void aLinkOrAPipeInThePlaceOfALockIsRefusedAndNotOpened(String name) throws Exception {
        assertEquals(List.of(1L), ask());
        Path lock = onlyChild(directory).resolve(name);
        Path target = Files.writeString(parent.resolve("target"), "mine");
        Files.delete(lock);
        Files.createSymbolicLink(lock, target);
        assertTrue(refusal().contains(lock + " is a symbolic link where a file of TicketSQL's own belongs"));
        Files.delete(lock);
        makePipe(lock);
        assertTrue(refusal().contains(lock + " is a pipe or a device where a file of TicketSQL's own belongs"));
        Files.delete(lock);
        assertEquals(List.of(1L), ask());
        assertEquals("mine", Files.readString(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a symbolic link", "a directory", "a pipe or a device"})
    void aSegmentThatIsNoFileIsNamedSetAsideAndFetchedAgain(String kind) throws Exception {
        assertEquals(List.of(1L), ask());
        Path file;
        try (Stream<Path> files = Files.list(onlyChild(directory).resolve("ticket_events"))) {
            file = files.filter(it -> it.getFileName().toString().startsWith("sealed"))
                    .findFirst()
                    .orElseThrow();
        }
        Path away = Files.move(file, parent.resolve("away"));
        switch (kind) {
            case "a symbolic link" -> Files.createSymbolicLink(file, away);
            case "a directory" -> Files.writeString(Files.createDirectory(file).resolve("inside"), "");
            default -> makePipe(file);
        }
        List<String> warnings = new ArrayList<>();
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(2, mirror.mirroredRanges().size());
            try (Snapshot snapshot = mirror.read(Asking.settings(api), Cancellation.never(), warnings::add)) {
                snapshot.relation(EventTable.TICKET_EVENTS, wanted());
            }
            assertEquals(List.of(1L), ask(mirror));
            assertEquals(2, api.requests().size());
            assertEquals(1, warnings.size(), warnings::toString);
            assertTrue(
                    warnings.get(0)
                            .startsWith(file + " is " + kind + " where a file of the mirror belongs; it is set"
                                    + " aside as *.damaged, and the events of ["),
                    warnings::toString);
            // What nobody of us wrote does not stop what looks after the mirror.
            mirror.maintenance().purgeTicket(5);
            assertTrue(mirror.maintenance().vacuum().isPresent());
        }
        assertTrue(Files.isRegularFile(away, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aTombstoneThatIsNoFileIsRefusedRatherThanShowWhatMayBePurged() throws Exception {
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            mirror.maintenance().purgeTicket(5);
            Path stranger = Files.createDirectory(
                    onlyChild(directory).resolve("tombstones").resolve("ticket_6_1700000000.tombstone"));
            IOException refusal = assertThrows(IOException.class, () -> ask(mirror));
            assertEquals(
                    stranger + " is a directory where a file of TicketSQL's own belongs; it was not opened: move it"
                            + " elsewhere",
                    refusal.getMessage());
        }
    }

    @Test
    void aPipeAmongTheLeftoversOfKilledProcessesKeepsNobodyWaiting() throws Exception {
        assertEquals(List.of(1L), ask());
        Path pipe = onlyChild(directory).resolve("scratch-1-0123456789abcdef.lock");
        makePipe(pipe);
        assertEquals(List.of(1L), ask());
        assertTrue(Files.exists(pipe));
    }

    @Test
    void aFileThatIsGoneDoesNotHideTheOthersFromStatus() throws Exception {
        assertEquals(List.of(1L), ask());
        try (Stream<Path> files = Files.list(onlyChild(directory).resolve("ticket_comments"))) {
            Files.delete(files.findFirst().orElseThrow());
        }
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(2, mirror.mirroredRanges().size());
        }
    }

    private static void makePipe(Path path) throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0, "no pipes here");
    }

    private static Path onlyChild(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findFirst().orElseThrow();
        }
    }

    private static void setMode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & 07777;
    }

    private String refusal() {
        return String.valueOf(assertThrows(IOException.class, this::ask).getMessage());
    }

    private List<Long> ask() throws Exception {
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            return ask(mirror);
        }
    }

    private List<Long> ask(Mirror mirror) throws Exception {
        return Asking.ids(mirror, Asking.settings(api), wanted());
    }

    private TimeRanges wanted() {
        return TimeRanges.of(startSec, startSec + 10);
    }
}
