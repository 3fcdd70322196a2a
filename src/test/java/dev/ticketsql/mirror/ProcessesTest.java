package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.ServedRequest;
import dev.ticketsql.testing.SharedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several real processes that query one account. A sleep moves the clock that they share. */
@Timeout(120)
final class ProcessesTest {

    private static final int PER_PAGE = 100;
    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final long FROM_SEC = END.getEpochSecond() - 400 * 86_400L;
    private static final long TO_SEC = END.getEpochSecond();

    private final List<OtherProcess> processes = new ArrayList<>();

    @TempDir
    private Path directory;

    private SharedClock clock;

    @BeforeEach
    void setClock() {
        clock = new SharedClock(directory.resolve("clock"));
        clock.reach(END.toEpochMilli());
    }

    @AfterEach
    void killWhatIsLeft() {
        processes.forEach(OtherProcess::close);
    }

    @Test
    void eightEqualQueriesOfFourProcessesCostTheRequestsOfOne() throws Exception {
        try (Sandbox sandbox = Sandbox.start(options().withEventCount(5_000), clock)) {
            String figure = alone(sandbox);
            List<ServedRequest> requestsOfOne = sandbox.requests();
            for (int process = 0; process < 4; process++) {
                start(sandbox, directory.resolve("mirror"));
            }
            for (OtherProcess process : processes) {
                process.awaitReady();
            }
            for (OtherProcess process : processes) {
                process.ask(FROM_SEC, TO_SEC, 2);
            }
            for (OtherProcess process : processes) {
                assertEquals(figure, process.answer());
            }
            List<String> requests = sandbox.requests().stream()
                    .skip(requestsOfOne.size())
                    .map(ServedRequest::toString)
                    .toList();
            assertEquals(requestsOfOne.stream().map(ServedRequest::toString).toList(), requests);
        }
    }

    @Test
    void thePermitOfAKilledProcessGoesToTheNext() throws Exception {
        try (Sandbox sandbox = Sandbox.start(options().withEventCount(5_000), clock)) {
            String figure = alone(sandbox);
            int requestsOfOne = sandbox.requests().size();
            OtherProcess killed = start(sandbox, directory.resolve("mirror"));
            OtherProcess survivor = start(sandbox, directory.resolve("mirror"));
            killed.awaitReady();
            survivor.awaitReady();
            killed.ask(FROM_SEC, TO_SEC, 1);
            survivor.ask(FROM_SEC, TO_SEC, 1);
            while (sandbox.requests().size() < requestsOfOne + 10) {
                Thread.onSpinWait();
            }
            killed.kill();
            assertEquals(figure, survivor.answer());
            // The page that the killed process was about to store is requested again.
            assertTrue(sandbox.requests().size() <= 2 * requestsOfOne + 1, sandbox.requests()::toString);
        }
    }

    @Test
    void twoProcessesTogetherNeverPassTheAccountsLimit() throws Exception {
        int limit = 5;
        try (Sandbox sandbox = Sandbox.start(options().withEventCount(3_000).withRequestsPerMinute(limit), clock)) {
            // Not even the same mirror: nothing but the account is common to them.
            OtherProcess one = start(sandbox, directory.resolve("one"));
            OtherProcess other = start(sandbox, directory.resolve("other"));
            one.awaitReady();
            other.awaitReady();
            one.ask(FROM_SEC, TO_SEC, 1);
            other.ask(FROM_SEC, TO_SEC, 1);
            assertEquals(one.answer(), other.answer());

            Map<Long, Integer> perMinute = new TreeMap<>();
            for (ServedRequest request : sandbox.requests()) {
                assertEquals(200, request.status(), request::toString);
                perMinute.merge(request.received().atSec() / 60, 1, Integer::sum);
            }
            assertTrue(perMinute.size() >= 4, perMinute::toString);
            assertTrue(perMinute.values().stream().allMatch(count -> count <= limit), perMinute::toString);
        }
    }

    /** Without its lock the reader would fail in the middle: files that it has not opened yet would be gone. */
    @Test
    void rowsThatStreamStayTheSameWhileAnotherProcessMergesPurgesRefreshesAndVacuums() throws Exception {
        try (Sandbox sandbox = Sandbox.start(options().withEventCount(12_000), clock)) {
            OtherProcess reader = start(sandbox, directory.resolve("mirror"), 250);
            OtherProcess other = start(sandbox, directory.resolve("mirror"), 250);
            reader.awaitReady();
            other.awaitReady();
            String all = FROM_SEC + " " + TO_SEC;
            long midSec = (FROM_SEC + TO_SEC) / 2;
            reader.ask("hold " + FROM_SEC + " " + midSec);
            String rows = reader.ask("rest");

            assertEquals("held", reader.ask("hold " + FROM_SEC + " " + midSec));
            Set<String> files = files();
            other.ask(all + " 1");
            assertEquals("a process reads", other.ask("vacuum"));
            assertEquals("purged", other.ask("purge 5"));
            assertEquals("refreshed, not vacuumed", other.ask("refresh " + FROM_SEC + " " + midSec));
            assertTrue(files().containsAll(files));
            assertEquals(rows, reader.ask("rest"));

            assertEquals("vacuumed", other.ask("vacuum"));
            files.retainAll(files());
            assertEquals(Set.of(), files);
            reader.ask("hold " + FROM_SEC + " " + midSec);
            assertNotEquals(rows, reader.ask("rest"));
        }
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("mirror/v2/ticket_events"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("edge"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private SandboxOptions options() {
        return SandboxOptions.defaults(clock)
                .withEventCount(0)
                .withSeed(7)
                .withEnd(END)
                .withYears(1);
    }

    private OtherProcess start(Sandbox sandbox, Path mirror) throws IOException {
        return start(sandbox, mirror, PER_PAGE);
    }

    private OtherProcess start(Sandbox sandbox, Path mirror, int perPage) throws IOException {
        OtherProcess process = new OtherProcess(
                sandbox.baseUrl(),
                mirror,
                directory.resolve("rate-limiter/account"),
                directory.resolve("clock"),
                perPage,
                directory);
        processes.add(process);
        return process;
    }

    /** The result of one statement of one process alone. */
    private String alone(Sandbox sandbox) throws Exception {
        TicketEventsClient client = MirrorProcess.client(sandbox.baseUrl(), PER_PAGE, clock, new RateLimiter());
        try (Mirror mirror = Mirror.open(directory.resolve("alone"), Asking.SMALL, clock)) {
            return MirrorProcess.figure(mirror, client, TimeRanges.of(FROM_SEC, TO_SEC));
        }
    }
}
