package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ticketsql.sandbox.http.Delivery;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every injected fault, its number of times and its condition. */
final class FaultTest {

    private static final String[] REQUEST = {
        "GET /api/v2/incremental/ticket_events?start_time=0 HTTP/1.1", "Host: 127.0.0.1"
    };

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");

    @AutoClose
    private final Sandbox sandbox = Sandbox.serving(
            LongStream.range(0, 200)
                    .mapToObj(instantSec -> new SandboxEvent(instantSec, "{\"timestamp\":" + instantSec + "}"))
                    .toList(),
            SandboxOptions.defaults(clock),
            clock);

    private final ApiCaller api = new ApiCaller(sandbox);

    @Test
    void aStatusComesOnceWithItsBodyAndHeaders() throws Exception {
        sandbox.inject(Fault.status(503, "{\"error\":\"Maintenance\"}", Map.of("Retry-After", "7")));

        HttpResponse<byte[]> answer = api.events("start_time=0");

        assertEquals(503, answer.statusCode());
        assertEquals("{\"error\":\"Maintenance\"}", ApiCaller.text(answer));
        assertEquals("7", answer.headers().firstValue("Retry-After").orElse(""));
        assertHealthy();
    }

    @Test
    void bodiesOfEveryTypeAreSentUnchanged() throws Exception {
        sandbox.inject(Fault.text(429, "Too many requests"));
        sandbox.inject(Fault.html(502, "<html>Bad gateway</html>"));
        sandbox.inject(Fault.status(500, ""));

        assertAnswer(429, "text/plain; charset=utf-8", "Too many requests");
        assertAnswer(502, "text/html; charset=utf-8", "<html>Bad gateway</html>");
        assertAnswer(500, "application/json; charset=utf-8", "");
        assertHealthy();
    }

    @Test
    void aCutClosesTheConnectionInsideTheBody() throws Exception {
        for (long afterBytes : List.of(0L, 1L, 1_000L)) {
            sandbox.inject(Fault.cut(afterBytes));
            assertThrows(IOException.class, () -> api.events("start_time=0"));
            sandbox.inject(Fault.cut(afterBytes / 10));
            assertThrows(IOException.class, () -> api.events("start_time=0", "Accept-Encoding", "gzip"));
        }
        assertHealthy();
    }

    @Test
    void truncatedJsonLooksWholeOnTheWire() throws Exception {
        sandbox.inject(Fault.truncatedJson(20));

        assertAnswer(200, "application/json; charset=utf-8", "{\"ticket_events\":[{\"");
        assertHealthy();
    }

    @Test
    void aNextPageThatLeadsElsewhereIsAllThatIsWrong() throws Exception {
        String elsewhere = "http://192.0.2.1/$1?start_time=0";
        sandbox.inject(Fault.nextPage(URI.create(elsewhere)).times(2));

        JsonNode wrong = api.page("start_time=0&per_page=10");
        JsonNode right = api.page("start_time=7000000");

        assertEquals(List.of(elsewhere, elsewhere), List.of(next(wrong), next(right)));
        JsonNode healthy = api.page("start_time=0&per_page=10");
        ((ObjectNode) wrong).set("next_page", healthy.path("next_page"));
        assertEquals(healthy, wrong);
    }

    private static String next(JsonNode page) {
        return page.path("next_page").asText();
    }

    @Test
    void aDelayedResponseIsTheHealthyOne() throws Exception {
        sandbox.inject(Fault.delay(Duration.ofMillis(1)));
        sandbox.inject(Fault.trickle(500, Duration.ofMillis(1)));

        assertHealthy();
        assertHealthy();
    }

    @Test
    void anAlteredResponseIsWhatItsChangeMakesOfTheWire() throws Exception {
        sandbox.inject(delivered(new Delivery.Altered(
                wire -> new String(wire, StandardCharsets.ISO_8859_1)
                        .replaceFirst("^HTTP/1.1 200", "HTTP/1.1 299")
                        .getBytes(StandardCharsets.ISO_8859_1),
                false)));

        try (RawConnection connection = new RawConnection(sandbox)) {
            String answer = connection.send(REQUEST).readAll();
            assertTrue(answer.startsWith("HTTP/1.1 299 OK\n") && answer.endsWith("0\n\n"), answer);
        }
        assertHealthy();
    }

    @Test
    void aResetBreaksTheConnection() throws Exception {
        sandbox.inject(delivered(new Delivery.Altered(wire -> new byte[0], true)));

        try (RawConnection connection = new RawConnection(sandbox)) {
            assertThrows(IOException.class, connection.send(REQUEST)::readAll);
        }
        assertHealthy();
    }

    @Test
    void aStalledResponseWaitsUntilTheClientHasGone() throws Exception {
        sandbox.inject(delivered(new Delivery.Stalled(30)));

        try (RawConnection connection = new RawConnection(sandbox)) {
            connection.send(REQUEST).readTo("\n\n");
        }
        assertHealthy();
    }

    @Test
    void aFaultMayHaveTheDateOfAnotherClock() throws Exception {
        sandbox.inject(Fault.status(200, "{}", Map.of("Date", "Thu, 01 Jan 1970 00:00:00 GMT")));

        assertEquals(
                "Thu, 01 Jan 1970 00:00:00 GMT",
                api.events("start_time=0").headers().firstValue("Date").orElse(""));
    }

    private static Fault delivered(Delivery delivery) {
        return new Fault(healthy -> healthy.with(delivery), 1, ReceivedRequest::isExport);
    }

    @Test
    void closingTheSandboxEndsALongDelay() throws Exception {
        sandbox.inject(Fault.delay(Duration.ofDays(1)).when(asked -> {
            // Runs on a thread of the server, just before the delay.
            new Thread(sandbox::close).start();
            return true;
        }));

        assertThrows(IOException.class, () -> api.events("start_time=0"));
    }

    @Test
    void pagesAboveASizeAlwaysTimeOut() throws Exception {
        sandbox.inject(Fault.timeoutAbove(100));

        for (String query : List.of("start_time=0", "start_time=0", "start_time=0&per_page=101")) {
            HttpResponse<byte[]> answer = api.events(query);
            assertEquals(504, answer.statusCode());
            assertEquals("upstream request timeout", ApiCaller.text(answer));
        }
        assertEquals(100, api.page("start_time=0&per_page=100").path("count").asInt());
    }

    @Test
    void aRedirectHasItsLocation() throws Exception {
        URI elsewhere = URI.create("https://elsewhere.example.com/login");
        sandbox.inject(Fault.redirect(302, elsewhere));
        sandbox.inject(Fault.redirect(308, elsewhere));

        for (int status : List.of(302, 308)) {
            HttpResponse<byte[]> answer = api.events("start_time=0");
            assertEquals(status, answer.statusCode());
            assertEquals(
                    elsewhere.toString(),
                    answer.headers().firstValue("Location").orElse(""));
        }
    }

    @Test
    void faultsApplyInTheirOrderForTheirTimesAndToTheirRequests() throws Exception {
        sandbox.inject(Fault.status(500, "").when(asked -> asked.startSec().orElse(0) == 5));
        sandbox.inject(Fault.status(502, "").times(2));
        sandbox.inject(Fault.status(503, ""));

        assertEquals(502, api.events("start_time=0").statusCode());
        assertEquals(404, api.get("/elsewhere").statusCode());
        assertEquals(500, api.events("start_time=5").statusCode());
        assertEquals(502, api.events("start_time=5").statusCode());
        assertEquals(503, api.events("start_time=5").statusCode());
        assertEquals(200, api.events("start_time=5").statusCode());
    }

    @Test
    void theTokenEndpointFailsOnlyWhenMeant() throws Exception {
        sandbox.inject(Fault.status(500, "").when(asked -> asked.path().equals("/oauth/tokens")));

        assertHealthy();
        assertEquals(500, api.post("/oauth/tokens", "application/json", "{}").statusCode());
    }

    @Test
    void aFaultForNoRequestIsRefused() {
        assertEquals(
                "times is 0, must be at least 1",
                assertThrows(IllegalArgumentException.class, () -> Fault.drop().times(0))
                        .getMessage());
    }

    private void assertAnswer(int status, String contentType, String body) throws Exception {
        HttpResponse<byte[]> answer = api.events("start_time=0");
        assertEquals(status, answer.statusCode());
        assertEquals(contentType, answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(body, ApiCaller.text(answer));
    }

    private void assertHealthy() throws Exception {
        assertEquals(200, api.page("start_time=0").path("count").asInt());
        assertTrue(log().get(log().size() - 1).endsWith("-> 200, 200 events"));
    }

    private List<String> log() {
        return sandbox.requests().stream().map(ServedRequest::toString).toList();
    }
}
