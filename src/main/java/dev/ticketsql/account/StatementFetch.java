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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what one statement fetches, tells whoever wants to know how far it is, and in the end what it cost. Safe for
 * several threads.
 */
final class StatementFetch implements FetchObserver {

    private static final Logger LOG = LoggerFactory.getLogger(StatementFetch.class);

    /** How often it is told how long a wait still is. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Before that the pace says nothing: the first requests go as fast as the server answers. */
    private static final Duration EARLY = Duration.ofSeconds(10);

    private final LongSupplier statement;
    private final InstantSource clock;
    private final FetchListener listener;
    private final ProgressDisplay display;
    private final Consumer<String> totals;

    private Instant began = Instant.EPOCH;
    private TimeRanges windows = TimeRanges.none();
    private TimeRanges allWindows = TimeRanges.none();
    private Extent extent = Extent.ALL;
    private long coveredSec;
    private boolean started;
    private long events;
    private long requests;
    private long bytes;
    private Duration waited = Duration.ZERO;
    private OptionalLong expectedRequests = OptionalLong.empty();
    private FetchWait wait = FetchWait.NOTHING;
    private Optional<Duration> waitLeft = Optional.empty();
    private Instant told = Instant.EPOCH;
    private boolean listenerFailed;
    private boolean closed;

    /**
     * Nothing is fetched yet.
     *
     * @param statement its number, which is not asked for before something must be fetched
     * @param totals takes a line when the statement needs nothing more, if it made any request. What was asked is not
     *     in it: a literal may be somebody's address, and logs travel further than queries do
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
        windows = missing;
        extent = wanted;
        allWindows = allWindows.or(missing);
        coveredSec = 0;
        started = false;
        expectedRequests = expected.isPresent() ? OptionalLong.of(requests + expected.getAsLong()) : expected;
        wait = FetchWait.NOTHING;
        tell();
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
                it.firstSec().ifPresent(this::startAt);
            }
        });
    }

    /** The decades before an account's first event are no progress. */
    private void startAt(long firstSec) {
        TimeRanges eventful = windows.and(TimeRanges.from(firstSec));
        windows = eventful.isNone() ? windows : eventful;
    }

    @Override
    public synchronized void kept(TimeRanges missing) {
        coveredSec =
                Math.max(coveredSec, windows.countSec() - windows.and(missing).countSec());
        wait = FetchWait.NOTHING;
        tell();
    }

    @Override
    public synchronized void waiting(FetchWait reason, Optional<Duration> left) {
        boolean isNew = reason != wait;
        boolean isDue = reason != FetchWait.NOTHING && !clock.instant().isBefore(told.plus(TICK));
        wait = reason;
        waitLeft = left.filter(it -> !it.isNegative());
        if (isNew || isDue) {
            tell();
        }
    }

    private void tell() {
        told = clock.instant();
        FetchProgress progress = progress();
        display.show(progress);
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
                windows,
                windows.countSec(),
                coveredSec,
                extent == Extent.UNTIL_ENOUGH,
                events,
                requests,
                expectedRequests,
                wait,
                wait == FetchWait.NOTHING ? Optional.empty() : waitLeft,
                timeLeft());
    }

    /** At the pace so far. A wait counts from its beginning: it is what the requests before it cost. */
    private Optional<Duration> timeLeft() {
        Duration waiting = wait == FetchWait.NOTHING ? Duration.ZERO : waitLeft.orElse(Duration.ZERO);
        Duration spent = Duration.between(began, clock.instant()).plus(waiting);
        if (extent == Extent.UNTIL_ENOUGH || coveredSec == 0 || spent.compareTo(EARLY) < 0) {
            return Optional.empty();
        }
        double share = (double) (windows.countSec() - coveredSec) / coveredSec;
        return Optional.of(waiting.plusMillis(Math.round(spent.toMillis() * share)));
    }

    @Override
    public synchronized void end() {
        display.clear();
    }

    @Override
    public synchronized void close() {
        if (!closed && requests > 0) {
            totals.accept(String.join(
                    ", ",
                    ProgressText.counted(requests, "request"),
                    ProgressText.counted(events, "event"),
                    ProgressText.counted(bytes, "byte"),
                    "waited " + ProgressText.duration(waited.truncatedTo(ChronoUnit.SECONDS)),
                    "for " + ProgressText.windows(allWindows)));
        }
        closed = true;
    }
}
