package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.testing.JavaCommand;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary mirrors are removed with their process, also after a kill. The processes are real. */
final class TemporaryMirrorTest {

    @TempDir
    private Path temporaryFiles;

    @Test
    void aTemporaryMirrorAnswersLikeAnyOther() throws Exception {
        SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
        PagedEvents api = new PagedEvents(clock, 10).add(Events.audit(1, clock.nowSec() - 10_000));
        try (Mirror mirror = Mirror.openTemporary(Asking.SMALL, clock)) {
            assertEquals(List.of(1L), Asking.ids(mirror, Asking.settings(api), TimeRanges.every()));
            assertEquals(List.of(1L), Asking.ids(mirror, Asking.settings(api), TimeRanges.every()));
        }
        assertEquals(1, api.requests().size());
    }

    @Test
    void closingRemovesIt() throws Exception {
        assertEquals(0, new Other("close").finish());
        assertEquals(List.of(), mirrors());
    }

    @Test
    void theEndOfTheProcessRemovesItUnclosed() throws Exception {
        assertEquals(0, new Other("exit").finish());
        assertEquals(List.of(), mirrors());
    }

    @Test
    void whatAKilledProcessLeavesIsSweptByTheNextOneAndWhatALivingOneHasIsNot() throws Exception {
        try (Other living = new Other("wait");
                Other killed = new Other("wait")) {
            assertEquals(2, mirrors().size());
            killed.kill();
            assertEquals(2, mirrors().size());
            assertEquals(0, new Other("close").finish());
            List<Path> left = mirrors();
            assertEquals(1, left.size());
            assertTrue(
                    left.get(0).getFileName().toString().startsWith("ticketsql-" + living.processId() + "-"),
                    left.toString());
            assertTrue(Files.isDirectory(left.get(0).resolve("v2/ticket_events")));
        }
    }

    @Test
    void aKilledProcessLeavesNothingOfWhatTheEnginesDriverUnpacks() throws Exception {
        assumeTrue(
                Files.isReadable(Path.of("/proc/self/maps")), "only Linux lists the files that a process has loaded");
        try (Other killed = new Other("wait")) {
            killed.kill();
            try (Stream<Path> files = Files.list(temporaryFiles)) {
                assertEquals(
                        List.of(),
                        files.map(file -> file.getFileName().toString())
                                .filter(name -> !name.startsWith("ticketsql-"))
                                .toList());
            }
        }
    }

    private List<Path> mirrors() throws IOException {
        try (Stream<Path> files = Files.list(temporaryFiles)) {
            return files.filter(file -> file.getFileName().toString().startsWith("ticketsql-"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    /** Another process with a temporary mirror: closes it, ends without closing it, or waits to be killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            Mirror mirror = Mirror.openTemporary(Asking.SMALL, InstantSource.system());
            System.err.println("ready");
            switch (arguments[0]) {
                case "close" -> mirror.close();
                case "wait" -> System.in.read();
                default -> System.err.println("leaving");
            }
        }
    }

    private final class Other implements AutoCloseable {

        private final Process process;

        Other(String what) throws IOException {
            process = new ProcessBuilder(JavaCommand.of(Holder.class, temporaryFiles, what))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
            String line = messages.readLine();
            while (!Objects.equals(line, "ready")) {
                if (line == null) {
                    throw new IOException("the other process ended before it was ready");
                }
                line = messages.readLine();
            }
        }

        long processId() {
            return process.pid();
        }

        int finish() throws Exception {
            return process.waitFor();
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() {
            kill();
        }
    }
}
