package dev.ticketsql.api;

import dev.ticketsql.api.page.SinkFailedException;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * One request and its answer: sends, lets a cancelled statement break it off, and says of whatever goes wrong what it
 * was. Tries nothing again. Safe for many threads.
 */
final class HttpExchange {

    /** Told of every answer before it is read. */
    @FunctionalInterface
    interface AnswerListener {

        /** An answer has begun; only its head may be looked at. */
        void answered(Response answer);
    }

    /** Reads an answer with status 200. */
    @FunctionalInterface
    interface Reading<T> {

        /** Reads {@code body}; only the head of {@code answer} may be looked at. */
        T read(Response answer, InputStream body) throws IOException;
    }

    private final OkHttpClient http;
    private final CancelWatch cancelWatch = new CancelWatch();
    private final InstantSource clock;
    private final Failures failures;

    HttpExchange(OkHttpClient http, InstantSource clock, Secrets secrets) {
        this.http = http;
        this.clock = clock;
        this.failures = new Failures(secrets);
    }

    /**
     * Sends the request and reads its answer.
     *
     * @throws FailedAttempt if it did not come to an answer that {@code reading} could read
     * @throws SinkFailedException from {@code reading}
     * @throws StatementCancelledException if the work should stop
     */
    <T> T send(Request request, Cancellation cancellation, AnswerListener listener, Reading<T> reading)
            throws IOException {
        cancellation.check();
        Call call = http.newCall(request);
        ScheduledFuture<?> watching = cancelWatch.watch(call, cancellation);
        try (Response answer = execute(request, call)) {
            listener.answered(answer);
            return read(request, answer, reading);
        } catch (FailedAttempt e) {
            // A conversation that was broken off on purpose is no failure of the server.
            cancellation.check();
            if (Thread.currentThread().isInterrupted()) {
                throw new StatementCancelledException();
            }
            throw e;
        } finally {
            watching.cancel(false);
        }
    }

    private Response execute(Request request, Call call) throws IOException {
        try {
            return call.execute();
        } catch (IOException e) {
            throw failures.unanswered(request, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // OkHttp is Kotlin, which declares nothing: an interruption while it connects comes as it is.
            Thread.currentThread().interrupt();
            throw new StatementCancelledException();
        }
    }

    private <T> T read(Request request, Response answer, Reading<T> reading) throws IOException {
        RememberingStream body = new RememberingStream(answer.body().byteStream());
        if (answer.code() != 200) {
            throw failures.refused(request, answer, body, now(answer));
        }
        if (!mayBeJson(answer.body())) {
            throw failures.otherThanJson(request, answer, body);
        }
        try {
            return reading.read(answer, body);
        } catch (SinkFailedException | StatementCancelledException e) {
            throw e;
        } catch (IOException e) {
            throw failures.unreadable(request, answer, body, e);
        }
    }

    /** The server's clock, ours where it does not tell. */
    Instant now(Response answer) {
        return RetryAfter.date(answer.header("Date")).orElseGet(clock::instant);
    }

    private static boolean mayBeJson(ResponseBody body) {
        MediaType type = body.contentType();
        return type == null || type.subtype().contains("json");
    }
}
