package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.http.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Pages that are parsed while they arrive: large, deep, slow, and with numbers as they are written. */
final class PageStreamTest {

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
                healthy -> healthy.with((HttpResponse.Body) out -> {
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
                request -> true);
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
                    healthy -> healthy.with((HttpResponse.Body) out -> {
                        write(out, "{\"ticket_events\":[");
                        for (long id = 1; id <= events; id++) {
                            String row = "{\"id\":" + id + ",\"timestamp\":9,\"child_events\":[\"" + text + "\"]}";
                            write(out, row + (id < events ? "," : "]"));
                        }
                        write(out, ",\"end_of_stream\":true}");
                    }),
                    1,
                    request -> true));
            PeakMemory peak = new PeakMemory(events);

            Page page = large.client(new Credentials.None()).read(0, peak, Cancellation.never());

            assertEquals(events, page.eventCount());
            assertTrue(peak.grownBytes() < 50L << 20, "grew by " + peak.grownBytes() + " bytes");
        }
    }

    /** Measures the used memory at the beginning and near the end of a page. */
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
            assertEquals("[{\"body\":\"" + body + "\"}]", large.event().value(EventField.CHILD_EVENTS));
        }
    }

    @Test
    void valuesAreNestedDeep() throws Exception {
        String nested = "[".repeat(900) + "{}" + "]".repeat(900);
        try (ServedAccount deep = ServedAccount.of("{\"id\":1,\"timestamp\":9,\"metadata\":" + nested + "}")) {
            assertEquals(nested, deep.event().value(EventField.METADATA));
        }
    }

    @Test
    void valuesNestedWithoutEndAreRefused() {
        String nested = "[".repeat(5_000) + "]".repeat(5_000);
        try (ServedAccount deep = ServedAccount.of("{\"id\":1,\"timestamp\":9,\"metadata\":" + nested + "}")) {
            String message = deep.message();
            assertTrue(
                    message.contains(
                            "... is beyond what is read: Document nesting depth (1001) exceeds the maximum allowed (1000)"),
                    message);
            assertTrue(
                    message.endsWith("; attempt 1 of 1. No event of Zendesk's is like that: check that subdomain or"
                            + " baseUrl is the API's; what was fetched before is kept"),
                    message);
        }
    }

    @Test
    void numbersStayDigitByDigit() throws Exception {
        String numbers = "[1.10,-0,0.30000000000000004,1e5,1E+05,12345678901234567890123456789.10,1e-400,-0.0]";
        try (ServedAccount exact = ServedAccount.of("{\"id\":1,\"timestamp\":9,\"child_events\":" + numbers + "}")) {
            assertEquals(numbers, exact.event().value(EventField.CHILD_EVENTS));
        }
    }
}
