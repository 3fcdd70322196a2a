package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.http.HttpAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page: what it says of itself, its keys in any order, and its events handed over while it arrives. */
final class PageTest {

    /** 2026-01-01T00:00:00Z, the clock of the account. */
    private static final long NOW_SEC = 1_767_225_600;

    @AutoClose
    private final ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(3));

    @Test
    void aPageSaysWhatItCovers() throws Exception {
        assertEquals(
                new Page(1001, 2, OptionalLong.of(1001), OptionalLong.of(1002), true, OptionalLong.of(1002), NOW_SEC),
                account.read(1001));
    }

    @Test
    void anEmptyPageHasNoEnd() throws Exception {
        assertEquals(
                new Page(5000, 0, OptionalLong.empty(), OptionalLong.empty(), true, OptionalLong.empty(), NOW_SEC),
                account.read(5000));
    }

    /** Keys in any order, unknown ones, and a next_page that leads elsewhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"ticket_events":[{"id":1,"timestamp":9}],"count":1,"end_of_stream":false,"end_time":9,"next_page":"http://192.0.2.1/"}
            {"next_page":null,"end_time":9,"end_of_stream":false,"count":1,"ticket_events":[{"timestamp":9,"id":1}]}
            {"meta":{"ticket_events":[]},"end_time":9,"ticket_events":[{"id":1,"timestamp":9}],"x":[[{}]],"end_of_stream":false}
            """)
    void theEnvelopesKeysComeInAnyOrder(String json) throws Exception {
        account.with(Fault.status(200, json));

        assertEquals(
                new Page(0, 1, OptionalLong.of(9), OptionalLong.of(9), false, OptionalLong.of(9), NOW_SEC),
                account.read());
        assertEquals(List.of(200), account.statuses());
    }

    /** Another host, another path, another start, other parameters; on a page that more is to come after. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere/api/v2/incremental/ticket_events?per_page=2&start_time=1001",
                "here/login?start_time=1001",
                "here/api/v2/incremental/ticket_events?per_page=2&start_time=1002",
                "here/api/v2/incremental/ticket_events?per_page=2&start_time=0",
                "here/api/v2/incremental/ticket_events?include=comment_events&per_page=1&start_time=1001",
                "file:/etc/passwd",
            })
    void aNextPageThatLeadsElsewhereIsNotFollowed(String nextPage) throws Exception {
        try (ServedAccount elsewhere = ServedAccount.of(ServedAccount.eventPerSecond(9))) {
            URI address = URI.create(nextPage.replace(
                            "elsewhere/",
                            elsewhere.sandbox.baseUrl().resolve("/").toString())
                    .replace("here/", account.sandbox.baseUrl().resolve("/").toString()));
            account.with(Fault.nextPage(address).always());
            ClientOptions pagesOfTwo = new ClientOptions(
                    account.sandbox.baseUrl(),
                    new Credentials.Bearer("s3cret"),
                    2,
                    false,
                    Optional.empty(),
                    OptionalInt.empty());

            assertEquals(2, account.readAll(account.client(pagesOfTwo)));

            assertEquals(
                    List.of(
                            "GET /api/v2/incremental/ticket_events?per_page=2&start_time=0",
                            "GET /api/v2/incremental/ticket_events?per_page=2&start_time=1001"),
                    account.sandbox.requests().stream()
                            .map(request -> request.asked().toString())
                            .toList());
            assertEquals(List.of(), elsewhere.sandbox.requests());
            assertEquals(
                    List.of(8001L, 8002L),
                    account.kept.events().stream().map(TicketEvent::id).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":"none"}|$ has no ticket_events
            {"ticket_events":[]}|$ has no end_of_stream
            {"ticket_events":null,"end_of_stream":true}|$.ticket_events should be an array, is null
            {"ticket_events":[],"end_of_stream":"yes"}|$.end_of_stream should be true or false, is the string "yes"
            {"ticket_events":[],"end_of_stream":true,"end_time":"9"}|$.end_time should be an integer, is the string "9"
            []|$ should be an object, is an array
            "text"|$ should be an object, is the string "text"
            {"ticket_events":[],"end_of_stream":true} {}|$ is followed by another value
            """)
    void whatIsNoPageIsRefusedWithItsPlace(String json, String complaint) {
        account.with(Fault.status(200, json));

        assertEquals(
                "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=1000&start_time=0 answered 200 OK"
                        + " (x-request-id: sandbox-1), but " + complaint + ": " + json + "; attempt 1 of 1. Check that"
                        + " subdomain or baseUrl is the API's and that no proxy or log-in page answers in its place",
                account.message());
    }

    @Test
    void theFirstEventIsHandedOverBeforeTheLastIsSent() throws Exception {
        CountDownLatch firstArrived = new CountDownLatch(1);
        EventSink sink = new EventSink() {
            @Override
            public void begin() {}

            @Override
            public void accept(TicketEvent event) {
                firstArrived.countDown();
            }
        };
        // The server sends the rest of the page only once its first event has arrived here.
        try (ServedAccount slow = ServedAccount.of(List.of(new SandboxEvent(1, "{\"id\":1,\"timestamp\":1}")))) {
            slow.with(held(firstArrived));

            slow.client(new Credentials.None()).read(0, sink, Cancellation.never());

            assertEquals(0, firstArrived.getCount());
            assertEquals(List.of(200), slow.statuses());
        }
    }

    private static Fault held(CountDownLatch until) {
        return new Fault(
                healthy -> healthy.with((HttpAnswer.Body) out -> {
                    // More than all buffers on the way hold, and nothing that compresses well.
                    byte[] noise = new byte[1 << 20];
                    new Random(1).nextBytes(noise);
                    String padding = Base64.getEncoder().encodeToString(noise);
                    write(out, "{\"padding\":\"" + padding + "\",\"ticket_events\":[{\"id\":1,\"timestamp\":1},");
                    write(out, "{\"id\":2,\"timestamp\":1,\"child_events\":\"" + padding);
                    awaitOrFail(until);
                    write(out, "\"}],\"end_of_stream\":true}");
                }),
                1,
                asked -> true);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS), "no event arrived");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void memoryDoesNotGrowWithThePage() throws Exception {
        long events = 20_000;
        String text = "x".repeat(5_000);
        try (ServedAccount large = ServedAccount.of(List.of())) {
            // 100 MB
            large.with(new Fault(
                    healthy -> healthy.with((HttpAnswer.Body) out -> {
                        write(out, "{\"ticket_events\":[");
                        for (long id = 1; id <= events; id++) {
                            String row = "{\"id\":" + id + ",\"timestamp\":9,\"child_events\":[\"" + text + "\"]}";
                            write(out, row + (id < events ? "," : "]"));
                        }
                        write(out, ",\"end_of_stream\":true}");
                    }),
                    1,
                    asked -> true));
            PeakMemory peak = new PeakMemory(events);

            Page page = large.client(new Credentials.None()).read(0, peak, Cancellation.never());

            assertEquals(events, page.eventCount());
            assertTrue(peak.grownBytes() < 50L << 20, "grew by " + peak.grownBytes() + " bytes");
        }
    }

    /** Looks at what is really in use at the beginning and near the end of a page. */
    private static final class PeakMemory implements EventSink {

        private final long lookAt;
        private long count;
        private long before;
        private long after;

        private PeakMemory(long lookAt) {
            this.lookAt = lookAt;
        }

        @Override
        public void begin() {
            before = usedBytes();
        }

        @Override
        public void accept(TicketEvent event) {
            count++;
            if (count == lookAt) {
                after = usedBytes();
            }
        }

        private long grownBytes() {
            return after - before;
        }

        private static long usedBytes() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }

    @Test
    void aStringOfThirtyMegabytesIsKept() throws Exception {
        String body = "é".repeat(15 << 20);
        try (ServedAccount large =
                ServedAccount.of("{\"id\":1,\"timestamp\":9,\"child_events\":[{\"body\":\"" + body + "\"}]}")) {
            assertEquals("[{\"body\":\"" + body + "\"}]", large.event().childEvents());
        }
    }

    @Test
    void valuesAreNestedDeep() throws Exception {
        String nested = "[".repeat(900) + "{}" + "]".repeat(900);
        try (ServedAccount deep = ServedAccount.of("{\"id\":1,\"timestamp\":9,\"metadata\":" + nested + "}")) {
            assertEquals(nested, deep.event().metadata());
        }
    }

    @Test
    void valuesNestedWithoutEndAreRefused() {
        String nested = "[".repeat(5_000) + "]".repeat(5_000);
        try (ServedAccount deep = ServedAccount.of("{\"id\":1,\"timestamp\":9,\"metadata\":" + nested + "}")) {
            String message = deep.message();
            assertTrue(message.contains(" with what is no JSON (Document nesting depth (1001) exceeds"), message);
        }
    }

    @Test
    void numbersStayDigitByDigit() throws Exception {
        String numbers = "[1.10,-0,0.30000000000000004,1e5,1E+05,12345678901234567890123456789.10,1e-400,-0.0]";
        try (ServedAccount exact = ServedAccount.of("{\"id\":1,\"timestamp\":9,\"child_events\":" + numbers + "}")) {
            assertEquals(numbers, exact.event().childEvents());
        }
    }

    @Test
    void whatIsAskedForIsWrittenOut() throws Exception {
        ClientOptions settings = new ClientOptions(
                account.sandbox.baseUrl().resolve("/proxied/"),
                new Credentials.None(),
                500,
                true,
                Optional.of("ai agent&x"),
                OptionalInt.empty());

        account.failure(account.client(settings));
        account.read();

        assertEquals(
                List.of(
                        "GET /proxied/api/v2/incremental/ticket_events?include=comment_events&per_page=500&start_time=0"
                                + "&support_type_scope=ai%20agent%26x -> 404",
                        "GET /api/v2/incremental/ticket_events?per_page=1000&start_time=0 -> 200, 3 events"),
                account.sandbox.requests().stream().map(Object::toString).toList());
        assertEquals(
                List.of("application/json", "ticketsql/development", "gzip"),
                List.of("Accept", "User-Agent", "Accept-Encoding").stream()
                        .map(name ->
                                account.sandbox.requests().get(1).header(name).orElse(""))
                        .toList());
        assertFalse(account.sandbox.requests().get(1).isAuthorized());
    }
}
