package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limit per clock minute: every response has the remaining requests, and surplus requests get a 429. */
final class RateWindowTest {

    private static final String EXPORT_LIMIT = "zendesk-ratelimit-incremental-exports";

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:57Z");
    private final SandboxOptions options = SandboxOptions.defaults(clock);

    @Test
    void everyAnswerCountsDownToTheEndOfTheClockMinute() throws Exception {
        try (Sandbox sandbox = Sandbox.serving(List.of(), options.withRequestsPerMinute(10), clock)) {
            ApiCaller api = new ApiCaller(sandbox);

            assertHeader("total=10; remaining=9; resets=3", EXPORT_LIMIT, api.events("start_time=0"));
            clock.advance(Duration.ofSeconds(2));
            assertHeader("total=10; remaining=8; resets=1", EXPORT_LIMIT, api.events("start_time=x"));
            clock.advance(Duration.ofSeconds(1));
            HttpResponse<byte[]> first = api.events("start_time=0");
            assertHeader("total=10; remaining=9; resets=60", EXPORT_LIMIT, first);
            assertHeader("700", "x-rate-limit", first);
            assertHeader("699", "x-rate-limit-remaining", first);
            assertHeader("700", "ratelimit-limit", first);
            assertHeader("699", "ratelimit-remaining", first);
            assertHeader("60", "ratelimit-reset", first);
        }
    }

    @Test
    void aSurplusRequestGetsARetryAfterAndIsServedThen() throws Exception {
        try (Sandbox sandbox = Sandbox.serving(List.of(), options.withRequestsPerMinute(2), clock)) {
            ApiCaller api = new ApiCaller(sandbox);
            assertEquals(200, api.events("start_time=0").statusCode());
            assertEquals(200, api.events("start_time=0").statusCode());

            HttpResponse<byte[]> refusal = api.events("start_time=0");

            assertEquals(429, refusal.statusCode());
            assertEquals("""
                    {"error":"APIRateLimitExceeded","description":"Number of allowed incremental export API requests per minute exceeded"}""", ApiCaller.text(refusal));
            assertHeader("3", "Retry-After", refusal);
            assertHeader("total=2; remaining=0; resets=3", EXPORT_LIMIT, refusal);
            clock.advance(Duration.ofSeconds(3));
            assertEquals(200, api.events("start_time=0").statusCode());
            assertEquals(
                    List.of(200, 200, 429, 200),
                    sandbox.requests().stream().map(ServedRequest::status).toList());
        }
    }

    @Test
    void withoutALimitNoAnswerHasItsHeaders() throws Exception {
        try (Sandbox sandbox = Sandbox.serving(List.of(), options, clock)) {
            ApiCaller api = new ApiCaller(sandbox);
            for (int request = 0; request < 50; request++) {
                HttpResponse<byte[]> page = api.events("start_time=0");
                assertEquals(200, page.statusCode());
                assertEquals(List.of(), page.headers().allValues(EXPORT_LIMIT));
                assertEquals(List.of(), page.headers().allValues("x-rate-limit"));
            }
        }
    }

    @Test
    void onlyTheExportIsLimited() throws Exception {
        try (Sandbox sandbox = Sandbox.serving(List.of(), options.withRequestsPerMinute(1), clock)) {
            ApiCaller api = new ApiCaller(sandbox);
            assertEquals(404, api.get("/elsewhere").statusCode());
            assertEquals(
                    401, api.post("/oauth/tokens", "application/json", "{}").statusCode());

            assertHeader("total=1; remaining=0; resets=3", EXPORT_LIMIT, api.events("start_time=0"));
        }
    }

    private static void assertHeader(String value, String name, HttpResponse<byte[]> response) {
        assertEquals(List.of(value), response.headers().allValues(name), name);
    }
}
