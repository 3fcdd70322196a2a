package dev.ticketsql.api;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.api.page.PageParser;
import dev.ticketsql.api.page.SinkFailedException;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.StatementCancelledException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Authenticator;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pages of {@code GET /api/v2/incremental/ticket_events}: authenticated, within the server's limits, and again
 * when the server or the network has a bad moment. Memory does not depend on the size of a page. Safe for many threads;
 * needs no closing, its threads keep no JVM alive.
 *
 * <p>Source: <a
 * href="https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/">Zendesk,
 * Incremental exports</a>.
 */
public final class TicketEventsClient implements PageSource {

    private static final Logger LOG = LoggerFactory.getLogger(TicketEventsClient.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** A page of 1000 has been seen to take ten seconds, and Zendesk itself gives up after sixty: a little more. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(75);

    private final ClientOptions settings;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RateLimiter pacer;
    private final RequestLog log;
    private final HttpUrl baseUrl;
    private final OkHttpClient http;
    private final HttpExchange exchange;
    private final Authorization authorization;
    private final PageSize pageSize;
    private final BackOff backOff;

    /**
     * A client that has asked nothing yet.
     *
     * @param clock what is now, for pacing and for tokens that expire
     * @param sleeper waits
     * @param pacer shared by all clients of the account
     */
    public TicketEventsClient(ClientOptions settings, InstantSource clock, Sleeper sleeper, RateLimiter pacer) {
        this(settings, clock, sleeper, pacer, new RequestLog());
    }

    /**
     * A client that has asked nothing yet.
     *
     * @param clock what is now, for pacing and for tokens that expire
     * @param sleeper waits
     * @param pacer shared by all clients of the account
     * @param log where every request is noted, by all clients of the account
     */
    public TicketEventsClient(
            ClientOptions settings, InstantSource clock, Sleeper sleeper, RateLimiter pacer, RequestLog log) {
        this(
                settings,
                clock,
                sleeper,
                pacer,
                log,
                new BackOff(() -> ThreadLocalRandom.current().nextDouble()));
    }

    TicketEventsClient(
            ClientOptions settings,
            InstantSource clock,
            Sleeper sleeper,
            RateLimiter pacer,
            RequestLog log,
            BackOff backOff) {
        this.settings = requireNonNull(settings, "settings");
        this.clock = requireNonNull(clock, "clock");
        this.sleeper = requireNonNull(sleeper, "sleeper");
        this.pacer = requireNonNull(pacer, "pacer");
        this.log = requireNonNull(log, "log");
        this.baseUrl = requireNonNull(HttpUrl.get(settings.baseUrl()), "baseUrl");
        this.backOff = requireNonNull(backOff, "backOff");
        Secrets secrets = new Secrets();
        this.http = http();
        this.exchange = new HttpExchange(http, clock, secrets);
        this.authorization =
                new Authorization(settings.credentials(), new TokenEndpoint(exchange, baseUrl), clock, secrets);
        this.pageSize = new PageSize(settings.pageSize());
    }

    private static OkHttpClient http() {
        return new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(READ_TIMEOUT)
                // Credentials go to no host but the configured one.
                .followRedirects(false)
                .followSslRedirects(false)
                // Every request is counted: none is sent again behind our back.
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(TicketEventsClient::withLegibleRetryAfter)
                .proxyAuthenticator(Authenticator.JAVA_NET_AUTHENTICATOR)
                .build();
    }

    /** For how long an answer may say nothing before it is given up. */
    int readTimeoutMillis() {
        return http.readTimeoutMillis();
    }

    /**
     * Hides a {@code Retry-After} of nothing from OkHttp, which would ask again at once and uncounted, and one of more
     * digits than an integer has, on which it fails.
     */
    private static Response withLegibleRetryAfter(Interceptor.Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        return RetryAfter.parse(answer.header("Retry-After"), Instant.EPOCH)
                .filter(wait -> !wait.isZero())
                .map(wait -> answer)
                .orElseGet(() -> answer.newBuilder().removeHeader("Retry-After").build());
    }

    /**
     * Reads a page, trying again as {@link BackOff} says.
     *
     * @throws ApiException if the page could not be had, saying what was asked, what came back and what to do
     */
    @Override
    public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        return read(startSec, sink, cancellation, OptionalLong.empty(), FetchObserver.none());
    }

    /**
     * The same client for one statement, which its requests are noted with.
     *
     * @param number tells the statement from others of this process
     * @param observer told of its requests and waits
     */
    public PageSource forStatement(long number, FetchObserver observer) {
        return new PageSource() {
            @Override
            public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
                return TicketEventsClient.this.read(startSec, sink, cancellation, OptionalLong.of(number), observer);
            }

            @Override
            public int pageSize() {
                return TicketEventsClient.this.pageSize();
            }
        };
    }

    /** What is asked for now: less than was set, if the server found that too heavy. */
    @Override
    public int pageSize() {
        return pageSize.current();
    }

    private Page read(
            long startSec, EventSink sink, Cancellation cancellation, OptionalLong statement, FetchObserver observer)
            throws IOException {
        Attempts attempts = new Attempts(backOff);
        long wantedMillis = clock.millis();
        while (true) {
            int perPage = pageSize.current();
            try {
                Page page = attempt(startSec, perPage, sink, cancellation, statement, observer, wantedMillis);
                pageSize.succeeded();
                LOG.debug("Read {} events from start_time={} on, asking for {}", page.eventCount(), startSec, perPage);
                return page;
            } catch (SinkFailedException e) {
                throw e.failure();
            } catch (FailedAttempt failed) {
                wantedMillis = clock.millis();
                Duration wait = attempts.waitAfter(failed);
                LOG.info("{}; trying again after {} ms", failed.getMessage(), wait.toMillis());
                if (failed.verdict() == RetryDecision.HALVE_PAGE) {
                    pageSize.tooHeavy(perPage);
                }
                if (!wait.isZero()) {
                    sleep(wait, FetchWait.RETRY, observer, cancellation);
                }
            }
        }
    }

    private Page attempt(
            long startSec,
            int perPage,
            EventSink sink,
            Cancellation cancellation,
            OptionalLong statement,
            FetchObserver observer,
            long wantedMillis)
            throws IOException {
        try (Permit turn = awaitTurn(observer, cancellation)) {
            // Not before the wait, during which an access token may expire.
            Optional<String> header = authorization.header(cancellation);
            Request request = request(startSec, perPage, header);
            SinkFailedException.guard(sink::begin);
            long sentMillis = clock.millis();
            try (LoggedRequest noted =
                    new LoggedRequest(log, sentMillis, startSec, sentMillis - wantedMillis, statement, observer)) {
                return exchange.send(
                        request,
                        cancellation,
                        answer -> {
                            noted.answered(answer.code());
                            observe(turn, answer);
                        },
                        (answer, body) -> noted.complete(new PageParser(sink, cancellation)
                                .read(
                                        noted.counted(body),
                                        startSec,
                                        exchange.now(answer).getEpochSecond())));
            } catch (FailedAttempt failed) {
                throw failed.status() == 401 ? failed.judged(refused(header)) : failed;
            }
        }
    }

    private FailureAdvice refused(Optional<String> header) {
        boolean renewable = header.isPresent() && authorization.renews(header.get());
        return FailureAdvice.onRefused(
                settings.credentials(), renewable ? RetryDecision.RENEW_TOKEN : RetryDecision.FINAL);
    }

    private Request request(long startSec, int perPage, Optional<String> authorizationHeader) {
        Request.Builder request = new Request.Builder()
                .url(url(startSec, perPage))
                .header("Accept", "application/json")
                .header("User-Agent", UserAgent.TEXT);
        authorizationHeader.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    /** What an answer says of the account's limits holds for every client of the account, not for this one alone. */
    private void observe(Permit turn, Response answer) {
        long nowMillis = clock.millis();
        turn.answered(RateLimit.ofExport(answer::header), nowMillis);
        RateLimit.ofAccount(answer::header)
                .filter(RateLimit::isUsedUp)
                .ifPresent(limit -> pacer.pauseUntil(nowMillis + limit.resetsSec() * 1_000L));
        RetryAfter.parse(answer.header("Retry-After"), exchange.now(answer))
                .filter(wait -> answer.code() != 200 && wait.compareTo(BackOff.MAX_WAIT) <= 0)
                .ifPresent(wait -> pacer.pauseUntil(nowMillis + wait.toMillis()));
    }

    /** The next request is always built anew: an address in an answer is nobody's to follow. */
    private HttpUrl url(long startSec, int perPage) {
        HttpUrl.Builder url = baseUrl.newBuilder().addPathSegments("api/v2/incremental/ticket_events");
        if (settings.comments()) {
            url.addQueryParameter("include", "comment_events");
        }
        url.addQueryParameter("per_page", Integer.toString(perPage));
        url.addQueryParameter("start_time", Long.toString(startSec));
        settings.supportTypeScope().ifPresent(scope -> url.addQueryParameter("support_type_scope", scope));
        return url.build();
    }

    private Permit awaitTurn(FetchObserver observer, Cancellation cancellation) throws IOException {
        cancellation.check();
        long waitMillis = pacer.tryAcquireMillis(clock.millis(), settings.requestsPerMinute());
        while (waitMillis > 0) {
            LOG.debug("Waiting {} ms for the account's limit", waitMillis);
            sleep(Duration.ofMillis(waitMillis), FetchWait.RATE_LIMIT, observer, cancellation);
            waitMillis = pacer.tryAcquireMillis(clock.millis(), settings.requestsPerMinute());
        }
        return new Permit(pacer);
    }

    private void sleep(Duration wait, FetchWait reason, FetchObserver observer, Cancellation cancellation)
            throws StatementCancelledException {
        Instant end = clock.instant().plus(wait);
        sleeper.sleep(
                wait, observer.during(reason, () -> Optional.of(Duration.between(clock.instant(), end)), cancellation));
        observer.waiting(FetchWait.NOTHING, Optional.empty());
    }
}
