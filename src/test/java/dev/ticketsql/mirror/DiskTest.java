package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.SharedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, or that cannot be written. Those of the processes are mounted for these alone, on Linux. */
@Timeout(120)
final class DiskTest {

    private static final int PER_PAGE = 100;
    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final long FROM_SEC = END.getEpochSecond() - 400 * 86_400L;
    private static final long TO_SEC = END.getEpochSecond();
    private static final long EARLY_SEC = END.getEpochSecond() - 350 * 86_400L;

    @TempDir
    private Path directory;

    private Path mirrorDirectory;
    private SharedClock clock;

    @AutoClose
    private Sandbox sandbox;

    @BeforeEach
    void serve() throws IOException {
        mirrorDirectory = Files.createDirectory(directory.resolve("mirror"));
        clock = new SharedClock(directory.resolve("clock"));
        clock.reach(END.toEpochMilli());
        sandbox = Sandbox.start(
                SandboxOptions.defaults(clock).withEventCount(5_000).withYears(1), clock);
    }

    @Test
    void aFullDiskFailsTheStatementAndLosesNothingThatWasKept() throws Exception {
        String early = alone(FROM_SEC, EARLY_SEC);
        String all = alone(FROM_SEC, TO_SEC);
        int requestsOfOne = sandbox.requests().size();
        // Enough for the early part, never for all of it.
        long bytes = bytesIn(directory.resolve("alone")) / 2;
        try (OtherProcess process = mounted("mount -t tmpfs -o size=" + bytes + " none \"$0\"")) {
            process.ask(FROM_SEC, EARLY_SEC, 1);
            assertEquals(early, process.answer());
            process.ask(FROM_SEC, TO_SEC, 1);
            String failure = process.answer();
            assertTrue(
                    failure.matches("53100 the events of \\[.*Z, .*Z\\) cannot be kept in the mirror " + mirrorDirectory
                            + ", which has \\d+ bytes free: .*; what was kept before stays"),
                    failure);
            int requests = sandbox.requests().size();
            process.ask(FROM_SEC, EARLY_SEC, 1);
            assertEquals(early, process.answer());
            assertEquals(requests, sandbox.requests().size());

            run(
                    "nsenter",
                    "--preserve-credentials",
                    "-U",
                    "-m",
                    "-t",
                    Long.toString(process.processId()),
                    "mount",
                    "-o",
                    "remount,size=64m",
                    mirrorDirectory.toString());
            process.ask(FROM_SEC, TO_SEC, 1);
            assertEquals(all, process.answer());
            // The pages that did not fit are requested again: 40 that shared their files, 20 that waited, and one.
            int again = sandbox.requests().size() - 2 * requestsOfOne;
            assertTrue(again >= 1 && again <= 61, again + " pages");
        }
    }

    /** A page of 20 MB is written while it arrives. */
    @Test
    void aDiskThatALargePageFillsIsSaidToBeFull() throws Exception {
        sandbox.close();
        List<SandboxEvent> wide = LongStream.range(0, PER_PAGE)
                .mapToObj(id -> new SandboxEvent(
                        EARLY_SEC + id,
                        "{\"id\":" + id + ",\"timestamp\":" + (EARLY_SEC + id) + ",\"metadata\":{\"text\":\""
                                + letters(new Random(id)) + "\"}}"))
                .toList();
        sandbox = Sandbox.serving(wide, SandboxOptions.defaults(clock), clock);
        try (OtherProcess process = mounted("mount -t tmpfs -o size=6m none \"$0\"")) {
            process.ask(FROM_SEC, TO_SEC, 1);
            String failure = process.answer();
            assertTrue(
                    failure.matches("53100 cannot take event \\d+ into files of " + mirrorDirectory
                            + "/v2/scratch-[^ ]+, which" + " has \\d+ bytes free: .*; what was kept before stays"),
                    failure);
        }
    }

    private static String letters(Random random) {
        StringBuilder letters = new StringBuilder();
        random.ints(200_000, 'a', 'z').forEach(letters::appendCodePoint);
        return letters.toString();
    }

    @Test
    void aDiskWithoutRoomForAnotherFileServesWhatItHoldsToNewProcesses() throws Exception {
        String early = alone(FROM_SEC, EARLY_SEC);
        int requests = sandbox.requests().size();
        String fill = "mount -t tmpfs -o nr_inodes=600 none \"$0\" && cp -r \"$0\"/../alone/. \"$0\""
                + " && n=0 && while mkdir \"$0\"/$n 2>/dev/null; do n=$((n+1)); done";
        try (OtherProcess process = mounted(fill)) {
            process.ask(FROM_SEC, EARLY_SEC, 1);
            assertEquals(early, process.answer());
            assertMoreCannotBeKept(process);
        }
        assertEquals(requests, sandbox.requests().size());
    }

    @Test
    void aDirectoryThatCannotBeWrittenServesWhatItHolds() throws Exception {
        String early = alone(FROM_SEC, EARLY_SEC);
        copy(directory.resolve("alone"), mirrorDirectory);
        int requests = sandbox.requests().size();
        try (OtherProcess process = mounted("mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"")) {
            process.ask(FROM_SEC, EARLY_SEC, 2);
            assertEquals(early, process.answer());
            assertMoreCannotBeKept(process);
        }
        assertEquals(requests, sandbox.requests().size());
    }

    private void assertMoreCannotBeKept(OtherProcess process) throws Exception {
        process.ask(FROM_SEC, TO_SEC, 1);
        assertEquals(
                "58030 the mirror " + mirrorDirectory + " cannot be written, and what it holds does not answer the"
                        + " statement; give option mirror a directory that can be written, or none for a temporary one",
                process.answer());
    }

    /** For systems without mounts: without their directory, unfinished files cannot be written either. */
    @Test
    void aPageThatCannotBeWrittenFailsTheStatementAndLosesNothingThatWasKept() throws Exception {
        try (Mirror mirror = Mirror.open(mirrorDirectory, Asking.SMALL, clock)) {
            String early = figure(mirror, FROM_SEC, EARLY_SEC);
            Path scratch;
            try (Stream<Path> children = Files.list(mirrorDirectory.resolve("v2"))) {
                scratch = children.filter(Files::isDirectory)
                        .filter(child -> child.getFileName().toString().startsWith("scratch-"))
                        .findFirst()
                        .orElseThrow();
            }
            Path away = directory.resolve("away");
            Files.move(scratch, away);
            IOException failure = assertThrows(IOException.class, () -> figure(mirror, FROM_SEC, TO_SEC));
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.contains(" cannot be kept in the mirror " + mirrorDirectory), failure::toString);
            assertTrue(message.endsWith("; what was kept before stays"), failure::toString);
            assertEquals(early, figure(mirror, FROM_SEC, EARLY_SEC));
            Files.move(away, scratch);
            assertEquals(alone(FROM_SEC, TO_SEC), figure(mirror, FROM_SEC, TO_SEC));
        }
    }

    /** A process for which {@code mount}, given the mirror's directory as $0, has been run, and for no other. */
    private OtherProcess mounted(String mount) throws Exception {
        List<String> launcher =
                List.of("unshare", "-rm", "sh", "-c", mount + " && exec \"$@\"", mirrorDirectory.toString());
        assumeTrue(canMount(), "no user namespaces with mounts here");
        OtherProcess process = new OtherProcess(
                launcher,
                sandbox.baseUrl(),
                mirrorDirectory,
                directory.resolve("rate-limiter"),
                directory.resolve("clock"),
                PER_PAGE,
                directory);
        process.awaitReady();
        return process;
    }

    private boolean canMount() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "none", mirrorDirectory.toString())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private static long bytesIn(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(path -> !path.equals(from)).toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    /** What an undisturbed mirror of its own sees, which keeps what it has seen. */
    private String alone(long fromSec, long toSec) throws Exception {
        try (Mirror mirror = Mirror.open(directory.resolve("alone"), Asking.SMALL, clock)) {
            return figure(mirror, fromSec, toSec);
        }
    }

    private String figure(Mirror mirror, long fromSec, long toSec) throws Exception {
        return MirrorProcess.figure(
                mirror,
                MirrorProcess.client(sandbox.baseUrl(), PER_PAGE, clock, new RateLimiter()),
                TimeRanges.of(fromSec, toSec));
    }
}
