package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.http.HttpRequest;
import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.sandbox.http.QueryParameters;
import dev.ticketsql.sandbox.json.FlatJsonObject;
import dev.ticketsql.sandbox.json.JsonWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code POST /oauth/tokens}: issues access tokens for an OAuth client's secret ({@code client_credentials}) or for a
 * refresh token. The request is JSON or a form; errors follow RFC 6749, 5.2, one of the API's four error formats.
 */
final class TokenEndpoint {

    static final String PATH = "/oauth/tokens";

    /** One word of a scope: {@code read} or {@code tickets:read}. */
    private static final Pattern SCOPE_WORD = Pattern.compile("(?:[a-z_]+:)?(?:read|write|impersonate)");

    private final List<Credentials> accepted;
    private final AccessTokens tokens;

    TokenEndpoint(List<Credentials> accepted, AccessTokens tokens) {
        this.accepted = accepted;
        this.tokens = tokens;
    }

    HttpResponse answer(HttpRequest request, long nowSec) {
        Optional<Map<String, String>> parameters = parameters(request);
        if (parameters.isEmpty()) {
            return error(400, "invalid_request", "The request is neither a JSON object nor a form.");
        }
        Map<String, String> given = parameters.get();
        Optional<Credentials.OAuthClient> client = accepted.stream()
                .filter(Credentials.OAuthClient.class::isInstance)
                .map(Credentials.OAuthClient.class::cast)
                .filter(known -> known.clientId().equals(given.get("client_id"))
                        && known.clientSecret().equals(given.get("client_secret")))
                .findFirst();
        if (client.isEmpty()) {
            return error(
                    401,
                    "invalid_client",
                    "Client authentication failed due to unknown client, no client authentication included, or"
                            + " unsupported authentication method.");
        }
        return switch (given.getOrDefault("grant_type", "")) {
            case "client_credentials" -> issue(client.get(), given.getOrDefault("scope", "read"), nowSec);
            case "refresh_token" ->
                tokens.redeem(
                                given.getOrDefault("refresh_token", ""),
                                client.get().clientId())
                        .map(scope -> issue(client.get(), given.getOrDefault("scope", scope), nowSec))
                        .orElseGet(() -> error(
                                400, "invalid_grant", "The refresh token is invalid, expired or was used before."));
            default ->
                error(
                        400,
                        "unsupported_grant_type",
                        "The authorization grant type is not supported by the authorization server.");
        };
    }

    private HttpResponse issue(Credentials.OAuthClient client, String scope, long nowSec) {
        if (!Arrays.stream(scope.split(" ", -1)).allMatch(SCOPE_WORD.asMatchPredicate())) {
            return error(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.");
        }
        long ttlSec = client.tokenTtl().toSeconds();
        AccessTokens.Pair pair = tokens.issue(client.clientId(), new AccessTokens.Grant(scope, nowSec + ttlSec));
        JsonWriter json = new JsonWriter(256).beginObject();
        json.name("access_token").value(pair.access());
        json.name("refresh_token").value(pair.refresh());
        json.name("token_type").value("bearer");
        json.name("scope").value(scope);
        json.name("expires_in").value(ttlSec);
        return HttpResponse.of(200, ErrorResponses.JSON, json.endObject().toString());
    }

    private static Optional<Map<String, String>> parameters(HttpRequest request) {
        String type = request.header("Content-Type").orElse("");
        return type.startsWith("application/x-www-form-urlencoded")
                ? Optional.of(QueryParameters.parse(request.body()).asMap())
                : FlatJsonObject.parse(request.body());
    }

    private static HttpResponse error(int status, String code, String description) {
        JsonWriter json = new JsonWriter(256).beginObject();
        json.name("error").value(code).name("error_description").value(description);
        return HttpResponse.of(status, ErrorResponses.JSON, json.endObject().toString());
    }
}
