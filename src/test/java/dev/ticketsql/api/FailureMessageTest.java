package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Fault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of failed requests: one line with the request, the response and advice. */
final class FailureMessageTest {

    private static final String ASKED =
            "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=1000&start_time=0";

    @AutoClose
    private final ServedAccount account = ServedAccount.of("{\"id\":1,\"timestamp\":100}");

    @Test
    void aRefusalIsReportedWithItsHeadersItsBodyAndAdvice() {
        account.with(Fault.status(401, "{\"error\":\"Couldn't authenticate you\"}"));

        assertEquals(
                ASKED + " answered 401 Unauthorized (x-request-id: sandbox-1):"
                        + " {\"error\":\"Couldn't authenticate you\"}; attempt 1 of 1. No credentials were"
                        + " sent: give oauthToken, clientId with clientSecret, or email with apiToken",
                account.message());
        assertEquals(List.of(401), account.statuses());
    }

    @Test
    void earlierAttemptsAreSuppressedExceptions() {
        account.with(Fault.html(502, "<html>\n <h1>Bad gateway</h1>\n</html>").times(3));
        account.with(Fault.text(500, "").always());

        ApiException failure = account.failure();

        assertEquals(
                ASKED + " answered 500 Internal Server Error (x-request-id: sandbox-8), without a body;"
                        + " attempt 8 of 8. The server has trouble; ask again later, what was fetched before is kept",
                account.anyPort(failure.getMessage()));
        assertEquals(
                List.of(
                        ASKED + " answered 502 Bad Gateway (x-request-id: sandbox-1):"
                                + " <html> <h1>Bad gateway</h1> </html>",
                        7),
                List.of(account.anyPort(failure.getSuppressed()[0].getMessage()), failure.getSuppressed().length));
        assertEquals(List.of(502, 502, 502, 500, 500, 500, 500, 500), account.statuses());
        assertEquals(8, account.kept.attempts());
    }

    @Test
    void aLimitIsReportedWithItsHeaders() {
        account.with(Fault.status(
                        429,
                        "{\"error\":\"APIRateLimitExceeded\"}",
                        Map.of(
                                "Retry-After",
                                "901",
                                "zendesk-ratelimit-incremental-exports",
                                "total=10; remaining=0; resets=11",
                                "x-rate-limit-remaining",
                                "690",
                                "ratelimit-reset",
                                "11"))
                .always());

        assertEquals(
                ASKED + " answered 429 Too Many Requests (x-request-id: sandbox-1,"
                        + " zendesk-ratelimit-incremental-exports: total=10; remaining=0; resets=11,"
                        + " x-rate-limit-remaining: 690, ratelimit-reset: 11, Retry-After: 901):"
                        + " {\"error\":\"APIRateLimitExceeded\"}; attempt 1 of 8. The server asks to wait 16 minutes,"
                        + " no more than 15 minutes are waited out; ask again after that time, what was fetched before"
                        + " is kept",
                account.message());
        assertEquals(List.of(), account.waits());
    }

    @Test
    void aWebPageInsteadOfJsonIsShown() {
        account.with(Fault.html(200, "<!DOCTYPE html><title>Log in</title>"));

        assertEquals(
                ASKED + " answered 200 OK (x-request-id: sandbox-1) with text/html; charset=utf-8 instead of JSON:"
                        + " <!DOCTYPE html><title>Log in</title>; attempt 1 of 1. Check that subdomain or baseUrl is"
                        + " the API's and that no proxy or log-in page answers in its place",
                account.message());
        assertEquals(List.of(200), account.statuses());
    }

    @Test
    void aWebPageThatCallsItselfJsonIsShown() {
        account.with(Fault.status(200, "<html>Log in</html>"));

        assertEquals(
                ASKED + " answered 200 OK (x-request-id: sandbox-1) with what is no JSON (Unexpected character ('<'"
                        + " (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null',"
                        + " 'true' or 'false')): <html>Log in</html>; attempt 1 of 1. Check that subdomain or baseUrl"
                        + " is the API's and that no proxy or log-in page answers in its place",
                account.message());
    }

    @Test
    void anEmptyAnswerIsRequestedAgain() {
        account.with(Fault.status(200, "").always());

        assertEquals(
                ASKED + " answered 200 OK (x-request-id: sandbox-8) without a body; attempt 8 of 8. The connection"
                        + " loses data; ask again later, what was fetched before is kept",
                account.message());
    }

    @Test
    void truncatedJsonIsRequestedAgain() {
        account.with(Fault.truncatedJson(30).always());

        assertEquals(
                ASKED + " answered 200 OK (x-request-id: sandbox-8) with JSON that ends too early; attempt 8 of 8."
                        + " The connection loses data; ask again later, what was fetched before is kept",
                account.message());
    }

    @Test
    void aBodyThatBreaksOffIsRequestedAgain() {
        account.with(Fault.cut(20).always());

        String message = account.message();

        assertTrue(
                message.startsWith(ASKED + " answered 200 OK (x-request-id: sandbox-8), but its body broke off: "),
                message);
        assertTrue(
                message.endsWith("; attempt 8 of 8. The connection loses data; ask again later, what was fetched before"
                        + " is kept"),
                message);
    }

    @Test
    void aConnectionWithoutAnswerIsTriedAgain() {
        account.with(Fault.drop().always());

        String message = account.message();

        assertTrue(message.startsWith(ASKED + " got no answer: unexpected end of stream"), message);
        assertTrue(
                message.endsWith("; attempt 8 of 8. The connection breaks; ask again later, what was fetched before is"
                        + " kept"),
                message);
        assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0), account.statuses());
    }

    /** 307 and 308 too, which ask a client to send the same request, with its credentials, to another address. */
    @ParameterizedTest
    @CsvSource({
        "301, Moved Permanently",
        "302, Found",
        "303, See Other",
        "307, Temporary Redirect",
        "308, Permanent Redirect",
    })
    void aRedirectIsReportedAndNotFollowed(int status, String reason) {
        try (ServedAccount elsewhere = ServedAccount.of("{}")) {
            for (URI server : List.of(elsewhere.sandbox.baseUrl(), account.sandbox.baseUrl())) {
                int before = account.statuses().size();
                URI other = server.resolve("/api/v2/incremental/ticket_events.json?start_time=0");
                account.with(Fault.redirect(status, other));

                assertEquals(
                        ASKED + " answered " + status + " " + reason + " to " + account.anyPort(other.toString())
                                + " (x-request-id: sandbox-" + (before + 1) + "), without a body; attempt 1 of 1."
                                + " Redirects are not followed, so that credentials go to no other host; if the new"
                                + " address is the API's, make it the baseUrl",
                        account.message(account.client(new Credentials.Bearer("s3cret"))));
                assertEquals(before + 1, account.statuses().size());
            }
            assertEquals(List.of(status, status), account.statuses());
            assertEquals(List.of(), elsewhere.sandbox.requests());
        }
    }

    @Test
    void longBodiesAreShortenedAndNothingInvisibleIsLeftInThem() {
        account.with(Fault.text(403, "a\u001b[31m\u202e\r\n\tb" + "x".repeat(100_000)));

        String message = account.message();

        assertTrue(message.contains(": a [31m b" + "x".repeat(192) + "...; attempt"), message);
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
    }

    @Test
    void aServerThatRepeatsWhatItWasSentLetsNoSecretOut() {
        String basic = "bWVAYWNtZS5leGFtcGxlOnMzY3JldC1wYXNzd29yZA==";
        account.with(Fault.text(403, "you sent Basic " + basic + ", s3cret-password"));

        String message =
                account.message(account.client(new Credentials.Password("me@acme.example", "s3cret-password")));

        assertTrue(message.contains(": you sent Basic ***, ***; attempt 1 of 1."), message);
    }

    @Test
    void aTimeoutOfPagesOfAnySizeIsReportedAfterEightAttempts() {
        account.with(Fault.timeoutAbove(5));

        assertEquals(
                "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=10&start_time=0 answered 504 Gateway"
                        + " Timeout (x-request-id: sandbox-8): upstream request timeout; attempt 8 of 8. The server"
                        + " cannot make a page in time; ask again later, what was fetched before is kept",
                account.message());
        assertEquals(
                List.of(1000, 500, 250, 125, 62, 31, 15, 10),
                account.sandbox.requests().stream()
                        .map(request -> request.perPage())
                        .toList());
    }

    @Test
    void everyMessageIsOneLine() {
        account.with(Fault.text(404, "a\nb\r\nc\u2028d"));

        assertTrue(account.message().contains(": a b c d; attempt 1 of 1."));
    }
}
