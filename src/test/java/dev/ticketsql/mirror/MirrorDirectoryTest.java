package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layout and permissions of a mirror's directory, and messages if it cannot be opened. */
final class MirrorDirectoryTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final PagedEvents api = new PagedEvents(clock, 10);
    private final long startSec = clock.nowSec() - 172_800;

    @TempDir
    private Path parent;

    @Test
    void nobodyButTheOwnerSeesAnything() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no POSIX permissions");
        api.add(Events.audit(1, startSec));
        Path directory = parent.resolve("cache/ticketsql");
        try (Mirror mirror = Mirror.open(directory, Asking.SMALL, clock)) {
            ask(mirror);
            TreeMap<String, String> others = new TreeMap<>();
            try (Stream<Path> everything = Files.walk(parent.resolve("cache"))) {
                for (Path path : everything.toList()) {
                    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                    if (!permissions.equals(Files.isDirectory(path) ? "rwx------" : "rw-------")) {
                        others.put(path.toString(), permissions);
                    }
                }
            }
            assertEquals(new TreeMap<>(), others);
        }
    }

    /** As two that start at once see it, and the next one after a crash. */
    @Test
    void aDirectoryThatAnotherProcessHasHalfMadeIsMadeWhole() throws Exception {
        Files.createDirectories(parent.resolve("half/v2/ticket_events"));
        api.add(Events.audit(1, startSec));
        try (Mirror mirror = Mirror.open(parent.resolve("half"), Asking.SMALL, clock)) {
            assertEquals(List.of(1L), Asking.ids(mirror, Asking.settings(api), TimeRanges.every()));
        }
    }

    @Test
    void aClosedMirrorLeavesItsEventsAndThreeLockFiles() throws Exception {
        api.add(Events.audit(1, startSec));
        try (Mirror mirror = Mirror.open(parent, Asking.SMALL, clock)) {
            ask(mirror);
        }
        try (Stream<Path> everything = Files.walk(parent)) {
            List<String> files = everything
                    .filter(path -> !path.getFileName().toString().endsWith(".parquet"))
                    .map(path -> parent.relativize(path).toString())
                    .sorted()
                    .toList();
            assertEquals(
                    List.of(
                            "",
                            "v2",
                            "v2/fetch.lock",
                            "v2/readers.lock",
                            "v2/references.lock",
                            "v2/rejected_events",
                            "v2/ticket_child_events",
                            "v2/ticket_comments",
                            "v2/ticket_events",
                            "v2/ticket_field_changes"),
                    files);
        }
    }

    @Test
    void aLinkToADirectoryWillDo() throws Exception {
        api.add(Events.audit(1, startSec));
        Path link = Files.createSymbolicLink(parent.resolve("link"), Files.createDirectory(parent.resolve("real")));
        try (Mirror mirror = Mirror.open(link, Asking.SMALL, clock)) {
            assertEquals(List.of(1L), ask(mirror));
        }
        assertTrue(Files.isDirectory(parent.resolve("real/v2/ticket_events")));
    }

    @Test
    void aFileIsNoMirror() throws Exception {
        Path file = Files.writeString(parent.resolve("mirror"), "");
        IOException refusal = assertThrows(IOException.class, () -> Mirror.open(file, Asking.SMALL, clock));
        assertEquals(
                "the mirror " + file + " is a file; option mirror takes a directory, or none for a temporary one",
                refusal.getMessage());
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path inFile = Files.writeString(parent.resolve("file"), "").resolve("mirror");
        IOException refusal = assertThrows(IOException.class, () -> Mirror.open(inFile, Asking.SMALL, clock));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith("the mirror " + inFile + " cannot be opened: "), message);
        assertTrue(
                message.endsWith("; give option mirror a directory that can be written, or none for a temporary one"),
                message);
    }

    @Test
    void aNewerFormatIsRefusedByName() throws Exception {
        Files.createDirectory(parent.resolve("v12"));
        IOException refusal = assertThrows(IOException.class, () -> Mirror.open(parent, Asking.SMALL, clock));
        assertEquals(
                "the mirror " + parent
                        + " holds format v12, this TicketSQL knows v2: use the newer TicketSQL that wrote"
                        + " it, or give option mirror another directory",
                refusal.getMessage());
    }

    @Test
    void aMirrorThatCannotBeWrittenServesWhatItHolds() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no POSIX permissions");
        api.add(Events.audit(1, startSec));
        try (Mirror mirror = Mirror.open(parent, Asking.SMALL, clock)) {
            ask(mirror);
        }
        permit("r-x------");
        try {
            assumeFalse(Files.isWritable(parent.resolve("v2")), "this user may write everywhere");
            try (Mirror mirror = Mirror.open(parent, Asking.SMALL, clock)) {
                assertEquals(List.of(1L), ask(mirror));
                TimeRanges more = TimeRanges.from(0);
                IOException refusal =
                        assertThrows(IOException.class, () -> Asking.ids(mirror, Asking.settings(api), more));
                assertEquals(
                        "the mirror " + parent.toRealPath()
                                + " cannot be written, and what it holds does not answer the"
                                + " statement; give option mirror a directory that can be written, or none for a"
                                + " temporary one",
                        refusal.getMessage());
            }
            assertEquals(1, api.requests().size());
        } finally {
            permit("rwx------");
        }
    }

    @Test
    void whatCannotBeWrittenFailsTheStatementAndLeavesNothing() throws Exception {
        api.add(Events.audit(1, startSec));
        try (Mirror mirror = Mirror.open(parent, Asking.SMALL, clock)) {
            ask(mirror);
            try (Stream<Path> scratch = Files.list(parent.resolve("v2"))) {
                Files.delete(scratch.filter(Files::isDirectory)
                        .filter(path -> path.getFileName().toString().startsWith("scratch-"))
                        .findFirst()
                        .orElseThrow());
            }
            IOException failure = assertThrows(
                    IOException.class,
                    () -> Asking.ids(mirror, Asking.settings(api), TimeRanges.of(startSec - 10, startSec)));
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.contains("cannot be kept in the mirror " + parent.toRealPath()), message);
            assertTrue(message.endsWith("; what was kept before stays"), message);
            assertEquals(List.of(1L), ask(mirror));
        }
    }

    private void permit(String permissions) throws IOException {
        for (String path : List.of("v2/ticket_events", "v2", "")) {
            Files.setPosixFilePermissions(parent.resolve(path), PosixFilePermissions.fromString(permissions));
        }
    }

    private List<Long> ask(Mirror mirror) throws Exception {
        return Asking.ids(mirror, Asking.settings(api), TimeRanges.of(startSec, startSec + 10));
    }
}
