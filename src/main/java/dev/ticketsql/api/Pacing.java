package dev.ticketsql.api;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.StatementCancelledException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits of one client: for a permit of its rate limiter, and between two attempts. Safe for many threads. */
final class Pacing {

    private static final Logger LOG = LoggerFactory.getLogger(Pacing.class);

    private final RateLimiter rateLimiter;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Supplier<OptionalInt> perMinute;

    /**
     * Waits for permits of {@code rateLimiter}.
     *
     * @param perMinute the client's own cap at present, beside the limit in the server's headers
     */
    Pacing(RateLimiter rateLimiter, InstantSource clock, Sleeper sleeper, Supplier<OptionalInt> perMinute) {
        this.rateLimiter = rateLimiter;
        this.clock = clock;
        this.sleeper = sleeper;
        this.perMinute = perMinute;
    }

    /**
     * Waits until the account's limit permits a request.
     *
     * @throws ClassifiedIOException if that takes longer than {@code maxWaitMillis}
     * @throws StatementCancelledException if the statement is cancelled meanwhile
     */
    Permit acquire(FetchObserver observer, Cancellation cancellation, long maxWaitMillis) throws IOException {
        cancellation.check();
        long waitMillis = rateLimiter.tryAcquireMillis(clock.millis(), perMinute.get());
        while (waitMillis > 0) {
            if (waitMillis > maxWaitMillis) {
                throw new ClassifiedIOException(
                        ErrorKind.RATE_LIMIT,
                        "The account's limit permits the next request in " + (waitMillis + 999) / 1000
                                + " s, later than the login timeout; connect again then, or with a longer timeout");
            }
            LOG.debug("Waiting {} ms for the account's limit", waitMillis);
            sleep(Duration.ofMillis(waitMillis), FetchWait.RATE_LIMIT, observer, cancellation);
            waitMillis = rateLimiter.tryAcquireMillis(clock.millis(), perMinute.get());
        }
        return new Permit(rateLimiter);
    }

    /**
     * Waits for {@code wait}, which {@code observer} is told of.
     *
     * @throws StatementCancelledException if the statement is cancelled meanwhile
     */
    void sleep(Duration wait, FetchWait reason, FetchObserver observer, Cancellation cancellation)
            throws StatementCancelledException {
        Instant end = clock.instant().plus(wait);
        sleeper.sleep(
                wait, observer.during(reason, () -> Optional.of(Duration.between(clock.instant(), end)), cancellation));
        observer.waiting(FetchWait.NOTHING, Optional.empty());
    }
}
