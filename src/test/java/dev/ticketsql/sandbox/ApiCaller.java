package dev.ticketsql.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * A plain HTTP client: no redirects, no decompression. It repeats a request only if the connection was closed without a
 * byte of a response; {@link RawConnection} does not.
 */
final class ApiCaller {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI baseUrl;

    ApiCaller(Sandbox sandbox) {
        this.baseUrl = sandbox.baseUrl();
    }

    /** Gets {@code /api/v2/incremental/ticket_events?query}; headers as name, value, name, value. */
    HttpResponse<byte[]> events(String query, String... headers) throws IOException, InterruptedException {
        return get("/api/v2/incremental/ticket_events?" + query, headers);
    }

    HttpResponse<byte[]> get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(baseUrl.resolve(pathAndQuery)), headers);
    }

    HttpResponse<byte[]> post(String path, String contentType, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(baseUrl.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)),
                "Content-Type",
                contentType);
    }

    /** The page as JSON; fails unless the status is 200. */
    JsonNode page(String query) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = events(query);
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + text(response));
        }
        return json(response);
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
