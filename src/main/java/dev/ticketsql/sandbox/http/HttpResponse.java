package dev.ticketsql.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response and its delivery. The connection adds the headers of the transfer ({@code Transfer-Encoding},
 * {@code Content-Encoding}, {@code Connection}).
 *
 * @param status HTTP status code
 * @param headers in the order in which they are sent
 * @param body content of the body
 * @param delivery whole and at once, or faulty
 */
public record HttpResponse(int status, Map<String, String> headers, Body body, Delivery delivery) {

    /** Writes a body while it is sent. */
    @FunctionalInterface
    public interface Body {

        /** Writes the whole body; the caller closes {@code out}. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Copies the headers, keeping their order. */
    public HttpResponse {
        headers = new LinkedHashMap<>(headers);
    }

    /** A response that is delivered whole and at once. */
    public static HttpResponse of(int status, String contentType, Body body) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), body, new Delivery.Whole());
    }

    /** A response with a short text, delivered whole and at once. */
    public static HttpResponse of(int status, String contentType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(status, contentType, out -> out.write(bytes));
    }

    /** The same with one more header, or with another value of a header that it has. */
    public HttpResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, more, body, delivery);
    }

    /** The same, delivered otherwise. */
    public HttpResponse with(Delivery otherwise) {
        return new HttpResponse(status, headers, body, otherwise);
    }

    /** The same with another body. */
    public HttpResponse with(Body otherwise) {
        return new HttpResponse(status, headers, otherwise, delivery);
    }
}
