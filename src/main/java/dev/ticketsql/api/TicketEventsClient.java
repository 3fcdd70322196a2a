package dev.ticketsql.api;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.api.page.PageParser;
import dev.ticketsql.api.page.SinkFailedException;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pages of {@code GET /api/v2/incremental/ticket_events} with authentication, rate limit and retries. A page is
 * streamed: memory does not depend on its size. Safe for many threads. Needs no close: its threads are daemons.
 *
 * <p>Source: <a
 * href="https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/">Zendesk,
 * Incremental exports</a>.
 */
public final class TicketEventsClient implements PageSource {

    private static final Logger LOG = LoggerFactory.getLogger(TicketEventsClient.class);

    /** Older than what the API withholds, a minute now and five minutes once. */
    private static final long CHECKED_AGE_SEC = 600;

    private static final long MINUTE_MILLIS = 60_000;

    private final ClientOptions options;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RateLimiter rateLimiter;
    private final Pacing pacing;
    private final RequestLog log;
    private final HttpUrl baseUrl;
    private final PageRequests requests;
    private final Secrets secrets;
    private final HttpExchange exchange;
    private final Authorization authorization;
    private final PageSize pageSize;
    private final BackOff backOff;
    private volatile long latestPageMillis;

    /**
     * Creates a client.
     *
     * @param clock for the rate limit and the expiry of tokens
     * @param sleeper waits
     * @param rateLimiter shared by all clients of the account
     */
    public TicketEventsClient(ClientOptions options, InstantSource clock, Sleeper sleeper, RateLimiter rateLimiter) {
        this(options, clock, sleeper, rateLimiter, new RequestLog(), new HttpClients());
    }

    /**
     * Creates a client, with what the account's clients share.
     *
     * @param clock for the rate limit and the expiry of tokens
     * @param sleeper waits
     * @param rateLimiter shared by all clients of the account
     * @param log of the requests of all clients of the account
     * @param clients shared by all clients of the account
     */
    public TicketEventsClient(
            ClientOptions options,
            InstantSource clock,
            Sleeper sleeper,
            RateLimiter rateLimiter,
            RequestLog log,
            HttpClients clients) {
        this(
                options,
                clock,
                sleeper,
                rateLimiter,
                log,
                clients,
                new BackOff(() -> ThreadLocalRandom.current().nextDouble()));
    }

    TicketEventsClient(
            ClientOptions options,
            InstantSource clock,
            Sleeper sleeper,
            RateLimiter rateLimiter,
            RequestLog log,
            HttpClients clients,
            BackOff backOff) {
        this.options = requireNonNull(options, "options");
        this.clock = requireNonNull(clock, "clock");
        this.sleeper = requireNonNull(sleeper, "sleeper");
        this.rateLimiter = requireNonNull(rateLimiter, "rateLimiter");
        this.log = requireNonNull(log, "log");
        this.pacing = new Pacing(rateLimiter, clock, sleeper, options::requestsPerMinute);
        this.baseUrl = requireNonNull(HttpUrl.get(options.baseUrl()), "baseUrl");
        this.requests = new PageRequests(baseUrl, options);
        this.backOff = requireNonNull(backOff, "backOff");
        this.secrets = new Secrets(clients.secrets());
        this.exchange = new HttpExchange(clients.ofApi(baseUrl), clients.measured(), clock, sleeper, secrets);
        this.authorization =
                new Authorization(options.credentials(), new TokenEndpoint(exchange, baseUrl), clock, secrets);
        this.pageSize = new PageSize(options.pageSize());
    }

    /**
     * Reads a page, with retries after the waits of {@link BackOff}.
     *
     * @throws ApiException if the page cannot be fetched; the message has request, response and advice
     */
    @Override
    public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        return read(startSec, sink, cancellation, OptionalLong.empty(), FetchObserver.none());
    }

    /**
     * A view of this client for one statement: its requests are logged with the statement's number.
     *
     * @param number of the statement in this process
     * @param observer receives its requests and waits
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

            @Override
            public int usefulParallelRequests() {
                return TicketEventsClient.this.usefulParallelRequests();
            }
        };
    }

    /**
     * Makes a client of the account's reference lists, which shares this one's connection, access token and request
     * log.
     *
     * @param generalLimiter of the account's general limit, shared by all clients of the account
     */
    public ReferenceClient references(RateLimiter generalLimiter) {
        return new ReferenceClient(
                options, baseUrl, exchange, authorization, clock, sleeper, generalLimiter, log, backOff);
    }

    /** The present {@code per_page}: less than the option after a 504. */
    @Override
    public int pageSize() {
        return pageSize.current();
    }

    /**
     * As many as the latest page would need to reach the account's limit, up to the option; 1 without a known limit.
     */
    @Override
    public int usefulParallelRequests() {
        OptionalInt perMinute = IntStream.concat(
                        options.requestsPerMinute().stream(), rateLimiter.requestsPerMinute().stream())
                .min();
        long needed = perMinute.isEmpty() ? 1 : -Math.floorDiv(-latestPageMillis * perMinute.getAsInt(), MINUTE_MILLIS);
        return (int) Math.max(1, Math.min(needed, options.parallelRequests()));
    }

    private Page read(
            long startSec, EventSink sink, Cancellation cancellation, OptionalLong statement, FetchObserver observer)
            throws IOException {
        Attempts attempts = new Attempts(backOff);
        long dueMillis = clock.millis();
        while (true) {
            int perPage = pageSize.current();
            long beginNanos = sleeper.nanoTime();
            try {
                Page page;
                try (Permit permit = pacing.acquire(observer, cancellation, Long.MAX_VALUE)) {
                    beginNanos = sleeper.nanoTime();
                    page = attempt(
                            permit,
                            attempts.left(),
                            startSec,
                            perPage,
                            sink,
                            cancellation,
                            statement,
                            observer,
                            dueMillis);
                }
                pageSize.succeeded();
                latestPageMillis = takenSince(beginNanos).toMillis();
                LOG.debug("Read {} events from start_time={} on, asking for {}", page.eventCount(), startSec, perPage);
                return page;
            } catch (SinkFailedException e) {
                throw e.failure();
            } catch (FailedAttempt failed) {
                dueMillis = clock.millis();
                Duration wait = attempts.waitAfter(failed, takenSince(beginNanos));
                LOG.info("{}; trying again after {} ms", failed.getMessage(), wait.toMillis());
                if (failed.decision().halvesPage()) {
                    pageSize.tooHeavy(perPage);
                }
                if (!wait.isZero()) {
                    pacing.sleep(wait, FetchWait.RETRY, observer, cancellation);
                }
            }
        }
    }

    private Duration takenSince(long beginNanos) {
        return Duration.ofNanos(sleeper.nanoTime() - beginNanos);
    }

    /**
     * Asks once for one event, the least that tells if the server accepts the credentials and lets them read the
     * export. Costs one request of the account's limit; nothing of the page is kept.
     *
     * @param timeout for the wait and the answer; zero for as long as a page may take
     * @throws ClassifiedIOException if not; the message begins with advice
     */
    public void check(Duration timeout) throws IOException {
        long dueMillis = clock.millis();
        long maxWaitMillis = timeout.isZero() ? Long.MAX_VALUE : timeout.toMillis();
        try (Permit permit = pacing.acquire(FetchObserver.none(), Cancellation.never(), maxWaitMillis)) {
            attempt(
                    permit,
                    timeout.isZero() ? Attempts.PAGE_TIME : timeout,
                    clock.instant().getEpochSecond() - CHECKED_AGE_SEC,
                    1,
                    EventSink.discarding(),
                    Cancellation.never(),
                    OptionalLong.empty(),
                    FetchObserver.none(),
                    dueMillis);
        } catch (FailedAttempt failed) {
            throw new ClassifiedIOException(
                    failed.advice().kind(), failed.advice().forUser() + " (" + failed.getMessage() + ")", failed);
        }
    }

    private Page attempt(
            Permit permit,
            Duration timeout,
            long startSec,
            int perPage,
            EventSink sink,
            Cancellation cancellation,
            OptionalLong statement,
            FetchObserver observer,
            long dueMillis)
            throws IOException {
        // After the wait, during which an access token may expire.
        Optional<String> header = authorization.header(cancellation);
        Request request = requests.page(startSec, perPage, header);
        SinkFailedException.guard(sink::begin);
        long sentMillis = clock.millis();
        try (LoggedRequest logged = new LoggedRequest(
                log,
                LoggedRequest.EXPORT,
                OptionalLong.of(startSec),
                sentMillis,
                sentMillis - dueMillis,
                statement,
                observer)) {
            return exchange.send(
                    request,
                    timeout,
                    cancellation,
                    answer -> {
                        logged.answered(answer.code());
                        observe(permit, answer);
                    },
                    (answer, body) -> logged.complete(new PageParser(
                                    startSec, sink, cancellation, options.skipsBadEvents())
                            .read(logged.counted(body), exchange.now(answer).getEpochSecond())));
        } catch (FailedAttempt failed) {
            throw failed.status() == 401 ? failed.withAdvice(authorization.refused(header)) : failed;
        }
    }

    /** Feeds the response's limits into the rate limiter that all clients of the account share. */
    private void observe(Permit permit, Response answer) {
        long nowMillis = clock.millis();
        permit.answered(
                RateLimit.ofExport(answer::header),
                exchange.date(answer).map(date -> new ComparedClocks(date.toEpochMilli(), nowMillis)),
                nowMillis);
        RateLimit.ofAccount(answer::header)
                .filter(RateLimit::isUsedUp)
                .ifPresent(limit -> rateLimiter.pauseUntil(nowMillis + limit.resetsSec() * 1_000L));
        RetryAfter.parse(answer.header("Retry-After"), exchange.now(answer))
                .filter(wait -> answer.code() != 200 && wait.compareTo(BackOff.MAX_WAIT) <= 0)
                .ifPresent(wait -> rateLimiter.pauseUntil(nowMillis + wait.toMillis()));
    }
}
