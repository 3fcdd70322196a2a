package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.Series;
import dev.ticketsql.testing.SharedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of real processes at any moment, while they fetch, store and merge. One event follows the other three
 * times a second, and a page of 50 covers 16 seconds.
 */
@Timeout(300)
final class CrashTest {

    private static final int KILLS = Series.length(6, 30);
    private static final int CARE_KILLS = Series.length(3, 9);
    private static final int EDGE_KILLS = Series.length(4, 14);
    private static final int PER_PAGE = 50;
    private static final int EVENTS_PER_SEC = 3;
    private static final int PAGE_SEC = 16;
    private static final int MAX_PAGES_PER_LIFE = 12;
    private static final long FROM_SEC = 1_700_000_000;
    private static final long TO_SEC = FROM_SEC + (KILLS + 2L) * MAX_PAGES_PER_LIFE * PAGE_SEC;

    /** Names a failed run; every run kills at other moments. */
    private final long seed = System.nanoTime();

    private final Random random = new Random(seed);

    @TempDir
    private Path directory;

    private SharedClock clock;

    @AutoClose
    private Sandbox sandbox;

    private int started;

    @BeforeEach
    void serve() {
        clock = new SharedClock(directory.resolve("clock"));
        List<SandboxEvent> events = new ArrayList<>();
        for (long id = 0; id < (TO_SEC - FROM_SEC + PAGE_SEC) * EVENTS_PER_SEC; id++) {
            events.add(Events.served(id, FROM_SEC + id / EVENTS_PER_SEC));
        }
        sandbox = Sandboxes.serving(events, clock);
    }

    /** Every second life is killed while it stores the pages after the first that it has stored. */
    @Test
    void aMirrorWhoseProcessesAreKilledAtAnyMomentAnswersAndKeepsWhatWasStored() throws Exception {
        reach(TO_SEC + 86_400);
        OtherProcess next = start();
        long coveredToSec = FROM_SEC;
        for (int kill = 1; kill <= KILLS; kill++) {
            String life = "life " + kill + " of seed " + seed;
            try (OtherProcess process = next) {
                next = start();
                process.awaitReady();
                process.ask(FROM_SEC, coveredToSec + MAX_PAGES_PER_LIFE * PAGE_SEC, 1);
                if (kill % 2 == 0) {
                    awaitStored(process, coveredToSec, life);
                }
                awaitAnyMoment(process, kill % 2 == 0 ? 0 : random.nextInt(MAX_PAGES_PER_LIFE), life);
            }
            long nowCoveredToSec = assertAnswers(life);
            assertTrue(kill % 2 == 0 ? nowCoveredToSec > coveredToSec : nowCoveredToSec >= coveredToSec, life);
            coveredToSec = nowCoveredToSec;
            assertTrue(sandbox.requests().size() >= pages(FROM_SEC, coveredToSec), life);
        }
        next.close();
        int requestsBefore = sandbox.requests().size();
        try (Mirror mirror = open()) {
            assertEquals(ids(TO_SEC), ask(mirror, client(), TO_SEC));
        }
        assertEquals(pages(coveredToSec, TO_SEC), sandbox.requests().size() - requestsBefore);
        assertNothingUnfinishedIsLeft("none of a process that lives");
    }

    @Test
    void aMirrorWhoseProcessesAreKilledDuringMaintenanceAnswersAndCanBeVacuumed() throws Exception {
        reach(TO_SEC + 86_400);
        long toSec = FROM_SEC + 20 * PAGE_SEC;
        try (Mirror mirror = open()) {
            assertEquals(ids(toSec), ask(mirror, client(), toSec));
        }
        OtherProcess next = start();
        for (int kill = 1; kill <= CARE_KILLS; kill++) {
            String life = "life " + kill + " of seed " + seed;
            String order = switch (kill % 3) {
                case 0 -> "refresh " + FROM_SEC + " " + toSec;
                case 1 -> "purge " + kill;
                default -> "vacuum";
            };
            try (OtherProcess process = next) {
                next = start();
                process.awaitReady();
                process.send(order);
                long untilNanos = System.nanoTime() + random.nextInt(200_000_000);
                while (System.nanoTime() < untilNanos) {
                    Thread.onSpinWait();
                }
            }
            try (Mirror mirror = open()) {
                assertEquals(unpurged(mirror, toSec), ask(mirror, client(), toSec), life);
            }
        }
        next.close();
        try (Mirror mirror = open()) {
            assertTrue(mirror.maintenance().vacuum().isPresent());
            assertEquals(unpurged(mirror, toSec), PlainDuckDb.ids(directory.resolve("mirror")));
        }
    }

    /**
     * A second mirror, whose processes are not killed, gets the same queries at the same moments, and counts the
     * requests that they need. As time passes, edges and tails are made, replaced and sealed.
     */
    @Test
    void aMirrorWhoseProcessesAreKilledWhileTheyReadTheNewestMinutesAgainAnswersAndReadsNothingTwiceAfterwards()
            throws Exception {
        reach(FROM_SEC + 700);
        OtherProcess next = start();
        next.awaitReady();
        for (int kill = 1; kill <= EDGE_KILLS; kill++) {
            String life = "life " + kill + " of seed " + seed;
            int leftToFetch = requestsToShowAll("twin", life);
            int requestsBefore = sandbox.requests().size();
            try (OtherProcess process = next) {
                next = start();
                process.ask(FROM_SEC, TO_SEC, 1);
                awaitAnyMoment(process, random.nextInt(leftToFetch), life);
            }
            // Its start sweeps leftovers, as the next mirror's does; one of the two finds those of the killed process.
            next.awaitReady();
            int requestsOfKilled = sandbox.requests().size() - requestsBefore;
            int requestsAfter = requestsToShowAll("mirror", life);
            assertTrue(
                    requestsAfter <= leftToFetch,
                    life + ": " + requestsOfKilled + " and then " + requestsAfter + " instead of " + leftToFetch);
            assertEquals(0, requestsToShowAll("mirror", life), life);
            assertNothingUnfinishedIsLeft("scratch-" + next.processId() + "-");
            reach(nowSec() + 60 + random.nextInt(kill % 2 == 0 ? 60 : 400));
        }
        next.close();
    }

    /** Every event that can be seen now is shown, none twice. Returns how many requests that took. */
    private int requestsToShowAll(String name, String life) throws Exception {
        int requestsBefore = sandbox.requests().size();
        try (Mirror mirror = Mirror.open(directory.resolve(name), Asking.SMALL, clock)) {
            long visibleToSec = nowSec() - Page.WITHHELD_SEC;
            assertEquals(ids(visibleToSec), ask(mirror, client(), visibleToSec), life);
        }
        return sandbox.requests().size() - requestsBefore;
    }

    private long nowSec() {
        return clock.instant().getEpochSecond();
    }

    private void reach(long nowSec) {
        clock.reach(Instant.ofEpochSecond(nowSec).toEpochMilli());
    }

    private static List<Long> unpurged(Mirror mirror, long toSec) throws IOException {
        List<String> purged = mirror.maintenance().purged();
        return ids(toSec).stream()
                .filter(id -> !purged.contains("events of ticket " + id % 97))
                .toList();
    }

    /** Waits until the mirror has more than before. */
    private void awaitStored(OtherProcess process, long coveredToSec, String life) throws Exception {
        Path events = directory.resolve("mirror/v2/ticket_events");
        while (names(events).stream()
                .flatMap(name -> Segment.parse(name).stream())
                .noneMatch(segment -> segment.range().toSec() > coveredToSec)) {
            assertTrue(process.isAlive(), life);
            Thread.onSpinWait();
        }
    }

    private static List<String> names(Path files) throws IOException {
        try (Stream<Path> all = Files.exists(files) ? Files.list(files) : Stream.empty()) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Waits until that many pages were requested, and some milliseconds more: storing a page takes about five. */
    private void awaitAnyMoment(OtherProcess process, int pages, String life) {
        int requests = sandbox.requests().size() + pages;
        while (sandbox.requests().size() < requests) {
            assertTrue(process.isAlive(), life);
            Thread.onSpinWait();
        }
        long untilNanos = System.nanoTime() + random.nextInt(12_000_000);
        while (System.nanoTime() < untilNanos) {
            Thread.onSpinWait();
        }
    }

    /** The mirrored range has exactly its events and is read without a request. Returns its end. */
    private long assertAnswers(String life) throws Exception {
        PageSource noSource = (startSec, sink, cancellation) -> {
            throw new IOException(life + ": requested " + startSec);
        };
        try (Mirror mirror = open()) {
            TimeRanges covered = TimeRanges.of(mirror.mirroredRanges().stream()
                    .map(range -> new TimeRange(range.fromSec(), range.toSec()))
                    .toList());
            if (covered.isNone()) {
                return FROM_SEC;
            }
            assertEquals(1, covered.asList().size(), life + ": " + covered);
            assertEquals(FROM_SEC, covered.asList().get(0).fromSec(), life);
            long toSec = covered.asList().get(0).toSec();
            assertEquals(ids(toSec), ask(mirror, noSource, toSec), life);
            return toSec;
        }
    }

    /** Only segments, locks and files of the living process are left. */
    private void assertNothingUnfinishedIsLeft(String ofTheLiving) throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("mirror"))) {
            List<String> others = all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> Segment.parse(name).isEmpty() && !name.startsWith(ofTheLiving))
                    .sorted()
                    .toList();
            assertEquals(List.of("fetch.lock", "readers.lock", "references.lock"), others);
        }
    }

    private static long pages(long fromSec, long toSec) {
        return (toSec - fromSec) / PAGE_SEC;
    }

    private OtherProcess start() throws IOException {
        return new OtherProcess(
                sandbox.baseUrl(),
                directory.resolve("mirror"),
                directory.resolve("rate-limiter"),
                directory.resolve("clock"),
                PER_PAGE,
                Files.createDirectory(directory.resolve("life-" + started++)));
    }

    private Mirror open() throws IOException {
        return Mirror.open(directory.resolve("mirror"), Asking.SMALL, clock);
    }

    private PageSource client() {
        return MirrorProcess.client(sandbox.baseUrl(), PER_PAGE, clock, new RateLimiter());
    }

    private static List<Long> ask(Mirror mirror, PageSource source, long toSec) throws Exception {
        return Asking.ids(mirror, Asking.settings(source), TimeRanges.of(FROM_SEC, toSec));
    }

    private static List<Long> ids(long toSec) {
        return LongStream.range(0, (toSec - FROM_SEC) * EVENTS_PER_SEC).boxed().toList();
    }
}
