package dev.ticketsql.sandbox.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param method as {@code GET}
 * @param path undecoded, without the query
 * @param rawQuery undecoded, without the question mark; empty if there was none
 * @param headers by name in lower case; of a repeated header the last
 * @param body decoded as UTF-8; empty if there was none
 */
public record HttpRequest(String method, String path, String rawQuery, Map<String, String> headers, String body) {

    /** Copies the headers. */
    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** The value of a header, whatever case its name was sent in. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean acceptsGzip() {
        return header("Accept-Encoding")
                .orElse("")
                .matches("(?i)(.*,)?\\s*gzip\\s*(;\\s*q=(1|0\\.\\d*[1-9]).*)?(,.*)?");
    }

    boolean closesConnection() {
        return header("Connection").orElse("").equalsIgnoreCase("close");
    }
}
