package dev.ticketsql.sandbox.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed HTTP request.
 *
 * @param method as {@code GET}
 * @param path undecoded, without the query
 * @param rawQuery undecoded, without the question mark; empty if there was none
 * @param version as {@code HTTP/1.1}
 * @param headers by name in lower case; of a repeated header the last
 * @param body decoded as UTF-8; empty if there was none
 */
public record HttpRequest(
        String method, String path, String rawQuery, String version, Map<String, String> headers, String body) {

    /** Placeholder for a malformed request, after which the connection is closed. */
    static final HttpRequest UNREADABLE = new HttpRequest("", "", "", "HTTP/1.0", Map.of(), "");

    /** Copies the headers. */
    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** The value of a header, its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean acceptsGzip() {
        return header("Accept-Encoding")
                .orElse("")
                .matches("(?i)(.*,)?\\s*gzip\\s*(;\\s*q=(1|0\\.\\d*[1-9]).*)?(,.*)?");
    }

    /** True for HEAD, whose response has no body. */
    boolean isHead() {
        return method.equals("HEAD");
    }

    /** True for HTTP/1.1, which has chunks: in HTTP/1.0 a body ends with the connection. */
    boolean understandsChunks() {
        return !version.equals("HTTP/1.0");
    }

    boolean closesConnection() {
        return !understandsChunks() || header("Connection").orElse("").matches("(?i)(.*,)?\\s*close\\s*(,.*)?");
    }
}
