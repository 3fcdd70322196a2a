package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Output, signals and exit codes of {@code bin/sandbox}, run as a process. */
@Timeout(120)
final class SandboxIT {

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void itsUrlIsAllOfStandardOutputAndItsLogIsOnStandardError() throws Exception {
        Process process = start("--events", "500", "--seed", "3", "--end", "2026-01-01T00:00:00Z", "--rate-limit=1");
        BufferedReader out = reader(process);
        String url = out.readLine();
        assertTrue(url.matches("http://127\\.0\\.0\\.1:\\d+"), url);
        assertEquals(200, get(url + "/api/v2/incremental/ticket_events?start_time=0"));
        assertEquals(404, get(url + "/elsewhere"));

        terminate(process);

        assertEquals("", String.join("\n", out.lines().toList()));
        assertEquals(
                List.of(
                        "sandbox: 500 events up to 2026-01-01T00:00:00Z, seed 3",
                        "sandbox: rate limit of 1 requests per minute",
                        "TIME GET /api/v2/incremental/ticket_events?start_time=0 -> 200, 500 events",
                        "TIME GET /elsewhere -> 404"),
                errorLines());
    }

    @Test
    void aSignalEndsItAtOnceAndFreesItsPort() throws Exception {
        Process first = start("--events", "0");
        String url = reader(first).readLine();
        String port = Integer.toString(URI.create(url).getPort());
        Process second = start("--events", "0", "--port", port);
        assertEquals(1, exitCode(second));

        // 128 + 15, for SIGTERM.
        assertEquals(143, terminate(first));
        assertEquals(url, reader(start("--events", "0", "--port", port)).readLine());
    }

    @Test
    void theAbsenceOfARateLimitIsLogged() throws Exception {
        Process process = start("--events", "0", "--end", "2026-01-01T00:00:00Z");
        reader(process).readLine();
        terminate(process);

        assertEquals(
                "sandbox: no rate limit; Zendesk allows 10 requests per minute (--rate-limit 10)",
                errorLines().get(1));
    }

    @Test
    void aMistakeIsOneLineAndEndsItWithTwo() throws Exception {
        assertEquals(2, exitCode(start("--shape", "round")));
        assertEquals(
                List.of("sandbox: shape is round, must be audits, metrics or both (--help explains the options)"),
                errorLines());
    }

    private Process start(String... arguments) throws IOException {
        Process process = CommandLine.sandbox(directory)
                .start(ProcessBuilder.Redirect.to(directory.resolve("stderr").toFile()), arguments);
        started.add(process);
        return process;
    }

    /** Sends SIGTERM and returns the exit code; unlike {@link Process#destroy()} leaves the output readable. */
    private static int terminate(Process process) throws InterruptedException {
        process.toHandle().destroy();
        return exitCode(process);
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
        return process.exitValue();
    }

    private List<String> errorLines() throws IOException {
        return Files.readAllLines(directory.resolve("stderr")).stream()
                .map(line -> line.replaceFirst("^\\d{4}-\\S+Z ", "TIME "))
                .toList();
    }

    private static BufferedReader reader(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private static int get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
