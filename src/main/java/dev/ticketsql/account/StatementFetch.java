package dev.ticketsql.account;

import dev.ticketsql.event.FetchListener;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.FetchProgress;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRanges;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts one statement's requests, events and bytes, reports progress to its display and listener, and logs the totals
 * in the end. Safe for several threads.
 */
final class StatementFetch implements FetchObserver {

    private static final Logger LOG = LoggerFactory.getLogger(StatementFetch.class);

    /** Interval of reports during a wait. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Least time before an estimate of the time left, since the rate limit does not hold back the first requests. */
    private static final Duration EARLY = Duration.ofSeconds(10);

    private final LongSupplier statement;
    private final InstantSource clock;
    private final FetchListener listener;
    private final ProgressDisplay display;
    private final Consumer<String> totals;

    private Instant began = Instant.EPOCH;
    private TimeRanges ranges = TimeRanges.none();
    private TimeRanges allRanges = TimeRanges.none();
    private Extent extent = Extent.ALL;
    private long coveredSec;
    private boolean started;
    private long events;
    private long requests;
    private long bytes;
    private long lookUps;
    private Duration waited = Duration.ZERO;
    private OptionalLong expectedRequests = OptionalLong.empty();
    private FetchWait wait = FetchWait.NOTHING;
    private Optional<Duration> waitLeft = Optional.empty();
    private Instant reportedAt = Instant.EPOCH;
    private boolean listenerFailed;
    private boolean closed;

    /**
     * Starts counting from zero.
     *
     * @param statement its number, drawn when a page must be fetched
     * @param totals takes a line in the end, if the statement made any request. The line leaves the SQL out: a literal
     *     may be a person's address, and logs travel further than queries do
     */
    StatementFetch(
            LongSupplier statement,
            InstantSource clock,
            FetchListener listener,
            ProgressDisplay display,
            Consumer<String> totals) {
        this.statement = statement;
        this.clock = clock;
        this.listener = listener;
        this.display = display;
        this.totals = totals;
    }

    @Override
    public synchronized void begin(TimeRanges missing, OptionalLong expected, Extent wanted) {
        began = clock.instant();
        ranges = missing;
        extent = wanted;
        allRanges = allRanges.or(missing);
        coveredSec = 0;
        started = false;
        expectedRequests = expected.isPresent() ? OptionalLong.of(requests + expected.getAsLong()) : expected;
        wait = FetchWait.NOTHING;
        report();
    }

    @Override
    public synchronized void requested(Optional<Page> page, long pageBytes, Duration heldBack) {
        requests++;
        bytes += pageBytes;
        waited = waited.plus(heldBack);
        page.ifPresent(it -> {
            events += it.eventCount();
            if (!started && extent == Extent.ALL) {
                started = true;
                it.rows().firstSec().ifPresent(this::startAt);
            }
        });
    }

    @Override
    public synchronized void lookedUp(long answerBytes, Duration heldBack) {
        lookUps++;
        bytes += answerBytes;
        waited = waited.plus(heldBack);
        tell(progress());
    }

    /** Number of the statement, which is drawn with its first request. */
    long number() {
        return statement.getAsLong();
    }

    /** Leaves out the decades before the account's first event, which are no progress. */
    private void startAt(long firstSec) {
        TimeRanges eventful = ranges.and(TimeRanges.from(firstSec));
        ranges = eventful.isNone() ? ranges : eventful;
    }

    @Override
    public synchronized void kept(TimeRanges missing) {
        coveredSec =
                Math.max(coveredSec, ranges.countSec() - ranges.and(missing).countSec());
        wait = FetchWait.NOTHING;
        report();
    }

    @Override
    public synchronized void waiting(FetchWait reason, Optional<Duration> left) {
        boolean isNew = reason != wait;
        boolean isDue = reason != FetchWait.NOTHING && !clock.instant().isBefore(reportedAt.plus(TICK));
        wait = reason;
        waitLeft = left.filter(it -> !it.isNegative());
        if (isNew || isDue) {
            report();
        }
    }

    private void report() {
        reportedAt = clock.instant();
        FetchProgress progress = progress();
        display.show(progress);
        tell(progress);
    }

    private void tell(FetchProgress progress) {
        try {
            listener.progressed(progress);
        } catch (Exception e) {
            if (!listenerFailed) {
                LOG.warn("The listener of statement {} fails; the statement goes on", statement.getAsLong(), e);
            }
            listenerFailed = true;
        }
    }

    private FetchProgress progress() {
        return new FetchProgress(
                statement.getAsLong(),
                ranges,
                ranges.countSec(),
                coveredSec,
                extent == Extent.UNTIL_ENOUGH,
                events,
                requests,
                lookUps,
                expectedRequests,
                wait,
                wait == FetchWait.NOTHING ? Optional.empty() : waitLeft,
                timeLeft());
    }

    /** Estimated from the speed so far. A whole wait counts at once, since the requests before it caused it. */
    private Optional<Duration> timeLeft() {
        Duration waiting = wait == FetchWait.NOTHING ? Duration.ZERO : waitLeft.orElse(Duration.ZERO);
        Duration spent = Duration.between(began, clock.instant()).plus(waiting);
        if (extent == Extent.UNTIL_ENOUGH || coveredSec == 0 || spent.compareTo(EARLY) < 0) {
            return Optional.empty();
        }
        double share = (double) (ranges.countSec() - coveredSec) / coveredSec;
        return Optional.of(waiting.plusMillis(Math.round(spent.toMillis() * share)));
    }

    @Override
    public synchronized void end() {
        display.clear();
    }

    @Override
    public synchronized void close() {
        if (!closed && requests + lookUps > 0) {
            totals.accept(Stream.of(
                            requests > 0
                                    ? ProgressText.counted(requests, "request") + ", "
                                            + ProgressText.counted(events, "event")
                                    : "",
                            lookUps > 0 ? ProgressText.counted(lookUps, "request") + " for names" : "",
                            ProgressText.counted(bytes, "byte"),
                            "waited " + ProgressText.duration(waited.truncatedTo(ChronoUnit.SECONDS)),
                            requests > 0 ? "for " + ProgressText.ranges(allRanges) : "")
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", ")));
        }
        closed = true;
    }
}
