package dev.ticketsql.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ticketsql.api.page.BoundedStream;
import dev.ticketsql.api.page.JsonReader;
import dev.ticketsql.api.page.MalformedPageException;
import dev.ticketsql.event.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.OptionalLong;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Requests access tokens by OAuth's client credentials grant: {@code POST /oauth/tokens}.
 *
 * <p>Source: <a href="https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/">Zendesk, Grant
 * type tokens</a>.
 */
final class TokenEndpoint {

    /** A token of some kilobytes, as signed ones are, and what may be beside it. */
    private static final long MAX_ANSWER_BYTES = 64 << 10;

    private static final MediaType JSON = MediaType.get("application/json");

    private final HttpExchange exchange;
    private final HttpUrl url;

    TokenEndpoint(HttpExchange exchange, HttpUrl baseUrl) {
        this.exchange = exchange;
        this.url = baseUrl.newBuilder().addPathSegments("oauth/tokens").build();
    }

    /**
     * Requests a token of scope {@code read}, the least that the export needs.
     *
     * @throws FailedAttempt if the server refuses or cannot be reached
     */
    AccessToken fetch(Credentials.ClientCredentials client, Cancellation cancellation) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("User-Agent", UserAgent.TEXT)
                .post(RequestBody.create(grant(client), JSON))
                .build();
        try {
            return exchange.send(
                    request, HttpClients.READ_TIMEOUT, cancellation, answer -> {}, (answer, body) -> read(body));
        } catch (FailedAttempt failed) {
            throw failed.status() == 0 || failed.status() == 200
                    ? failed.withAdvice(failed.advice().ofToken())
                    : failed.withAdvice(FailureAdvice.onTokenStatus(failed.status(), client));
        }
    }

    private static String grant(Credentials.ClientCredentials client) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonReader.generator(text)) {
            json.writeStartObject();
            json.writeStringField("grant_type", "client_credentials");
            json.writeStringField("client_id", client.clientId());
            json.writeStringField("client_secret", client.clientSecret());
            json.writeStringField("scope", "read");
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Reads the token from the body of an answer. */
    static AccessToken read(InputStream body) throws IOException {
        AnswerFields fields = new AnswerFields();
        try (JsonReader json = new JsonReader(
                new BoundedStream(body, MAX_ANSWER_BYTES, "Check that subdomain or baseUrl is the API's"))) {
            if (!json.isObject()) {
                // Not readObject's message, which would quote the value, a possible secret.
                throw new MalformedPageException("$ is no object");
            }
            json.readWhole(name -> fields.read(name, json));
        }
        String token = fields.accessToken;
        if (token == null || token.isEmpty() || TokenText.indexOfForeign(token) >= 0) {
            throw new MalformedPageException("$.access_token is " + (token == null ? "missing" : "no access token"));
        }
        return new AccessToken(token, fields.expiresInSec);
    }

    private static final class AnswerFields {

        private @Nullable String accessToken;
        private OptionalLong expiresInSec = OptionalLong.empty();

        private void read(String name, JsonReader json) throws IOException {
            if (json.isNull()) {
                return;
            }
            switch (name) {
                // Not readString alone: its message would quote the value.
                case "access_token" -> accessToken = json.isString() ? json.readString() : null;
                case "expires_in" -> expiresInSec = OptionalLong.of(json.readWholeNumber());
                default -> json.skip();
            }
        }
    }
}
