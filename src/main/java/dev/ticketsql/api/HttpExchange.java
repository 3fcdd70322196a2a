package dev.ticketsql.api;

import dev.ticketsql.api.page.SinkFailedException;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Sends one request and reads its answer, without retries. The call of a cancelled statement is broken off, since the
 * server may need more than ten seconds for a page. Each failure names its reason. Safe for many threads.
 */
final class HttpExchange {

    /** Listener to every answer before it is read. */
    @FunctionalInterface
    interface AnswerListener {

        /** An answer has begun; only its status and headers may be read. */
        void answered(Response answer);
    }

    /** Reader of an answer with status 200. */
    @FunctionalInterface
    interface AnswerReader<T> {

        /** Reads {@code body}; of {@code answer}, only status and headers may be read. */
        T read(Response answer, InputStream body) throws IOException;
    }

    private final OkHttpClient http;
    private final MeasuredSockets sockets;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Failures failures;

    HttpExchange(OkHttpClient http, MeasuredSockets sockets, InstantSource clock, Sleeper sleeper, Secrets secrets) {
        this.http = http;
        this.sockets = sockets;
        this.clock = clock;
        this.sleeper = sleeper;
        this.failures = new Failures(secrets);
    }

    /**
     * Sends the request and reads its answer.
     *
     * @param timeout for all of it, positive
     * @throws FailedAttempt if no answer came that {@code reader} could read
     * @throws SinkFailedException from {@code reader}
     * @throws StatementCancelledException if the statement is cancelled, or its thread interrupted
     */
    <T> T send(
            Request request,
            Duration timeout,
            Cancellation cancellation,
            AnswerListener listener,
            AnswerReader<T> reader)
            throws IOException {
        cancellation.check();
        // The sockets are those of all clients of the account.
        Call call = http.newBuilder().callTimeout(timeout).build().newCall(request);
        Cancellation.Registration registration = cancellation.onCancel(call::cancel);
        try (Response answer = execute(request, call);
                InputStream body = sockets.body(answer.body().byteStream())) {
            listener.answered(answer);
            return read(request, answer, body, reader);
        } catch (FailedAttempt e) {
            // An exchange that was broken off on purpose is no failure of the server.
            cancellation.check();
            if (Thread.currentThread().isInterrupted()) {
                throw new StatementCancelledException();
            }
            throw e;
        } finally {
            registration.close();
        }
    }

    private Response execute(Request request, Call call) throws IOException {
        try {
            return sockets.head(call::execute);
        } catch (IOException e) {
            throw failures.unanswered(request, e);
        } catch (IllegalArgumentException e) {
            // Of a proxy's host in Java's settings, which nobody checks before OkHttp does.
            throw failures.unanswered(request, unknownHost(e));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Kotlin, OkHttp's language, has no checked exceptions: an InterruptedException comes undeclared.
            Thread.currentThread().interrupt();
            throw new StatementCancelledException();
        }
    }

    private static UnknownHostException unknownHost(IllegalArgumentException failure) {
        return new UnknownHostException(
                String.valueOf(failure.getMessage()).replaceFirst("unexpected host(name)?: ", ""));
    }

    private <T> T read(Request request, Response answer, InputStream measured, AnswerReader<T> reader)
            throws IOException {
        RememberingStream body = new RememberingStream(new PacedStream(measured, sleeper::nanoTime));
        if (answer.code() != 200) {
            throw failures.refused(request, answer, body, now(answer));
        }
        if (ContentCoding.undecoded(answer).isPresent()) {
            throw failures.undecoded(request, answer);
        }
        if (!mayBeJson(answer.body())) {
            throw failures.otherThanJson(request, answer, body);
        }
        try {
            return reader.read(answer, body);
        } catch (SinkFailedException | StatementCancelledException e) {
            throw e;
        } catch (IOException e) {
            throw failures.unreadable(request, answer, body, ContentCoding.cause(answer, body, e));
        }
    }

    /** Time of the server's clock, from the answer's {@code Date}; else time of this machine's clock. */
    Instant now(Response answer) {
        return date(answer).orElseGet(clock::instant);
    }

    /** Time of the server's clock, from the answer's {@code Date}; empty without one. */
    Optional<Instant> date(Response answer) {
        return RetryAfter.date(answer.header("Date"));
    }

    private static boolean mayBeJson(ResponseBody body) {
        MediaType type = body.contentType();
        return type == null || type.subtype().contains("json");
    }
}
