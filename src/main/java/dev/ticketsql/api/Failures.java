package dev.ticketsql.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.ticketsql.api.PacedStream.SlowBodyException;
import dev.ticketsql.api.page.BadEventException;
import dev.ticketsql.api.page.MalformedPageException;
import dev.ticketsql.api.page.OversizedAnswerException;
import dev.ticketsql.api.page.PrintableText;
import dev.ticketsql.event.Page;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Describes a failed exchange in one line, without secrets: the request, the response and the start of its body, with a
 * {@link FailureAdvice}. The body of a GET may be shown; a good response to a POST is an access token, a secret.
 */
final class Failures {

    private static final int BODY_START_CHARS = 200;

    private static final int REASON_CHARS = 300;

    /** A class before the message of a cause, as {@code java.util.zip.DataFormatException: }. */
    private static final Pattern CLASS_NAME = Pattern.compile("(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:: |$)");

    /** A user and a password before a host, as somebody may write them in a setting of Java's for proxies. */
    private static final Pattern USER_INFO = Pattern.compile("[^\\s/]+@");

    private static final int PHRASE_CHARS = 60;

    /** Headers that Zendesk's support asks for, and those of the rate limit. */
    private static final List<String> SUPPORT_HEADERS = List.of(
            "x-request-id", RateLimit.EXPORT_HEADER, "x-rate-limit-remaining", "ratelimit-reset", "Retry-After");

    private final Secrets secrets;

    Failures(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Describes a request without a response. */
    FailedAttempt unanswered(Request request, IOException failure) {
        return failed(
                named(request) + " got no answer: " + reason(failure), 0, FailureAdvice.onNoAnswer(failure), failure);
    }

    /** Describes a response with a status other than 200. */
    FailedAttempt refused(Request request, Response answer, RememberingStream body, Instant now) {
        String redirect =
                answer.isRedirect() ? " to " + shorten(answer.header("Location", "nowhere"), BODY_START_CHARS) : "";
        Optional<Duration> shownIn = shownIn(request, answer, now);
        return failed(
                        answered(request, answer) + redirect + headers(answer) + whole(answer, body),
                        answer.code(),
                        shownIn.map(wait -> FailureAdvice.onTooRecent(now, wait))
                                .orElseGet(() -> FailureAdvice.onStatus(answer.code())),
                        null)
                .withRetryAfter(shownIn.or(() -> RetryAfter.parse(answer.header("Retry-After"), now)));
    }

    /** Time until the server shows the second that a refused request begins with; empty if it does already. */
    private static Optional<Duration> shownIn(Request request, Response answer, Instant now) {
        String startSec = request.url().queryParameter("start_time");
        if (startSec == null || (answer.code() != 400 && answer.code() != 422)) {
            return Optional.empty();
        }
        return Optional.of(Duration.between(now, Instant.ofEpochSecond(Long.parseLong(startSec) + Page.WITHHELD_SEC)))
                .filter(wait -> !wait.isNegative() && !wait.isZero());
    }

    /** Describes a response whose {@code Content-Type} is not JSON. */
    FailedAttempt otherThanJson(Request request, Response answer, RememberingStream body) {
        String type = Optional.ofNullable(answer.header("Content-Type")).orElse("no type");
        String what = " with " + shorten(type, 60) + " instead of JSON";
        String start = isSecret(request) ? "" : whole(answer, body);
        return failed(
                answered(request, answer) + headers(answer) + what + start,
                answer.code(),
                FailureAdvice.onNoPage(),
                null);
    }

    /** Describes a response whose body has a coding that was not asked for. */
    FailedAttempt undecoded(Request request, Response answer) {
        return failed(
                answered(request, answer) + headers(answer) + coding(answer),
                answer.code(),
                FailureAdvice.onNoPage(),
                null);
    }

    private String coding(Response answer) {
        String coding = ContentCoding.undecoded(answer).orElse("");
        return coding.isEmpty()
                ? ""
                : ", with a body in Content-Encoding " + shorten(coding, PHRASE_CHARS) + ", which was not asked for";
    }

    /** Describes a response whose body could not be parsed or read to its end. */
    FailedAttempt unreadable(Request request, Response answer, RememberingStream body, IOException failure) {
        String head = answered(request, answer) + headers(answer);
        Optional<String> damage = ContentCoding.damage(failure);
        if (damage.isPresent()) {
            return failed(
                    head + ", but its body " + damage.get(), answer.code(), FailureAdvice.onDamagedPage(), failure);
        }
        String text = start(answer, body);
        if (failure instanceof JsonEOFException || (failure instanceof MalformedPageException && text.isBlank())) {
            String what = text.isBlank() ? " without a body" : " with JSON that ends too early";
            return failed(head + what, answer.code(), FailureAdvice.onCutPage(), null);
        }
        if (failure instanceof OversizedAnswerException oversized) {
            return failed(
                    head + ", but " + failure.getMessage() + shown(request, text),
                    answer.code(),
                    FailureAdvice.onTooLarge(oversized),
                    failure);
        }
        if (failure instanceof MalformedPageException) {
            return failed(
                    head + ", but " + failure.getMessage() + shown(request, text),
                    answer.code(),
                    failure instanceof BadEventException ? FailureAdvice.onBadEvent() : FailureAdvice.onNoPage(),
                    null);
        }
        if (failure instanceof JsonProcessingException malformed) {
            // Jackson's message quotes the offending text.
            String what = isSecret(request) ? "" : " (" + shorten(malformed.getOriginalMessage(), 150) + ")";
            return failed(
                    head + " with what is no JSON" + what + shown(request, text),
                    answer.code(),
                    FailureAdvice.onNoPage(),
                    null);
        }
        if (failure instanceof SlowBodyException) {
            return failed(
                    head + ", but its body " + failure.getMessage(),
                    answer.code(),
                    FailureAdvice.onSlowPage(),
                    failure);
        }
        if (failure instanceof SocketTimeoutException) {
            return failed(
                    head + ", but its body stopped: no byte in " + HttpClients.READ_TIMEOUT.toSeconds() + " s",
                    answer.code(),
                    FailureAdvice.onSlowPage(),
                    failure);
        }
        if (failure instanceof InterruptedIOException) {
            return failed(
                    head + ", but its body was not over in time", answer.code(), FailureAdvice.onSlowPage(), failure);
        }
        return failed(
                head + ", but its body broke off: " + reason(failure),
                answer.code(),
                FailureAdvice.onCutPage(),
                failure);
    }

    private FailedAttempt failed(String message, int status, FailureAdvice advice, @Nullable IOException cause) {
        return new FailedAttempt(
                secrets.hide(message),
                status,
                advice,
                Optional.empty(),
                cause != null && hasSecret(cause) ? null : cause);
    }

    /** Tests the messages that a stack trace prints: a server may have written them, as its status line. */
    private boolean hasSecret(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        Throwable cause = failure.getCause();
        return !secrets.hide(message).equals(message)
                || USER_INFO.matcher(message).find()
                || (cause != null && hasSecret(cause))
                || Stream.of(failure.getSuppressed()).anyMatch(this::hasSecret);
    }

    private String answered(Request request, Response answer) {
        return named(request) + " answered " + (answer.code() + " " + shorten(answer.message(), PHRASE_CHARS)).strip();
    }

    private static String named(Request request) {
        return request.method() + " " + request.url();
    }

    private static boolean isSecret(Request request) {
        return !request.method().equals("GET");
    }

    /** The reason in the words of Java and OkHttp, without the classes that some messages name. */
    private String reason(IOException failure) {
        String message =
                CLASS_NAME.matcher(String.valueOf(failure.getMessage())).replaceAll("");
        if (failure.getMessage() == null || message.isBlank()) {
            return "the connection was closed";
        }
        return (failure instanceof UnknownHostException ? "unknown host " : "")
                + shorten(USER_INFO.matcher(message).replaceAll("***@"), REASON_CHARS);
    }

    private String headers(Response answer) {
        String text = SUPPORT_HEADERS.stream()
                .flatMap(name -> Stream.ofNullable(answer.header(name))
                        .map(value -> name + ": " + shorten(value, BODY_START_CHARS)))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    /** Reads as much of the body as the message shows. */
    private String whole(Response answer, RememberingStream body) {
        if (ContentCoding.undecoded(answer).isPresent()) {
            return coding(answer);
        }
        try {
            body.readNBytes(RememberingStream.REMEMBERED_BYTES);
        } catch (IOException e) {
            return ", with a body that cannot be read";
        }
        String text = start(answer, body);
        return text.isEmpty() ? ", without a body" : ": " + text;
    }

    private static String shown(Request request, String text) {
        return isSecret(request) ? "" : ": " + text;
    }

    /**
     * Hides secrets before it cuts to {@code maxLength}: half a secret would no longer be recognised as one. Cuts what
     * is far longer before that, since the search takes time by the length of both.
     */
    private String shorten(String text, int maxLength) {
        String start = text.substring(0, Math.min(text.length(), RememberingStream.REMEMBERED_BYTES));
        return PrintableText.shorten(secrets.hide(start), maxLength);
    }

    private String start(Response answer, RememberingStream body) {
        MediaType type = answer.body().contentType();
        String text = body.start(type == null ? StandardCharsets.UTF_8 : type.charset(StandardCharsets.UTF_8));
        return shorten(text, BODY_START_CHARS);
    }
}
