package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.SettableClock;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Authentication of requests, and error responses without valid credentials. */
final class AuthenticationTest {

    private static final String UNKNOWN = """
            {"error":"Couldn't authenticate you"}""";

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final SandboxOptions options = SandboxOptions.defaults(clock);

    @AutoClose
    private Sandbox sandbox = Sandbox.serving(
            List.of(),
            options.withCredentials(
                    new Credentials.Password("ann@example.com", "pässword:1"),
                    new Credentials.ApiToken("ann@example.com", "api-token"),
                    new Credentials.BearerToken("bearer-token")),
            clock);

    @Test
    void eachOfTheAcceptedCredentialsIsEnough() throws Exception {
        assertStatus(200, basic("ann@example.com:pässword:1"));
        assertStatus(200, basic("ann@example.com/token:api-token"));
        assertStatus(200, "Bearer bearer-token");
    }

    @Test
    void anUnknownCallerGets401AndNothingElse() throws Exception {
        assertUnknown(events());
        for (String authorization : List.of(
                "",
                "Bearer",
                "Bearer other",
                "bearer-token",
                "Basic !",
                basic("ann@example.com:api-token"),
                basic("ann@example.com/token:pässword:1"),
                basic("bob@example.com/token:api-token"))) {
            assertUnknown(events("Authorization", authorization));
        }
    }

    @Test
    void aRefusedRequestCostsNoneOfTheMinute() throws Exception {
        sandbox.close();
        sandbox = Sandbox.serving(
                List.of(),
                options.withRequestsPerMinute(1).withCredentials(new Credentials.BearerToken("bearer-token")),
                clock);

        assertUnknown(events());
        assertStatus(200, "Bearer bearer-token");
    }

    @Test
    void everyoneIsServedWhereNothingIsDemanded() throws Exception {
        sandbox.close();
        sandbox = Sandbox.serving(List.of(), options, clock);

        assertEquals(200, events().statusCode());
        assertStatus(200, "Bearer any");
    }

    @Test
    void aPathOrMethodThatDoesNotExistGets404WithoutCredentialsToo() throws Exception {
        ApiCaller api = new ApiCaller(sandbox);

        for (HttpResponse<byte[]> refusal : List.of(
                api.get("/api/v2/tickets.json"),
                api.get("/api/v2/incremental/ticket_events.xml?start_time=0"),
                api.get("/oauth/tokens"),
                api.post("/api/v2/incremental/ticket_events", "application/json", "{}"))) {
            assertEquals(404, refusal.statusCode());
            assertEquals("""
                    {"error":"InvalidEndpoint","description":"Not found"}""", ApiCaller.text(refusal));
        }
    }

    @Test
    void noCredentialsShowTheirSecret() {
        assertEquals(
                "SandboxOptions[eventCount=100000, seed=1, end=2026-01-01T00:00:00Z, years=3, shape=BOTH,"
                        + " requestsPerMinute=0, accountRequestsPerMinute=700, port=0, credentials=[BearerToken[]], forbidden=[]]",
                options.withCredentials(new Credentials.BearerToken("hidden")).toString());
    }

    private void assertStatus(int status, String authorization) throws Exception {
        assertEquals(status, events("Authorization", authorization).statusCode(), authorization);
    }

    private static void assertUnknown(HttpResponse<byte[]> refusal) {
        assertEquals(401, refusal.statusCode());
        assertEquals(UNKNOWN, ApiCaller.text(refusal));
        assertEquals(
                "application/json; charset=utf-8",
                refusal.headers().firstValue("Content-Type").orElse(""));
        assertEquals(
                "Basic realm=\"Web Password\"",
                refusal.headers().firstValue("WWW-Authenticate").orElse(""));
    }

    private HttpResponse<byte[]> events(String... headers) throws Exception {
        return new ApiCaller(sandbox).events("start_time=0", headers);
    }

    private static String basic(String userAndSecret) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndSecret.getBytes(StandardCharsets.UTF_8));
    }
}
