package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/mirror} as cron runs it: a process without a terminal, an account named by the environment. */
final class MirrorIT {

    @TempDir
    private Path directory;

    @Test
    void resultsAreAloneOnStandardOutput() throws Exception {
        try (Sandbox sandbox = Sandbox.start(
                SandboxOptions.defaults(InstantSource.system()).withEventCount(3_000), InstantSource.system())) {
            Outcome outcome = CommandLine.mirror(directory)
                    .with("ZENDESK_BASE_URL", sandbox.baseUrl().toString())
                    .with("TICKETSQL_MIRROR", directory.resolve("kept").toString())
                    .run("sync");
            assertEquals(0, outcome.exitCode(), outcome.err());
            assertTrue(
                    outcome.out()
                            .lines()
                            .allMatch(line -> line.matches("(mirror|files|events|bytes|newest|window|gap): .+")),
                    outcome.out());
            assertTrue(outcome.err().startsWith("ticketsql: events are kept in "), outcome.err());
            assertTrue(outcome.err().matches("(?s).*\nmirror: \\d requests, 3,0\\d\\d events, .*"), outcome.err());
            assertEquals(2, outcome.err().lines().count(), outcome.err());
        }
    }

    @Test
    void aQuestionThatAPurgeTouchesIsAnsweredWithAWarning() throws Exception {
        try (Sandbox sandbox = Sandbox.start(
                SandboxOptions.defaults(InstantSource.system()).withEventCount(3_000), InstantSource.system())) {
            CommandLine shell = CommandLine.sqlline(directory)
                    .with("ZENDESK_BASE_URL", sandbox.baseUrl().toString())
                    .with("TICKETSQL_MIRROR", directory.resolve("kept").toString());
            assertEquals(
                    0,
                    shell.through(CommandLine.PROJECT.resolve("bin/mirror"))
                            .run("purge", "--ticket", "5")
                            .exitCode());
            Outcome outcome = shell.run(
                    "--silent=true",
                    "--outputformat=csv",
                    "-e",
                    "SELECT COUNT(*) AS n FROM ticket_events WHERE ticket_id = 5");
            assertEquals("\"n\"\n0\n", outcome.out());
            assertEquals(0, outcome.exitCode(), outcome.err());
            assertEquals("WARN the answer is without what was purged: events of ticket 5\n", outcome.err());
        }
    }

    @Test
    void aMistakeIsOneLineAndTwo() throws Exception {
        Outcome outcome = CommandLine.mirror(directory).run("status");
        assertEquals(2, outcome.exitCode());
        assertEquals("", outcome.out());
        assertEquals(
                "mirror: no account is named: give option subdomain or baseUrl (environment: ZENDESK_SUBDOMAIN,"
                        + " ZENDESK_BASE_URL), or baseUrl=sandbox:?events=100000&seed=1 to try it without an account"
                        + " (--help explains the commands)\n",
                outcome.err());
    }

    @Test
    void statusLoadsNoClassOfCalciteAndStartsNoEngine() throws Exception {
        Outcome outcome = loggingClasses("kept").run("status");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(List.of(), loaded(outcome, "org.apache.calcite."));
        assertEquals(List.of(), loaded(outcome, "org.duckdb.DuckDBNative"));
    }

    @Test
    void aFailureIsOneLineAndLoadsNoClassOfCalcite() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        Outcome outcome = loggingClasses("file").run("status");
        assertEquals(1, outcome.exitCode(), outcome.err());
        assertEquals(List.of(), loaded(outcome, "org.apache.calcite."));
        assertTrue(outcome.err().matches("mirror: .*" + Pattern.quote(file.toString()) + ".*\n"), outcome.err());
    }

    /** A mirror whose account no server answers for; the JVM lists the classes that it loads on standard output. */
    private CommandLine loggingClasses(String mirror) {
        return CommandLine.mirror(directory)
                .with("JAVA_OPTS", "-Xlog:class+load")
                .with("ZENDESK_BASE_URL", "http://127.0.0.1:1")
                .with("TICKETSQL_MIRROR", directory.resolve(mirror).toString());
    }

    private static List<String> loaded(Outcome outcome, String prefix) {
        assertTrue(outcome.out().contains(" " + MirrorCommand.class.getName() + " "), outcome.out());
        return outcome.out().lines().filter(line -> line.contains(" " + prefix)).toList();
    }
}
