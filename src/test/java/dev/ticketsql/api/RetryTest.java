package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.testing.ConditionalCancellation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Retries: their causes, number and waits; every request is counted. */
final class RetryTest {

    @AutoClose
    private final ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(3));

    static Stream<Arguments> badMoments() {
        return Stream.of(
                Arguments.of("conflict", Fault.status(409, "{\"error\":\"DatabaseConflict\"}"), 409),
                Arguments.of("failure", Fault.text(500, ""), 500),
                Arguments.of("bad gateway", Fault.html(502, "<html>"), 502),
                Arguments.of("maintenance", Fault.status(503, "{}"), 503),
                Arguments.of("Cloudflare's unknown error", Fault.text(520, "error code: 520"), 520),
                Arguments.of("Cloudflare's time-out", Fault.text(524, "error code: 524"), 524),
                Arguments.of("dropped connection", Fault.drop(), 0),
                Arguments.of("cut body", Fault.cut(15), 200),
                Arguments.of("body without its last bytes", Fault.cut(80), 200),
                Arguments.of("truncated JSON", Fault.truncatedJson(40), 200),
                Arguments.of("empty body", Fault.status(200, ""), 200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badMoments")
    void aBadMomentCostsOneRequestMore(String name, Fault fault, int status) throws Exception {
        account.with(fault);

        Page page = account.read();

        assertEquals(3, page.eventCount(), name);
        assertEquals(
                List.of(8000L, 8001L, 8002L),
                account.kept.events().stream().map(TicketEvent::id).toList());
        assertEquals(List.of(status, 200), account.statuses());
        assertEquals(List.of(Duration.ofMillis(500)), account.waits());
        assertEquals(2, account.kept.attempts());
    }

    @Test
    void waitsDouble() throws Exception {
        account.with(Fault.text(500, "").times(7));

        account.read();

        assertEquals(
                Stream.of(500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000)
                        .map(Duration::ofMillis)
                        .toList(),
                account.waits());
        assertEquals(List.of(500, 500, 500, 500, 500, 500, 500, 200), account.statuses());
    }

    /** Ten clients as connections make them, which fail once each: without chance every wait would be half a second. */
    @Test
    void clientsThatFailedTogetherDoNotReturnTogether() throws Exception {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            account.with(Fault.text(500, ""));
            TicketEventsClient client = new TicketEventsClient(
                    account.settings(new Credentials.None()),
                    account.clock,
                    (wait, cancellation) -> waits.add(wait),
                    account.rateLimiter);
            account.read(client, 0);
        }

        assertEquals(10, waits.size());
        assertTrue(waits.stream().allMatch(wait -> wait.toMillis() >= 250 && wait.toMillis() <= 500), waits::toString);
        // Of 250 waits that are equally likely, ten times the same is chance once in 10^21 runs.
        assertTrue(Set.copyOf(waits).size() > 1, waits::toString);
    }

    @Test
    void theWaitThatTheServerAsksForIsKept() throws Exception {
        account.with(Fault.status(429, "{}", Map.of("Retry-After", "37")));
        account.with(Fault.status(503, "{}", Map.of("Retry-After", "Thu, 01 Jan 2026 00:01:00 GMT")));
        account.with(Fault.status(503, "{}", Map.of("Retry-After", "900")));

        account.read();

        assertEquals(Stream.of(37, 23, 900).map(Duration::ofSeconds).toList(), account.waits());
        assertEquals(List.of(429, 503, 503, 200), account.statuses());
    }

    @Test
    void anAnswerOfNegativeLengthIsTriedAgain() throws Exception {
        account.with(Fault.status(200, "{}", Map.of("Content-Length", "-5")).times(2));

        account.read();

        assertEquals(List.of(200, 200, 200), account.statuses());
        assertEquals(2, account.waits().size());
    }

    @Test
    void withoutAUsableRetryAfterTheBackOffDecides() throws Exception {
        account.with(Fault.status(503, "{}", Map.of("Retry-After", "0")));
        account.with(Fault.status(503, "{}", Map.of("Retry-After", "Thu, 01 Jan 2015 00:01:00 GMT")));
        account.with(Fault.status(503, "{}", Map.of("Retry-After", "99999999999")));

        account.read();

        assertEquals(List.of(503, 503, 503, 200), account.statuses());
        assertEquals(Stream.of(500, 1_000, 2_000).map(Duration::ofMillis).toList(), account.waits());
    }

    @Test
    void aLimitWithoutAWaitIsWaitedOut() throws Exception {
        account.with(Fault.text(429, "Too many requests").times(2));

        account.read();

        assertEquals(Stream.of(30, 30).map(Duration::ofSeconds).toList(), account.waits());
        assertEquals(List.of(429, 429, 200), account.statuses());
    }

    @Test
    void aWaitThatTheServerAsksForHoldsForEveryClientOfTheAccount() throws Exception {
        account.with(Fault.status(429, "{}", Map.of("Retry-After", "901")).times(1));
        account.with(Fault.status(429, "{}", Map.of("Retry-After", "60")).times(1));
        Cancellation afterTheFirstAnswer =
                ConditionalCancellation.when(() -> account.statuses().size() == 2);

        account.failure();
        assertThrows(
                IOException.class,
                () -> account.client(new Credentials.None()).read(0, account.kept, afterTheFirstAnswer));
        assertEquals(List.of(), account.waits());
        account.read();

        assertEquals(List.of(Duration.ofSeconds(60)), account.waits());
        assertEquals(List.of(429, 429, 200), account.statuses());
    }

    @Test
    void aPageTooHeavyForTheServerIsHalvedAndGrowsAgain() throws Exception {
        account.with(Fault.text(504, "upstream request timeout")
                .when(request -> request.perPage() > 300)
                .times(2));

        for (int page = 0; page < 21; page++) {
            account.read();
        }

        assertEquals(
                Stream.of(
                                Collections.nCopies(1, 1000),
                                Collections.nCopies(1, 500),
                                Collections.nCopies(10, 250),
                                Collections.nCopies(10, 500),
                                Collections.nCopies(1, 1000))
                        .flatMap(List::stream)
                        .toList(),
                account.sandbox.requests().stream()
                        .map(request -> request.perPage())
                        .toList());
    }

    @Test
    void aServerThatTakesItsTimeIsWaitedFor() throws Exception {
        account.with(Fault.delay(Duration.ofMillis(50)));

        assertEquals(3, account.read().eventCount());
        assertEquals(List.of(200), account.statuses());
        // Zendesk itself gives up after a minute.
        int readTimeoutMillis =
                new HttpClients().ofApi(HttpUrl.get("http://127.0.0.1")).readTimeoutMillis();
        assertTrue(readTimeoutMillis > 60_000, readTimeoutMillis + " ms");
    }

    @Test
    void aHostThatNobodyKnowsIsTriedThreeTimes() {
        String message = account.message(client(URI.create("https://no-such-host.invalid")));

        assertTrue(
                message.startsWith("GET https://no-such-host.invalid/api/v2/incremental/ticket_events?per_page=1000"
                        + "&start_time=0 got no answer: unknown host no-such-host.invalid"),
                message);
        assertTrue(
                message.endsWith("; attempt 3 of 3. Check subdomain or baseUrl, the network, and whether a proxy is"
                        + " needed"),
                message);
        assertEquals(Stream.of(500, 1_000).map(Duration::ofMillis).toList(), account.waits());
    }

    @Test
    void aPortThatNobodyListensToIsTriedThreeTimes() {
        URI nobody = account.sandbox.baseUrl();
        account.close();

        ApiException failure = account.failure(client(nobody));

        assertEquals(
                "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=1000&start_time=0 got no answer:"
                        + " Failed to connect to /127.0.0.1:" + nobody.getPort()
                        + "; attempt 3 of 3. Check subdomain or baseUrl, the network, and whether a proxy is needed",
                account.anyPort(failure.getMessage()));
        assertEquals(2, failure.getSuppressed().length);
    }

    @Test
    void aServerWithoutTlsIsTriedThreeTimes() {
        URI plain = account.sandbox.baseUrl();

        String message = account.message(client(URI.create("https://127.0.0.1:" + plain.getPort())));

        assertTrue(message.contains(" got no answer: Unsupported or unrecognized SSL message"), message);
        assertTrue(
                message.endsWith("; attempt 3 of 3. Check subdomain or baseUrl, the network, and whether a proxy is"
                        + " needed"),
                message);
    }

    @Test
    void aPageWhoseSinkFailsIsNotRequestedAgain() {
        IOException full = new IOException("no space left");
        AtomicInteger begun = new AtomicInteger();
        EventSink sink = new EventSink() {
            @Override
            public void begin() {
                begun.incrementAndGet();
            }

            @Override
            public void accept(TicketEvent event) throws IOException {
                throw full;
            }
        };

        IOException thrown = assertThrows(
                IOException.class, () -> account.client(new Credentials.None()).read(0, sink, Cancellation.never()));

        assertEquals(full, thrown);
        assertEquals(1, begun.get());
        assertEquals(List.of(200), account.statuses());
    }

    @Test
    void aSinkThatCannotTakeAPageCostsNoRequest() {
        IOException full = new IOException("no space left");
        EventSink sink = new EventSink() {
            @Override
            public void begin() throws IOException {
                throw full;
            }

            @Override
            public void accept(TicketEvent event) {}
        };

        IOException thrown = assertThrows(
                IOException.class, () -> account.client(new Credentials.None()).read(0, sink, Cancellation.never()));

        assertEquals(full, thrown);
        assertEquals(List.of(), account.statuses());
    }

    private TicketEventsClient client(URI baseUrl) {
        return account.client(
                new ClientOptions(baseUrl, new Credentials.None(), 1000, false, Optional.empty(), OptionalInt.empty()));
    }
}
