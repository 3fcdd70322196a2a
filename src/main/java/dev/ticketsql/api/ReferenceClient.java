package dev.ticketsql.api;

import dev.ticketsql.api.page.ReferencePage;
import dev.ticketsql.api.page.ReferencePageParser;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.StatementCancelledException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pages of lists that give ids their names, such as {@code GET /api/v2/groups}, with authentication, retries, and
 * the account's general limit, which is another than the export's. Safe for many threads.
 */
public final class ReferenceClient {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceClient.class);

    /** Half of what the smallest plan allows. */
    private static final int POLITE_PER_MINUTE = 100;

    private final HttpUrl baseUrl;
    private final HttpExchange exchange;
    private final Authorization authorization;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RateLimiter rateLimiter;
    private final Pacing pacing;
    private final RequestLog log;
    private final BackOff backOff;

    ReferenceClient(
            ClientOptions options,
            HttpUrl baseUrl,
            HttpExchange exchange,
            Authorization authorization,
            InstantSource clock,
            Sleeper sleeper,
            RateLimiter rateLimiter,
            RequestLog log,
            BackOff backOff) {
        this.baseUrl = baseUrl;
        this.exchange = exchange;
        this.authorization = authorization;
        this.clock = clock;
        this.sleeper = sleeper;
        this.rateLimiter = rateLimiter;
        this.pacing = new Pacing(rateLimiter, clock, sleeper, () -> OptionalInt.of(perMinute(options)));
        this.log = log;
        this.backOff = backOff;
    }

    /** Half of the limit that the server names, so that the account's other programs have theirs. */
    private int perMinute(ClientOptions options) {
        int half = Math.max(POLITE_PER_MINUTE, rateLimiter.requestsPerMinute().orElse(0) / 2);
        return Math.min(half, options.requestsPerMinute().orElse(half));
    }

    /**
     * Reads a page, with retries.
     *
     * @param statement number of the statement that needs it
     * @param observer receives requests and waits
     * @throws StatementCancelledException if the statement is cancelled meanwhile
     * @throws IOException if the page cannot be fetched; the message has request, response and advice. Its kind is
     *     {@link ErrorKind#NOT_PERMITTED} for a 403
     */
    public ReferencePage read(
            ReferenceRequest request, OptionalLong statement, FetchObserver observer, Cancellation cancellation)
            throws IOException {
        Attempts attempts = new Attempts(backOff);
        long dueMillis = clock.millis();
        while (true) {
            long beginNanos = sleeper.nanoTime();
            try (Permit permit = pacing.acquire(observer, cancellation, Long.MAX_VALUE)) {
                beginNanos = sleeper.nanoTime();
                return attempt(permit, attempts.left(), request, statement, observer, cancellation, dueMillis);
            } catch (FailedAttempt failed) {
                dueMillis = clock.millis();
                Duration wait = attempts.waitAfter(failed, Duration.ofNanos(sleeper.nanoTime() - beginNanos));
                LOG.info("{}; trying again after {} ms", failed.getMessage(), wait.toMillis());
                if (!wait.isZero()) {
                    pacing.sleep(wait, FetchWait.RETRY, observer, cancellation);
                }
            }
        }
    }

    private ReferencePage attempt(
            Permit permit,
            Duration timeout,
            ReferenceRequest request,
            OptionalLong statement,
            FetchObserver observer,
            Cancellation cancellation,
            long dueMillis)
            throws IOException {
        // After the wait, during which an access token may expire.
        Optional<String> header = authorization.header(cancellation);
        long sentMillis = clock.millis();
        try (LoggedRequest logged = new LoggedRequest(
                log,
                request.endpoint(),
                OptionalLong.empty(),
                sentMillis,
                sentMillis - dueMillis,
                statement,
                observer)) {
            return exchange.send(
                    http(request, header),
                    timeout,
                    cancellation,
                    answer -> {
                        logged.answered(answer.code());
                        observe(permit, answer);
                    },
                    (answer, body) -> new ReferencePageParser(request.key(), cancellation).read(logged.counted(body)));
        } catch (FailedAttempt failed) {
            throw failed.withAdvice(advice(failed, request, header));
        }
    }

    private FailureAdvice advice(FailedAttempt failed, ReferenceRequest request, Optional<String> header) {
        return switch (failed.status()) {
            case 401 -> authorization.refused(header);
            case 403 -> FailureAdvice.onRefusedNames(request.endpoint());
            case 404 -> FailureAdvice.onNoNames(request.endpoint());
            default -> failed.advice().ofToken();
        };
    }

    /** Builds the URL from options and parameters only: no URL from a response is ever followed. */
    private Request http(ReferenceRequest request, Optional<String> header) {
        HttpUrl.Builder url = baseUrl.newBuilder().addPathSegments("api/v2/" + request.path());
        request.parameters().forEach(parameter -> url.addQueryParameter(parameter.name(), parameter.value()));
        Request.Builder http = new Request.Builder()
                .url(url.build())
                .header("Accept", "application/json")
                .header("User-Agent", UserAgent.TEXT);
        header.ifPresent(value -> http.header("Authorization", value));
        return http.build();
    }

    private void observe(Permit permit, Response answer) {
        long nowMillis = clock.millis();
        Optional<RateLimit> limit = RateLimit.ofAccount(answer::header);
        permit.answered(
                limit,
                exchange.date(answer).map(date -> new ComparedClocks(date.toEpochMilli(), nowMillis)),
                nowMillis);
        limit.filter(RateLimit::isUsedUp)
                .ifPresent(used -> rateLimiter.pauseUntil(nowMillis + used.resetsSec() * 1_000L));
        RetryAfter.parse(answer.header("Retry-After"), exchange.now(answer))
                .filter(wait -> answer.code() != 200 && wait.compareTo(BackOff.MAX_WAIT) <= 0)
                .ifPresent(wait -> rateLimiter.pauseUntil(nowMillis + wait.toMillis()));
    }
}
