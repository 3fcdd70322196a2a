package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.ServedRequest;
import dev.ticketsql.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients stay within the account's rate limit and get no 429. */
final class RateLimitedClientTest {

    private static final int LIMIT = 10;

    /** Each page of two begins with the second that the page before ended in. */
    private static final int EVENTS = 36;

    @Test
    void thirtyFivePagesAreReadWithoutPassingTheLimit() throws Exception {
        try (ServedAccount account = limited()) {
            assertEquals(35, account.readAll(account.client(pagesOfTwo(account, OptionalInt.empty()))));

            assertEquals(Collections.nCopies(35, 200), account.statuses());
            // The first window is waited out with a second for rounding; the next ones began with that second.
            assertEquals(Stream.of(61, 60, 60).map(Duration::ofSeconds).toList(), account.waits());
        }
    }

    @Test
    void aCapOfOursHoldsWhereTheServerNamesNoLimit() throws Exception {
        try (ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(EVENTS))) {
            assertEquals(35, account.readAll(account.client(pagesOfTwo(account, OptionalInt.of(4)))));

            assertEquals(Collections.nCopies(35, 200), account.statuses());
            assertEquals(Collections.nCopies(8, Duration.ofSeconds(60)), account.waits());
        }
    }

    @Test
    void aCapBelowTheServersLimitHolds() throws Exception {
        try (ServedAccount account = limited()) {
            account.readAll(account.client(pagesOfTwo(account, OptionalInt.of(4))));

            assertEquals(Collections.nCopies(35, 200), account.statuses());
            assertEquals(Collections.nCopies(8, Duration.ofSeconds(60)), account.waits());
        }
    }

    @Test
    void anAccountThatIsUsedUpElsewhereIsLeftAloneUntilItsWindowEnds() throws Exception {
        try (ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(1))) {
            account.with(Fault.delay(Duration.ZERO)
                    .withHeaders(
                            Map.of("x-rate-limit", "700", "x-rate-limit-remaining", "0", "ratelimit-reset", "17")));

            account.read();
            account.read();

            assertEquals(List.of(Duration.ofSeconds(17)), account.waits());
        }
    }

    @Test
    void clientsOfOneAccountShareItsLimit() throws Exception {
        int clients = 4;
        Set<Thread> reading = ConcurrentHashMap.newKeySet();
        VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T12:00:00Z"), () -> Set.copyOf(reading));
        RateLimiter limiter = new RateLimiter();
        CyclicBarrier begin = new CyclicBarrier(clients);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try (Sandbox sandbox = Sandbox.serving(
                ServedAccount.eventPerSecond(EVENTS),
                SandboxOptions.defaults(time).withRequestsPerMinute(LIMIT),
                time)) {
            Callable<Integer> read = () -> {
                reading.add(Thread.currentThread());
                begin.await();
                try {
                    return readAll(
                            new TicketEventsClient(pagesOfTwo(sandbox, OptionalInt.empty()), time, time, limiter));
                } finally {
                    reading.remove(Thread.currentThread());
                }
            };
            for (Future<Integer> pages : threads.invokeAll(Collections.nCopies(clients, read))) {
                assertEquals(35, pages.get());
            }
            assertEquals(
                    Collections.nCopies(clients * 35, 200),
                    sandbox.requests().stream().map(ServedRequest::status).toList());
        } finally {
            threads.shutdown();
        }
    }

    private static int readAll(TicketEventsClient client) throws IOException {
        Page page = client.read(0, EventSink.discarding(), Cancellation.never());
        int pages = 1;
        while (!page.endOfStream()) {
            page = client.read(page.endSec().orElseThrow(), EventSink.discarding(), Cancellation.never());
            pages++;
        }
        return pages;
    }

    private static ServedAccount limited() {
        return ServedAccount.of(ServedAccount.eventPerSecond(EVENTS), options -> options.withRequestsPerMinute(LIMIT));
    }

    private static ClientOptions pagesOfTwo(ServedAccount account, OptionalInt requestsPerMinute) {
        return pagesOfTwo(account.sandbox, requestsPerMinute);
    }

    private static ClientOptions pagesOfTwo(Sandbox sandbox, OptionalInt requestsPerMinute) {
        return new ClientOptions(
                sandbox.baseUrl(), new Credentials.None(), 2, false, Optional.empty(), requestsPerMinute);
    }

    @Test
    void theSecondThatComesAgainIsHandedOverAgain() throws Exception {
        try (ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(3))) {
            TicketEventsClient client = account.client(pagesOfTwo(account, OptionalInt.empty()));

            account.read(client, 0);
            assertEquals(List.of(8000L, 8001L), ids(account));
            account.read(client, 1001);
            assertEquals(List.of(8001L, 8002L), ids(account));
        }
    }

    private static List<Long> ids(ServedAccount account) {
        return account.kept.events().stream().map(TicketEvent::id).toList();
    }
}
