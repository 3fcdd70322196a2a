package dev.ticketsql.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response and its delivery. The connection adds framing headers ({@code Content-Length}, {@code Transfer-Encoding},
 * {@code Content-Encoding}, {@code Connection}).
 *
 * @param status HTTP status code
 * @param headers in the order in which they are sent
 * @param body content of the body
 * @param delivery way of the delivery, perhaps faulty
 */
public record HttpAnswer(int status, Map<String, String> headers, Body body, Delivery delivery) {

    /** Writes a body while it is sent. */
    @FunctionalInterface
    public interface Body {

        /** Writes the whole body; the caller closes {@code out}. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Copies the headers, keeping their order. */
    public HttpAnswer {
        headers = new LinkedHashMap<>(headers);
    }

    /** An answer delivered as it should be. */
    public static HttpAnswer of(int status, String contentType, Body body) {
        return new HttpAnswer(status, Map.of("Content-Type", contentType), body, new Delivery.Whole());
    }

    /** A short answer, delivered as it should be. */
    public static HttpAnswer of(int status, String contentType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(status, contentType, out -> out.write(bytes));
    }

    /** The same with one more header, or with another value of a header that it has. */
    public HttpAnswer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body, delivery);
    }

    /** The same, delivered otherwise. */
    public HttpAnswer with(Delivery otherwise) {
        return new HttpAnswer(status, headers, body, otherwise);
    }

    /** The same with another body. */
    public HttpAnswer with(Body otherwise) {
        return new HttpAnswer(status, headers, otherwise, delivery);
    }
}
