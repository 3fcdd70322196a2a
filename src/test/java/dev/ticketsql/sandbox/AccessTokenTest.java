package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ticketsql.testing.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code POST /oauth/tokens}, and the scope and lifetime of its tokens. */
final class AccessTokenTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CLIENT = "grant_type=client_credentials&client_id=reports&client_secret=s%26cret";

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");

    @AutoClose
    private final Sandbox sandbox = Sandbox.serving(
            List.of(),
            SandboxOptions.defaults(clock)
                    .withCredentials(new Credentials.OAuthClient("reports", "s&cret", Duration.ofMinutes(5))),
            clock);

    private final ApiCaller api = new ApiCaller(sandbox);

    @Test
    void aClientGetsATokenThatIsGoodUntilItExpires() throws Exception {
        JsonNode granted = granted(CLIENT + "&scope=read");
        assertEquals("""
                {"access_token":"access-token-1","refresh_token":"refresh-token-1","token_type":"bearer","scope":"read","expires_in":300}""", granted.toString());

        assertEquals(200, status(granted));
        clock.advance(Duration.ofSeconds(299));
        assertEquals(200, status(granted));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(401, status(granted));
    }

    @Test
    void theRequestMayBeJson() throws Exception {
        HttpResponse<byte[]> answer = api.post("/oauth/tokens", "application/json", """
                {"grant_type": "client_credentials", "client_id": "reports",
                 "client_secret": "s\\u0026cret", "scope": "read write", "expires_in": 300}""");

        assertEquals(200, answer.statusCode(), ApiCaller.text(answer));
        assertEquals(
                "application/json; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(200, status(ApiCaller.json(answer)));
    }

    @Test
    void aRefreshTokenIsGoodForOneNewPair() throws Exception {
        JsonNode first = granted(CLIENT);
        String refresh = CLIENT.replace("client_credentials", "refresh_token") + "&refresh_token="
                + first.path("refresh_token").asText();

        JsonNode second = granted(refresh);
        assertNotEquals(first.path("access_token"), second.path("access_token"));
        assertEquals(200, status(second));
        assertRefused(400, "invalid_grant", "The refresh token is invalid, expired or was used before.", refresh);
    }

    @Test
    void aRefreshedTokenKeepsItsScopeUnlessAnotherIsRequested() throws Exception {
        String first = granted(CLIENT + "&scope=read%20tickets:write")
                .path("refresh_token")
                .asText();
        String refresh = CLIENT.replace("client_credentials", "refresh_token") + "&refresh_token=";
        JsonNode second = granted(refresh + first);
        assertEquals("read tickets:write", second.path("scope").asText());
        JsonNode third = granted(refresh + second.path("refresh_token").asText() + "&scope=read");
        assertEquals("read", third.path("scope").asText());
    }

    @Test
    void aLongScopeIsGranted() throws Exception {
        String scope = "read" + " write".repeat(8_000);
        assertEquals(
                scope,
                granted(CLIENT + "&scope=" + scope.replace(' ', '+'))
                        .path("scope")
                        .asText());
    }

    @Test
    void aTokenThatIsNotForReadingIsKnownButForbidden() throws Exception {
        HttpResponse<byte[]> refusal = events(granted(CLIENT + "&scope=tickets:write"));

        assertEquals(403, refusal.statusCode());
        assertEquals("""
                {"error":"Forbidden","description":"You are missing the following required scopes: read"}""", ApiCaller.text(refusal));
    }

    @Test
    void aMistakeIsAnsweredInTheWordsOfTheStandard() throws Exception {
        String unknownClient = "Client authentication failed due to unknown client, no client authentication included,"
                + " or unsupported authentication method.";
        assertRefused(401, "invalid_client", unknownClient, CLIENT.replace("s%26cret", "other"));
        assertRefused(401, "invalid_client", unknownClient, CLIENT.replace("reports", "other"));
        assertRefused(401, "invalid_client", unknownClient, "");
        assertRefused(
                400,
                "unsupported_grant_type",
                "The authorization grant type is not supported by the authorization server.",
                CLIENT.replace("client_credentials", "password"));
        for (String scope : List.of("everything", "", "+read", "read++write", "Read")) {
            assertRefused(
                    400,
                    "invalid_scope",
                    "The requested scope is invalid, unknown, or malformed.",
                    CLIENT + "&scope=" + scope);
        }
        assertRefused(
                400,
                "invalid_grant",
                "The refresh token is invalid, expired or was used before.",
                CLIENT.replace("client_credentials", "refresh_token"));
    }

    @Test
    void aBodyThatIsNeitherJsonNorAFormIsRefused() throws Exception {
        HttpResponse<byte[]> refusal = api.post("/oauth/tokens", "application/json", "{\"grant_type\":");

        assertEquals(400, refusal.statusCode());
        assertEquals("""
                {"error":"invalid_request","error_description":"The request is neither a JSON object nor a form."}""", ApiCaller.text(refusal));
    }

    @Test
    void theSecretOpensNothingByItself() throws Exception {
        assertEquals(
                401,
                api.events("start_time=0", "Authorization", "Bearer s&cret").statusCode());
    }

    private JsonNode granted(String form) throws Exception {
        HttpResponse<byte[]> answer = api.post("/oauth/tokens", FORM, form);
        assertEquals(200, answer.statusCode(), ApiCaller.text(answer));
        return ApiCaller.json(answer);
    }

    private void assertRefused(int status, String error, String description, String form) throws Exception {
        HttpResponse<byte[]> refusal = api.post("/oauth/tokens", FORM, form);
        assertEquals(
                "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}", ApiCaller.text(refusal));
        assertEquals(status, refusal.statusCode());
    }

    private HttpResponse<byte[]> events(JsonNode granted) throws Exception {
        return api.events(
                "start_time=0",
                "Authorization",
                "Bearer " + granted.path("access_token").asText());
    }

    private int status(JsonNode granted) throws Exception {
        return events(granted).statusCode();
    }
}
