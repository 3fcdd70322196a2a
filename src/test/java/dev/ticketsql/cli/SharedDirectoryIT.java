package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.ServedRequest;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/sqlline} and {@code bin/mirror}, several at once on one directory that none has made yet. */
final class SharedDirectoryIT {

    private static final String COUNT = "SELECT COUNT(*) AS n FROM ticket_events WHERE start_time < 1767225600";

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void eightEqualQuestionsOfFourProcessesCostTheRequestsOfOne() throws Exception {
        try (Sandbox sandbox = sandbox(options())) {
            assertEquals("\"n\"\n8000\n", sqlline(sandbox, "alone", COUNT).out());
            List<String> ofOne = requests(sandbox);
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int process = 0; process < 4; process++) {
                outcomes.add(threads.submit(() -> sqlline(sandbox, "shared", COUNT, COUNT)));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertEquals(0, outcome.get().exitCode(), outcome.get().err());
                assertEquals("\"n\"\n8000\n\"n\"\n8000\n", outcome.get().out());
            }
            assertEquals(
                    ofOne,
                    requests(sandbox).subList(ofOne.size(), requests(sandbox).size()));
        }
    }

    @Test
    void aSyncAndAQuestionAtOnceFetchEachPageOnce() throws Exception {
        try (Sandbox sandbox = sandbox(options())) {
            Future<Outcome> sync = threads.submit(() -> shell(sandbox, "shared")
                    .through(CommandLine.PROJECT.resolve("bin/mirror"))
                    .run("sync", "--to", "2026-01-01"));
            Future<Outcome> asked = threads.submit(() -> sqlline(sandbox, "shared", COUNT));
            assertEquals(0, sync.get().exitCode(), sync.get().err());
            assertEquals("\"n\"\n8000\n", asked.get().out(), asked.get().err());
            List<String> requests = requests(sandbox);
            assertTrue(requests.size() >= 8, requests::toString);
            assertEquals(requests.stream().distinct().toList(), requests);
        }
    }

    private static SandboxOptions options() {
        return SandboxOptions.defaults(InstantSource.system())
                .withEventCount(8_000)
                .withEnd(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Sandbox sandbox(SandboxOptions options) {
        return Sandbox.start(options, InstantSource.system());
    }

    private static List<String> requests(Sandbox sandbox) {
        return sandbox.requests().stream().map(ServedRequest::toString).toList();
    }

    private Outcome sqlline(Sandbox sandbox, String mirror, String... statements) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--silent=true", "--outputformat=csv"));
        for (String statement : statements) {
            arguments.addAll(List.of("-e", statement));
        }
        return shell(sandbox, mirror).run(arguments.toArray(String[]::new));
    }

    private CommandLine shell(Sandbox sandbox, String mirror) throws Exception {
        return CommandLine.sqlline(Files.createTempDirectory(directory, "process"))
                .with("ZENDESK_BASE_URL", sandbox.baseUrl().toString())
                .with("XDG_CACHE_HOME", directory.resolve("cache").toString())
                .with("TICKETSQL_MIRROR", directory.resolve(mirror).toString());
    }
}
