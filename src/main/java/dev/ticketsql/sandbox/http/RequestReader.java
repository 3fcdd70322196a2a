package dev.ticketsql.sandbox.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parses the requests of a connection, one after the other. A body needs a {@code Content-Length}. */
final class RequestReader {

    /** More than the limits of nginx and Tomcat for a request's head; a body here is a few names and values. */
    private static final int MAX_BYTES = 64 * 1024;

    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next request; empty once the client has closed the connection.
     *
     * @throws MalformedRequestException if the bytes are not HTTP
     */
    Optional<HttpRequest> next() throws IOException {
        Optional<String> first = line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] words = first.get().split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new MalformedRequestException(400, "not an HTTP/1.1 request line: " + first.get());
        }
        Map<String, String> headers = headers();
        String body = body(headers);
        int query = words[1].indexOf('?');
        String path = query < 0 ? words[1] : words[1].substring(0, query);
        String rawQuery = query < 0 ? "" : words[1].substring(query + 1);
        return Optional.of(new HttpRequest(words[0], path, rawQuery, words[2], headers, body));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int total = 0;
        while (true) {
            String line = line().orElseThrow(EOFException::new);
            total += line.length();
            if (total > MAX_BYTES) {
                throw new MalformedRequestException(431, "more than " + MAX_BYTES + " bytes of headers");
            }
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new MalformedRequestException(400, "not a header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            throw new MalformedRequestException(411, "a request's body needs a Content-Length here");
        }
        String length = headers.getOrDefault("content-length", "0");
        if (!length.matches("\\d{1,9}")) {
            throw new MalformedRequestException(400, "not a Content-Length: " + length);
        }
        int bytes = Integer.parseInt(length);
        if (bytes > MAX_BYTES) {
            throw new MalformedRequestException(413, "more than " + MAX_BYTES + " bytes of body");
        }
        byte[] body = in.readNBytes(bytes);
        if (body.length < bytes) {
            throw new EOFException("the request ended inside its body");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private Optional<String> line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.length() == MAX_BYTES) {
                throw new MalformedRequestException(431, "a line of more than " + MAX_BYTES + " bytes");
            }
            line.append((char) next);
        }
        int end = line.length() - 1;
        if (end >= 0 && line.charAt(end) == '\r') {
            line.setLength(end);
        }
        return Optional.of(line.toString());
    }
}
