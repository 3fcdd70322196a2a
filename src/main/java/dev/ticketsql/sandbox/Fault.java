package dev.ticketsql.sandbox;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.sandbox.http.Delivery;
import dev.ticketsql.sandbox.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * An injected fault. By default it affects the next request for a page, once; of several matching faults only the first
 * injected one is applied.
 *
 * @param effect changes the healthy response
 * @param times number of requests that it affects
 * @param condition selects the requests
 */
public record Fault(UnaryOperator<HttpResponse> effect, int times, Predicate<ReceivedRequest> condition) {

    private static final String TEXT = "text/plain; charset=utf-8";

    /** Rejects a fault for no request. */
    public Fault {
        requireNonNull(effect, "effect");
        requireNonNull(condition, "condition");
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times + ", must be at least 1");
        }
    }

    /** Responds with this status, this body as JSON and these additional headers. */
    public static Fault status(int status, String json, Map<String, String> headers) {
        return answer(status, ErrorResponses.JSON, json).withHeaders(headers);
    }

    /** Responds with this status and this body as JSON. */
    public static Fault status(int status, String json) {
        return answer(status, ErrorResponses.JSON, json);
    }

    /** Responds with this status and this body as plain text. */
    public static Fault text(int status, String text) {
        return answer(status, TEXT, text);
    }

    /** Responds with this status and this web page, as a proxy or a login page does. */
    public static Fault html(int status, String html) {
        return answer(status, "text/html; charset=utf-8", html);
    }

    /** Responds with any status, type and body. */
    public static Fault answer(int status, String contentType, String body) {
        return once(healthy -> HttpResponse.of(status, contentType, body));
    }

    /** Responds with 504 {@code upstream request timeout} to every request for more than {@code perPage} rows. */
    public static Fault timeoutAbove(int perPage) {
        return text(504, "upstream request timeout")
                .when(received -> received.perPage() > perPage)
                .always();
    }

    /** Delays the healthy response by {@code pause}. */
    public static Fault delay(Duration pause) {
        return once(healthy -> healthy.with(new Delivery.Delayed(pause)));
    }

    /** Closes the connection without a response. */
    public static Fault drop() {
        return once(healthy -> healthy.with(new Delivery.Dropped()));
    }

    /** Closes the connection after so many bytes of the body, as transferred; a shorter body is sent whole. */
    public static Fault cut(long afterBytes) {
        return once(healthy -> healthy.with(new Delivery.Cut(afterBytes)));
    }

    /** Sends the healthy response in pieces of {@code pieceBytes}, with a pause after each. */
    public static Fault trickle(int pieceBytes, Duration pause) {
        return once(healthy -> healthy.with(new Delivery.Trickled(pieceBytes, pause)));
    }

    /** Sends the first {@code bytes} bytes of the healthy JSON as if they were the whole body. */
    public static Fault truncatedJson(int bytes) {
        return rewritten(whole -> Arrays.copyOf(whole, Math.min(bytes, whole.length)));
    }

    /** Sends the healthy page with {@code address} as its {@code next_page}. */
    public static Fault nextPage(URI address) {
        String next = Matcher.quoteReplacement("\"next_page\":\"" + address + "\"");
        return rewritten(page -> new String(page, StandardCharsets.UTF_8)
                .replaceFirst("\"next_page\":(null|\"[^\"]*\")", next)
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Fault rewritten(UnaryOperator<byte[]> change) {
        return once(healthy -> healthy.with((HttpResponse.Body) out -> {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            healthy.body().writeTo(whole);
            out.write(change.apply(whole.toByteArray()));
        }));
    }

    /** Redirects to {@code location} with this status. */
    public static Fault redirect(int status, URI location) {
        return text(status, "").withHeaders(Map.of("Location", location.toString()));
    }

    /** The same for {@code count} requests. */
    public Fault times(int count) {
        return new Fault(effect, count, condition);
    }

    /** The same for every matching request. */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    /** The same for other requests. */
    public Fault when(Predicate<ReceivedRequest> received) {
        return new Fault(effect, times, received);
    }

    /** The same with these headers in the response. */
    public Fault withHeaders(Map<String, String> headers) {
        return new Fault(
                healthy -> {
                    HttpResponse faulty = effect.apply(healthy);
                    for (Map.Entry<String, String> header : headers.entrySet()) {
                        faulty = faulty.withHeader(header.getKey(), header.getValue());
                    }
                    return faulty;
                },
                times,
                condition);
    }

    private static Fault once(UnaryOperator<HttpResponse> effect) {
        return new Fault(effect, 1, ReceivedRequest::isExport);
    }
}
