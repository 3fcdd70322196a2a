package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first run of {@code bin/sqlline} after a build, which writes the archive of classes. The processes are real. */
@Timeout(120)
final class ArchiveIT {

    @TempDir
    private Path directory;

    private Path script;

    /** A copy of a freshly built project; its links to the real project are only read. */
    @BeforeEach
    void build() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("home/bin"));
        Path target = Files.createDirectories(directory.resolve("home/target"));
        for (String file : List.of("bin/.build", "bin/.launch", "bin/sqlline", "model.json")) {
            Files.copy(
                    CommandLine.PROJECT.resolve(file), directory.resolve("home").resolve(file));
        }
        for (String jars : List.of("lib", "native")) {
            Files.createSymbolicLink(
                    target.resolve(jars), CommandLine.PROJECT.resolve("target").resolve(jars));
        }
        try (Stream<Path> built = Files.list(CommandLine.PROJECT.resolve("target"))) {
            for (Path jar :
                    built.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.createSymbolicLink(target.resolve(jar.getFileName()), jar);
            }
        }
        script = bin.resolve("sqlline");
    }

    /** Removes links first: their targets belong to the real project. */
    @AfterEach
    void unlink() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("home/target"))) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void aRunThatSucceedsLeavesOneForTheNext() throws Exception {
        for (int run = 0; run < 2; run++) {
            run();
            assertEquals(1, archives().size());
        }
    }

    @Test
    void aDamagedOneHarmsNothingUntilTheNextBuildReplacesIt() throws Exception {
        Outcome first = run();
        Path archive = archives().get(0);
        Files.delete(archive);
        Files.writeString(archive, "damaged");
        assertEquals(first, run());
        assertEquals("damaged", Files.readString(archive));

        Files.setLastModifiedTime(archive, FileTime.from(Instant.parse("2000-01-01T00:00:00Z")));
        run();
        assertTrue(Files.size(archive) > 1_000_000, "still damaged");
    }

    @Test
    void twoFirstRunsAtOnceLeaveOne() throws Exception {
        FutureTask<Outcome> other = new FutureTask<>(this::run);
        Thread thread = new Thread(other);
        thread.start();
        run();
        other.get();
        assertEquals(1, archives().size());
    }

    @Test
    void aRunThatFailsLeavesNone() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory).through(script).run("-e", "SELECT nme");
        assertEquals(2, outcome.exitCode());
        assertEquals(List.of(), archives());
    }

    @Test
    void aRunWithAnotherCollectorSucceeds() throws Exception {
        Outcome outcome = CommandLine.sqlline(directory)
                .through(script)
                .with("JAVA_OPTS", "-XX:+UseG1GC -Dx.sqlline.basedir=" + directory)
                .run("--silent=true", "--outputformat=csv", "-e", "SELECT 1 AS a");
        assertEquals("\"a\"\n1\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void aSignalEndsTheProgramAndLeavesNone() throws Exception {
        Process process = CommandLine.sqlline(directory).through(script).start("--silent=true", "--outputformat=csv");
        Writer statements = process.outputWriter(StandardCharsets.UTF_8);
        statements.write("SELECT 1 AS a;\n");
        statements.flush();
        BufferedReader rows = process.inputReader(StandardCharsets.UTF_8);
        assertEquals("\"a\"", rows.readLine());
        List<ProcessHandle> started = process.descendants().toList();
        assertFalse(started.isEmpty());

        // Unlike Process.destroy() leaves its standard input open, whose end would be another reason to end.
        process.toHandle().destroy();

        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
        assertEquals(143, process.exitValue());
        for (ProcessHandle child : started) {
            child.onExit().get(60, TimeUnit.SECONDS);
        }
        assertEquals(List.of(), archives());
        statements.close();
    }

    private Outcome run() throws IOException, InterruptedException {
        Outcome outcome = CommandLine.sqlline(directory)
                .through(script)
                .run("--silent=true", "--outputformat=csv", "-e", "SELECT 1 AS a");
        assertEquals("\"a\"\n1\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.exitCode());
        return outcome;
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("home/target"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("classes-"))
                    .toList();
        }
    }
}
