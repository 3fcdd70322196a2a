package dev.ticketsql.sandbox;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.sandbox.http.Delivery;
import dev.ticketsql.sandbox.http.HttpAnswer;
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
 * @param effect changes the right response
 * @param times number of requests that it affects
 * @param condition selects the requests
 */
public record Fault(UnaryOperator<HttpAnswer> effect, int times, Predicate<ReceivedRequest> condition) {

    private static final String TEXT = "text/plain; charset=utf-8";

    /** Zendesk's older answer to a start that is too recent, which asked for five minutes. */
    private static final long OLD_TOO_RECENT_SEC = 300;

    /** Rejects a fault for no request. */
    public Fault {
        requireNonNull(effect, "effect");
        requireNonNull(condition, "condition");
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times + ", must be at least 1");
        }
    }

    /** An answer with this status, this body as JSON and these headers more. */
    public static Fault status(int status, String json, Map<String, String> headers) {
        return answer(status, ErrorAnswers.JSON, json).withHeaders(headers);
    }

    /** An answer with this status and this body as JSON. */
    public static Fault status(int status, String json) {
        return answer(status, ErrorAnswers.JSON, json);
    }

    /** An answer with this status and this body as plain text. */
    public static Fault text(int status, String text) {
        return answer(status, TEXT, text);
    }

    /** An answer with this status and this body as a web page, as proxies and log-in pages give. */
    public static Fault html(int status, String html) {
        return answer(status, "text/html; charset=utf-8", html);
    }

    /** An answer of any kind. */
    public static Fault answer(int status, String contentType, String body) {
        return once(healthy -> HttpAnswer.of(status, contentType, body));
    }

    /** 403: the user is authenticated, but no administrator. */
    static Fault forbidden() {
        return once(healthy -> ErrorAnswers.forbidden());
    }

    /** 404: there is no account with such a host name. */
    static Fault noHelpDesk(String host) {
        return once(healthy -> ErrorAnswers.noHelpDesk(host));
    }

    /** 504 {@code upstream request timeout} to every request for more than {@code perPage} rows, for ever. */
    public static Fault timeoutAbove(int perPage) {
        return text(504, "upstream request timeout")
                .when(received -> received.perPage() > perPage)
                .always();
    }

    /** Zendesk's older answer, 422, to every start that is less than five minutes old, for ever. */
    static Fault unprocessableTooRecent() {
        return status(422, """
                        {"error":"InvalidValue","description":"Too recent start_time. Use a start_time older than 5 minutes"}""")
                .when(received -> received.startSec().orElse(0) > received.atSec() - OLD_TOO_RECENT_SEC)
                .always();
    }

    /** The right answer comes only after {@code pause}. */
    public static Fault delay(Duration pause) {
        return once(healthy -> healthy.with(new Delivery.Delayed(pause)));
    }

    /** The connection is closed without an answer. */
    public static Fault drop() {
        return once(healthy -> healthy.with(new Delivery.Dropped()));
    }

    /** The connection is closed after so many bytes of the body, as transferred; a body that is shorter comes whole. */
    public static Fault cut(long afterBytes) {
        return once(healthy -> healthy.with(new Delivery.Cut(afterBytes)));
    }

    /** The right answer comes in pieces of {@code pieceBytes} with a pause after each. */
    public static Fault trickle(int pieceBytes, Duration pause) {
        return once(healthy -> healthy.with(new Delivery.Trickled(pieceBytes, pause)));
    }

    /** The right JSON up to its {@code bytes}-th byte, delivered as if that were all. */
    public static Fault truncatedJson(int bytes) {
        return rewritten(whole -> Arrays.copyOf(whole, Math.min(bytes, whole.length)));
    }

    /** The right page, except that it calls {@code address} the next one. */
    public static Fault nextPage(URI address) {
        String next = Matcher.quoteReplacement("\"next_page\":\"" + address + "\"");
        return rewritten(page -> new String(page, StandardCharsets.UTF_8)
                .replaceFirst("\"next_page\":(null|\"[^\"]*\")", next)
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Fault rewritten(UnaryOperator<byte[]> change) {
        return once(healthy -> healthy.with((HttpAnswer.Body) out -> {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            healthy.body().writeTo(whole);
            out.write(change.apply(whole.toByteArray()));
        }));
    }

    /** 302 to {@code location}. */
    static Fault redirect(URI location) {
        return redirect(302, location);
    }

    /** A redirect to {@code location} with another status. */
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

    /** The same with these headers in the answer. */
    public Fault withHeaders(Map<String, String> headers) {
        return new Fault(
                healthy -> {
                    HttpAnswer faulty = effect.apply(healthy);
                    for (Map.Entry<String, String> header : headers.entrySet()) {
                        faulty = faulty.withHeader(header.getKey(), header.getValue());
                    }
                    return faulty;
                },
                times,
                condition);
    }

    private static Fault once(UnaryOperator<HttpAnswer> effect) {
        return new Fault(effect, 1, ReceivedRequest::isExport);
    }
}
