package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.sandbox.reference.ReferenceData;
import dev.ticketsql.sandbox.reference.ReferenceKind;
import dev.ticketsql.testing.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Credentials, scopes, limits, faults and the log of requests for reference data. */
final class ReferenceAccessTest {

    private static final String FORBIDDEN =
            "{\"error\":{\"title\":\"Forbidden\",\"message\":\"You do not have access to"
                    + " this page. Please contact the account owner of this help desk for further help.\"}}";

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:57Z");
    private final SandboxOptions options = SandboxOptions.defaults(clock);

    @Test
    void anUnknownCallerGets401AndACallerWithCredentialsTheList() throws Exception {
        try (Sandbox sandbox = serving(options.withCredentials(new Credentials.BearerToken("bearer-token")))) {
            ApiCaller api = new ApiCaller(sandbox);

            HttpResponse<byte[]> refusal = api.get("/api/v2/users");
            assertEquals(401, refusal.statusCode());
            assertEquals("{\"error\":\"Couldn't authenticate you\"}", ApiCaller.text(refusal));
            assertEquals(
                    200,
                    api.get("/api/v2/users", "Authorization", "Bearer bearer-token")
                            .statusCode());
        }
    }

    @Test
    void whoMayReadEventsMayBeForbiddenToReadOtherLists() throws Exception {
        try (Sandbox sandbox = serving(options.withForbidden(ReferenceKind.USERS, ReferenceKind.SCHEDULES))) {
            ApiCaller api = new ApiCaller(sandbox);

            for (String path : List.of(
                    "users",
                    "users/show_many?ids=1",
                    "business_hours/schedules",
                    "business_hours/schedules/1/holidays")) {
                HttpResponse<byte[]> refusal = api.get("/api/v2/" + path);
                assertEquals(403, refusal.statusCode(), path);
                assertEquals(FORBIDDEN, ApiCaller.text(refusal));
            }
            assertEquals(200, api.get("/api/v2/groups").statusCode());
            assertEquals(200, api.events("start_time=0").statusCode());
        }
    }

    @Test
    void theScopeReadCoversAllAndANarrowerOneItsOwnListAlone() throws Exception {
        try (Sandbox sandbox = serving(
                options.withCredentials(new Credentials.OAuthClient("reports", "secret", Duration.ofMinutes(30))))) {
            ApiCaller api = new ApiCaller(sandbox);

            String all = "Bearer " + token(api, "read");
            String tickets = "Bearer " + token(api, "tickets:read");
            String users = "Bearer " + token(api, "users:read");
            for (String path : List.of("groups", "users", "users/show_many?ids=1", "deleted_users", "ticket_fields")) {
                assertEquals(
                        200, api.get("/api/v2/" + path, "Authorization", all).statusCode(), path);
                HttpResponse<byte[]> refusal = api.get("/api/v2/" + path, "Authorization", tickets);
                assertEquals(403, refusal.statusCode(), path);
            }
            assertEquals(200, api.get("/api/v2/users", "Authorization", users).statusCode());
            assertEquals(
                    200,
                    api.get("/api/v2/deleted_users", "Authorization", users).statusCode());
            assertEquals(
                    "{\"error\":\"Forbidden\",\"description\":\"You are missing the following required scopes:"
                            + " groups:read\"}",
                    ApiCaller.text(api.get("/api/v2/groups", "Authorization", users)));
        }
    }

    @Test
    void everyAnswerCountsDownTheAccountsLimitOfTheMinute() throws Exception {
        try (Sandbox sandbox = serving(options)) {
            ApiCaller api = new ApiCaller(sandbox);
            api.get("/api/v2/groups");

            HttpResponse<byte[]> second = api.get("/api/v2/users?page=0");

            assertEquals(400, second.statusCode());
            assertHeader("700", "x-rate-limit", second);
            assertHeader("698", "x-rate-limit-remaining", second);
            assertHeader("700", "ratelimit-limit", second);
            assertHeader("698", "ratelimit-remaining", second);
            assertHeader("3", "ratelimit-reset", second);
        }
    }

    @Test
    void aSurplusRequestIsRefusedUntilTheMinuteEnds() throws Exception {
        try (Sandbox sandbox = serving(options.withAccountRequestsPerMinute(1))) {
            ApiCaller api = new ApiCaller(sandbox);
            assertEquals(200, api.get("/api/v2/groups").statusCode());

            HttpResponse<byte[]> refusal = api.get("/api/v2/groups");

            assertEquals(429, refusal.statusCode());
            assertEquals(
                    "{\"error\":\"APIRateLimitExceeded\",\"description\":\"Number of allowed API requests per minute"
                            + " exceeded\"}",
                    ApiCaller.text(refusal));
            assertHeader("3", "Retry-After", refusal);
            assertHeader("0", "x-rate-limit-remaining", refusal);
            clock.advance(Duration.ofSeconds(3));
            assertEquals(200, api.get("/api/v2/groups").statusCode());
        }
    }

    @Test
    void anExportCountsAgainstTheAccountsLimitTooAndAListAgainstThatAlone() throws Exception {
        try (Sandbox sandbox = serving(options.withRequestsPerMinute(2).withAccountRequestsPerMinute(3))) {
            ApiCaller api = new ApiCaller(sandbox);

            HttpResponse<byte[]> export = api.events("start_time=0");
            assertEquals(200, export.statusCode());
            assertHeader("total=2; remaining=1; resets=3", "zendesk-ratelimit-incremental-exports", export);
            assertHeader("3", "x-rate-limit", export);
            assertHeader("2", "x-rate-limit-remaining", export);
            HttpResponse<byte[]> list = api.get("/api/v2/groups");
            assertHeader("1", "x-rate-limit-remaining", list);
            assertEquals(200, api.get("/api/v2/groups").statusCode());

            HttpResponse<byte[]> refusal = api.events("start_time=0");
            assertEquals(429, refusal.statusCode());
            assertEquals(
                    "{\"error\":\"APIRateLimitExceeded\",\"description\":\"Number of allowed API requests per minute"
                            + " exceeded\"}",
                    ApiCaller.text(refusal));
            assertHeader("total=2; remaining=0; resets=3", "zendesk-ratelimit-incremental-exports", refusal);
            assertHeader("0", "x-rate-limit-remaining", refusal);
            assertEquals(429, api.get("/api/v2/groups").statusCode());
        }
    }

    @Test
    void anExportWithoutALimitOfItsOwnCountsAgainstNone() throws Exception {
        try (Sandbox sandbox = serving(options.withAccountRequestsPerMinute(1))) {
            ApiCaller api = new ApiCaller(sandbox);
            assertEquals(200, api.events("start_time=0").statusCode());
            assertEquals(200, api.events("start_time=0").statusCode());
            assertEquals(200, api.get("/api/v2/groups").statusCode());
        }
    }

    @Test
    void faultsAreForTheExportUnlessTheyAreMeantForLists() throws Exception {
        try (Sandbox sandbox = serving(options)) {
            ApiCaller api = new ApiCaller(sandbox);
            sandbox.inject(Fault.text(503, "for the export"));
            sandbox.inject(
                    Fault.text(502, "for people").when(request -> request.path().contains("/users")));
            sandbox.inject(Fault.drop().when(ReceivedRequest::isReference));

            try (RawConnection dropped = new RawConnection(sandbox)) {
                assertEquals(
                        "",
                        dropped.send("GET /api/v2/groups HTTP/1.1", "Host: x").readAll());
            }
            assertEquals(502, api.get("/api/v2/users").statusCode());
            assertEquals(200, api.get("/api/v2/users").statusCode());
            assertEquals(503, api.events("start_time=0").statusCode());
        }
    }

    @Test
    void theLogTellsListsFromPagesOfEvents() throws Exception {
        try (Sandbox sandbox = serving(options)) {
            ApiCaller api = new ApiCaller(sandbox);
            api.events("start_time=0");
            api.get("/api/v2/users/show_many.json?ids=1,2");
            api.get("/elsewhere");

            List<ServedRequest> log = sandbox.requests();
            assertEquals(
                    List.of(
                            "GET /api/v2/incremental/ticket_events?start_time=0 -> 200, 0 events",
                            "GET /api/v2/users/show_many.json?ids=1,2 -> 200",
                            "GET /elsewhere -> 404"),
                    log.stream().map(ServedRequest::toString).toList());
            assertEquals(
                    List.of(true, false, false),
                    log.stream().map(ServedRequest::isExport).toList());
            assertEquals(
                    List.of(false, true, false),
                    log.stream().map(ServedRequest::isReference).toList());
        }
    }

    private Sandbox serving(SandboxOptions any) {
        return Sandbox.serving(
                List.of(),
                ReferenceData.none()
                        .with(ReferenceKind.USERS, "{\"id\":1}")
                        .with(ReferenceKind.SCHEDULES, "{\"id\":1}"),
                any,
                clock);
    }

    private static String token(ApiCaller api, String scope) throws Exception {
        HttpResponse<byte[]> granted = api.post(
                "/oauth/tokens",
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&client_id=reports&client_secret=secret&scope=" + scope);
        return ApiCaller.json(granted).path("access_token").asText();
    }

    private static void assertHeader(String value, String name, HttpResponse<byte[]> response) {
        assertEquals(List.of(value), response.headers().allValues(name), name);
    }
}
