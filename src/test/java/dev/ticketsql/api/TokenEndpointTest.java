package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Credentials.BearerToken;
import dev.ticketsql.sandbox.Credentials.OAuthClient;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.ServedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens: requested from the account's own token endpoint only, used, renewed, never shown. */
final class TokenEndpointTest {

    private static final String SECRET = "s3cret-Zm9v";

    private static final String ADVICE =
            "Check clientId 'ticketsql' and clientSecret, and that the OAuth client is confidential and may read";

    @AutoClose
    private final ServedAccount account = ServedAccount.of(
            ServedAccount.eventPerSecond(3),
            options -> options.withCredentials(
                    new BearerToken(SECRET), new OAuthClient("ticketsql", SECRET, Duration.ofHours(1))));

    @Test
    void anAccessTokenIsFetchedOnceAndUsedUntilShortlyBeforeItExpires() throws Exception {
        TicketEventsClient client = client();

        account.read(client, 0);
        account.clock.advance(Duration.ofSeconds(3600 - 61));
        account.read(client, 0);
        account.clock.advance(Duration.ofSeconds(1));
        account.read(client, 0);

        assertEquals(
                List.of(
                        "POST /oauth/tokens -> 200",
                        "GET /api/v2/incremental/ticket_events?per_page=1000&start_time=0 -> 200, 3 events",
                        "GET /api/v2/incremental/ticket_events?per_page=1000&start_time=0 -> 200, 3 events",
                        "POST /oauth/tokens -> 200",
                        "GET /api/v2/incremental/ticket_events?per_page=1000&start_time=0 -> 200, 3 events"),
                requests());
    }

    @Test
    void aTokenOfHalfAMinuteIsUsedForMostOfIt() throws Exception {
        try (ServedAccount hasty = ServedAccount.of(
                List.of(),
                options -> options.withCredentials(new OAuthClient("ticketsql", SECRET, Duration.ofSeconds(30))))) {
            TicketEventsClient client = hasty.client(new Credentials.ClientCredentials("ticketsql", SECRET));
            for (int second = 0; second <= 54; second += 9) {
                hasty.read(client, 0);
                hasty.clock.advance(Duration.ofSeconds(9));
            }

            assertEquals(
                    3,
                    hasty.sandbox.requests().stream()
                            .filter(request -> request.path().equals("/oauth/tokens"))
                            .count());
            assertFalse(hasty.statuses().contains(401));
        }
    }

    @Test
    void aTokenThatExpiresDuringAWaitIsRenewedAfterIt() throws Exception {
        try (ServedAccount hasty = ServedAccount.of(
                List.of(),
                options -> options.withCredentials(new OAuthClient("ticketsql", SECRET, Duration.ofMinutes(10))))) {
            TicketEventsClient client = hasty.client(new Credentials.ClientCredentials("ticketsql", SECRET));
            hasty.read(client, 0);
            hasty.rateLimiter.pauseUntil(
                    hasty.clock.millis() + Duration.ofMinutes(12).toMillis());

            hasty.read(client, 0);

            assertEquals(List.of(200, 200, 200, 200), hasty.statuses());
        }
    }

    @Test
    void aTokenIsRequestedAsJsonWithAUserAgentAndWithoutAuthorization() throws Exception {
        account.read(client(), 0);

        ServedRequest request = account.sandbox.requests().get(0);
        assertEquals("/oauth/tokens", request.path());
        assertEquals(
                List.of("application/json", "ticketsql/development", "application/json; charset=utf-8"),
                Stream.of("Accept", "User-Agent", "Content-Type")
                        .map(name -> request.header(name).orElse(""))
                        .toList());
        assertFalse(request.isAuthorized());
    }

    @Test
    void aRefusedTokenIsRenewedOnceAtOnce() throws Exception {
        TicketEventsClient client = client();
        account.read(client, 0);
        account.with(Fault.status(401, "{\"error\":\"invalid_token\"}"));

        account.read(client, 0);

        assertEquals(List.of(200, 200, 401, 200, 200), account.statuses());
        assertEquals(List.of(), account.waits());
    }

    @Test
    void aRenewedTokenTakesNoAttemptFromThePage() throws Exception {
        account.with(Fault.status(401, "{\"error\":\"invalid_token\"}"))
                .with(Fault.status(503, "{}").times(7));

        account.read(client(), 0);

        assertEquals(List.of(200, 401, 200, 503, 503, 503, 503, 503, 503, 503, 200), account.statuses());
    }

    @Test
    void aTokenRefusedAfterItsRenewalIsFinal() {
        account.with(Fault.status(401, "{\"error\":\"invalid_token\"}").always());

        ApiException failure = account.failure(client());

        assertEquals(
                "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=1000&start_time=0 answered 401"
                        + " Unauthorized (x-request-id: sandbox-4): {\"error\":\"invalid_token\"}; attempt 2 of 2. An"
                        + " access token that OAuth client 'ticketsql' has just been given is not accepted: check"
                        + " clientId, and subdomain or baseUrl",
                account.anyPort(failure.getMessage()));
        assertEquals(1, failure.getSuppressed().length);
        assertEquals(List.of(200, 401, 200, 401), account.statuses());
    }

    @Test
    void manyThreadsFetchOneToken() throws Exception {
        TicketEventsClient client = client();
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        List<Callable<Integer>> reads =
                Collections.nCopies(count, () -> account.read(client, 0).eventCount());
        List<Integer> counts = new ArrayList<>();
        for (Future<Integer> read : threads.invokeAll(reads)) {
            counts.add(read.get());
        }
        threads.shutdown();

        assertEquals(Collections.nCopies(count, 3), counts);
        assertEquals(
                1,
                requests().stream()
                        .filter(request -> request.startsWith("POST"))
                        .count());
    }

    @Test
    void aWrongClientSecretIsReportedAfterOneRequest() {
        assertEquals(
                "POST http://127.0.0.1/oauth/tokens answered 401 Unauthorized (x-request-id: sandbox-1):"
                        + " {\"error\":\"invalid_client\",\"error_description\":\"Client authentication failed due to"
                        + " unknown client, no client authentication included, or unsupported authentication method.\"};"
                        + " attempt 1 of 1. " + ADVICE,
                account.message(account.client(new Credentials.ClientCredentials("ticketsql", "wrong"))));
        assertEquals(List.of("POST /oauth/tokens -> 401"), requests());
        assertEquals(0, account.kept.attempts());
    }

    @Test
    void theTokenEndpointsBadMomentsAreTriedAgainAndHalveNoPage() throws Exception {
        account.with(tokens(Fault.text(504, "upstream request timeout")));
        account.with(tokens(Fault.drop()));
        account.with(tokens(Fault.status(429, "{}")));

        account.read(client(), 0);

        assertEquals(
                List.of(
                        "POST /oauth/tokens -> 504",
                        "POST /oauth/tokens -> dropped",
                        "POST /oauth/tokens -> 429",
                        "POST /oauth/tokens -> 200",
                        "GET /api/v2/incremental/ticket_events?per_page=1000&start_time=0 -> 200, 3 events"),
                requests());
        assertEquals(Stream.of(500, 1_000, 30_000).map(Duration::ofMillis).toList(), account.waits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":17}",
                "{\"access_token\":null}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"hidden token\"}",
                "{\"token\":\"hiddentoken\"}",
                "hiddentoken",
                "{\"access_token\":\"hiddentoken\",\"expires_in\":\"soon\"}",
                "\"hiddentoken\"",
                "{\"access_token\":\"hiddentoken\"",
            })
    void anAnswerWithoutATokenIsNotShown(String json) {
        account.with(tokens(Fault.status(200, json)).always());

        String all = account.stackTrace(account.failure(client()));

        assertTrue(all.contains("POST http://127.0.0.1/oauth/tokens answered 200 OK (x-request-id: sandbox-"), all);
        assertFalse(all.contains("hidden"), all);
        assertFalse(all.contains(SECRET), all);
    }

    @Test
    void aTokenThatLivesForEverIsKept() throws Exception {
        account.with(
                tokens(Fault.status(200, "{\"access_token\":\"" + SECRET + "\",\"expires_in\":9223372036854775807}")));
        TicketEventsClient client = client();

        account.read(client, 0);
        account.clock.advance(Duration.ofDays(3650 - 1));
        account.read(client, 0);

        assertEquals(List.of(200, 200, 200), account.statuses());
    }

    @Test
    void aLifeWrittenAsTextIsRead() throws Exception {
        account.with(tokens(Fault.status(200, "{\"access_token\":\"" + SECRET + "\",\"expires_in\":\"600\"}")));
        TicketEventsClient client = client();

        account.read(client, 0);
        account.clock.advance(Duration.ofSeconds(500));
        account.read(client, 0);
        assertEquals(List.of(200, 200, 200), account.statuses());
        account.clock.advance(Duration.ofSeconds(60));
        account.read(client, 0);
        assertEquals(List.of(200, 200, 200, 200, 200), account.statuses());
    }

    /** A client that followed 307 or 308 would send the secret again, to the address that they name. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectedTokenRequestTakesTheSecretNowhere(int status) {
        try (ServedAccount elsewhere = ServedAccount.of(List.of())) {
            URI other = elsewhere.sandbox.baseUrl().resolve("/oauth/tokens");
            account.with(tokens(Fault.redirect(status, other)));

            String message = account.message(client());

            assertTrue(message.startsWith("POST http://127.0.0.1/oauth/tokens answered " + status + " "), message);
            assertTrue(
                    message.endsWith(" to " + other + " (x-request-id: sandbox-1), without a body; attempt 1 of 1."
                            + " Redirects are not followed, so that credentials go to no other host; if the new"
                            + " address is the API's, make it the baseUrl"),
                    message);
            assertEquals(List.of(), elsewhere.sandbox.requests());
            assertEquals(List.of("POST /oauth/tokens -> " + status), requests());
        }
    }

    private TicketEventsClient client() {
        return account.client(new Credentials.ClientCredentials("ticketsql", SECRET));
    }

    private static Fault tokens(Fault fault) {
        return fault.when(request -> request.path().equals("/oauth/tokens"));
    }

    private List<String> requests() {
        return account.sandbox.requests().stream().map(Object::toString).toList();
    }
}
