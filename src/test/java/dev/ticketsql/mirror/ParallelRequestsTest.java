package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.api.ClientOptions;
import dev.ticketsql.api.Credentials;
import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages that take longer than the account's limit of ten a minute makes the next one wait. */
@Timeout(300)
final class ParallelRequestsTest {

    private static final int LIMIT = 10;
    private static final int PER_PAGE = 20;
    private static final int PAGES = 400;
    private static final long FROM_SEC = 1_700_000_000;
    private static final long TO_SEC = FROM_SEC + PAGES * (PER_PAGE - 1L);

    private final Thread statement = Thread.currentThread();

    private final VirtualTime time = new VirtualTime(Instant.ofEpochSecond(TO_SEC + 864_000), this::threadsAtWork);

    @AutoClose
    private final Sandbox sandbox =
            Sandbox.serving(events(), SandboxOptions.defaults(time).withRequestsPerMinute(LIMIT), time);

    @TempDir
    private Path directory;

    /** A thousand pages would be a million events of a real account: what matters is the number of pages. */
    @Test
    void slowPagesAreFetchedAsFastAsTheLimitPermits() throws Exception {
        long startMillis = time.millis();
        fetchAll(source(2, Duration.ofSeconds(10)), OptionalInt.empty());
        double minutes = (time.millis() - startMillis) / 60_000.0;
        double minutesOfLimit = (double) PAGES / LIMIT;
        assertTrue(minutes <= 1.1 * minutesOfLimit, minutes + " minutes");
        int stretches = 2;
        assertTrue(requests() <= PAGES + 1 + 2 * stretches, requests() + " requests");
        assertEquals(0, refusals());
    }

    @Test
    void oneAfterTheOtherTheyAreNot() throws Exception {
        long startMillis = time.millis();
        fetchAll(source(1, Duration.ofSeconds(10)), OptionalInt.empty());
        double minutes = (time.millis() - startMillis) / 60_000.0;
        assertTrue(minutes >= 1.6 * PAGES / LIMIT, minutes + " minutes");
        assertTrue(requests() <= PAGES + 1, requests() + " requests");
    }

    @Test
    void pagesOfTwentySecondsNeedFourAtOnce() throws Exception {
        long startMillis = time.millis();
        fetchAll(source(4, Duration.ofSeconds(20)), OptionalInt.empty());
        double minutes = (time.millis() - startMillis) / 60_000.0;
        assertTrue(minutes <= 1.3 * PAGES / LIMIT, minutes + " minutes");
        assertEquals(0, refusals());
    }

    @Test
    void pagesThatAreFasterThanTheLimitAreFetchedOneAfterTheOther() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        PageSource fast = source(4, Duration.ofSeconds(1));
        fetchAll(watched(fast, () -> threads.add(Thread.currentThread().getName())), OptionalInt.empty());
        assertEquals(Set.of(statement.getName()), threads);
        assertEquals(PAGES, requests());
    }

    @Test
    void theLimitOfAStatementHoldsForAllStretchesTogether() throws Exception {
        for (int statements = 1; statements <= PAGES / 40; statements++) {
            PageSource slow = source(3, Duration.ofSeconds(15));
            int before = requests();
            IOException refusal = assertThrows(
                    IOException.class, () -> fetchAll(slow, OptionalInt.of(40)), "statement " + statements);
            assertTrue(refusal.toString().contains("maxRequests=40"), refusal::toString);
            assertTrue(requests() - before <= 40, requests() - before + " requests");
        }
        fetchAll(source(3, Duration.ofSeconds(15)), OptionalInt.empty());
        assertTrue(requests() <= PAGES + 40, requests() + " requests");
    }

    @Test
    void aFailureOfOneStretchKeepsWhatTheOthersRead() throws Exception {
        PageSource slow = source(3, Duration.ofSeconds(15));
        int[] reads = {0};
        PageSource failing = watched(slow, () -> {
            synchronized (reads) {
                if (++reads[0] == 57) {
                    throw new IOException("the 57th request");
                }
            }
        });
        IOException failure = assertThrows(IOException.class, () -> fetchAll(failing, OptionalInt.empty()));
        assertEquals("the 57th request", failure.getMessage());
        int requestsBefore = requests();
        fetchAll(slow, OptionalInt.empty());
        assertTrue(requestsBefore >= 56 && requestsBefore <= 58, requestsBefore + " requests");
        assertTrue(requests() <= PAGES + 16, requests() + " requests");
    }

    @Test
    void aCancelledStatementEndsAllItsStretchesAndKeepsTheirPages() throws Exception {
        PageSource slow = source(3, Duration.ofSeconds(15));
        boolean[] isCancelled = {false};
        Cancellation cancellation = new Cancellation() {
            @Override
            public boolean isCancelled() {
                return isCancelled[0];
            }

            @Override
            public Registration onCancel(Runnable stop) {
                return () -> {};
            }
        };
        PageSource cancelling = watched(slow, () -> isCancelled[0] |= requests() >= 57);
        try (Mirror mirror = open();
                Snapshot snapshot = mirror.read(settings(cancelling, OptionalInt.empty()), cancellation)) {
            assertThrows(
                    StatementCancelledException.class,
                    () -> snapshot.relation(EventTable.TICKET_EVENTS, TimeRanges.of(FROM_SEC, TO_SEC)));
        }
        assertEquals(Set.of(), stretches());
        int requestsBefore = requests();
        assertTrue(requestsBefore <= 60, requestsBefore + " requests");
        fetchAll(slow, OptionalInt.empty());
        assertTrue(requests() <= PAGES + 16, requests() + " requests");
    }

    @Test
    void progressReachesTheWholeAndNeverGoesBack() throws Exception {
        List<Long> missingSec = new ArrayList<>();
        FetchObserver observer = new FetchObserver() {
            @Override
            public synchronized void kept(TimeRanges missing) {
                missingSec.add(missing.countSec());
            }
        };
        SnapshotOptions options = new SnapshotOptions(
                source(3, Duration.ofSeconds(15)), 0, Duration.ofMinutes(1), OptionalInt.empty(), observer);
        try (Mirror mirror = open()) {
            assertEquals(ids(), Asking.ids(mirror, options, TimeRanges.of(FROM_SEC, TO_SEC)));
        }
        assertTrue(missingSec.size() >= PAGES, missingSec::toString);
        for (int place = 1; place < missingSec.size(); place++) {
            assertTrue(missingSec.get(place) <= missingSec.get(place - 1), missingSec::toString);
        }
        assertEquals(0, missingSec.get(missingSec.size() - 1));
    }

    private void fetchAll(PageSource source, OptionalInt maxRequests) throws Exception {
        try (Mirror mirror = open()) {
            List<Long> shown = Asking.ids(mirror, settings(source, maxRequests), TimeRanges.of(FROM_SEC, TO_SEC));
            assertEquals(ids(), shown);
            TimeRanges mirrored = TimeRanges.none();
            long sec = 0;
            for (MirroredRange range : mirror.mirroredRanges()) {
                mirrored = mirrored.or(TimeRanges.of(range.fromSec(), range.toSec()));
                sec += range.toSec() - range.fromSec();
            }
            assertEquals(mirrored.countSec(), sec, "files that overlap are not merged");
        }
    }

    private Mirror open() throws IOException {
        return Mirror.open(directory, Asking.SMALL, time);
    }

    private static SnapshotOptions settings(PageSource source, OptionalInt maxRequests) {
        return new SnapshotOptions(source, 0, Duration.ofMinutes(1), maxRequests);
    }

    /** The client that a connection would have, of a server that takes so long for each page. */
    private PageSource source(int parallelRequests, Duration page) {
        ClientOptions options = new ClientOptions(
                sandbox.baseUrl(),
                new Credentials.None(),
                PER_PAGE,
                false,
                Optional.empty(),
                OptionalInt.empty(),
                parallelRequests,
                false);
        TicketEventsClient client = new TicketEventsClient(options, time, time, new RateLimiter());
        return new PageSource() {
            @Override
            public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
                return client.read(
                        startSec,
                        new EventSink() {
                            @Override
                            public void begin() throws IOException {
                                sink.begin();
                                time.sleep(page, cancellation);
                            }

                            @Override
                            public void accept(TicketEvent event) throws IOException {
                                sink.accept(event);
                            }
                        },
                        cancellation);
            }

            @Override
            public int pageSize() {
                return client.pageSize();
            }

            @Override
            public int usefulParallelRequests() {
                return client.usefulParallelRequests();
            }
        };
    }

    /** Called before each page. */
    @FunctionalInterface
    private interface Watch {
        void asked() throws IOException;
    }

    private static PageSource watched(PageSource source, Watch watch) {
        return new PageSource() {
            @Override
            public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
                watch.asked();
                return source.read(startSec, sink, cancellation);
            }

            @Override
            public int pageSize() {
                return source.pageSize();
            }

            @Override
            public int usefulParallelRequests() {
                return source.usefulParallelRequests();
            }
        };
    }

    private int requests() {
        return sandbox.requests().size();
    }

    private long refusals() {
        return sandbox.requests().stream()
                .filter(request -> request.status() == 429)
                .count();
    }

    /** The statement's thread does not count while it waits for the other ones. */
    private Set<Thread> threadsAtWork() {
        Set<Thread> atWork = stretches();
        boolean isWaiting = Arrays.stream(statement.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("awaitOthers"));
        if (!isWaiting || atWork.isEmpty()) {
            atWork.add(statement);
        }
        return atWork;
    }

    private static Set<Thread> stretches() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ticketsql-fetch") && thread.isAlive())
                .collect(Collectors.toSet());
    }

    /** An event a second. */
    private static List<SandboxEvent> events() {
        return LongStream.range(FROM_SEC, TO_SEC + PER_PAGE)
                .mapToObj(sec -> Events.served(sec, sec))
                .toList();
    }

    private static List<Long> ids() {
        return LongStream.range(FROM_SEC, TO_SEC).boxed().toList();
    }
}
