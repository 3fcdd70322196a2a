package dev.ticketsql.api;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when the next request to an account may go, for this process alone or together with the others that share a
 * file. It never waits for the limit and has no clock: it answers how long to wait. All clients of one account share
 * one. Safe for many threads.
 *
 * <p>Two rules hold at once. The server's: after an answer that leaves n requests in its window, n may go before the
 * window ends, less those still on their way, which it may not have counted; a window that nobody has heard of yet is
 * taken to be as large as the last. Ours, where a cap is given: no more than that in any 60 seconds.
 */
public final class RateLimiter {

    private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);

    private final Optional<RateLimiterFile> file;
    private final Optional<Path> path;

    /** Of this process alone; unused as long as the file serves. */
    private final RateLimiterState own = new RateLimiterState();

    /** When the requests of this process that have not been answered were let go. */
    private final Deque<Long> onTheirWay = new ArrayDeque<>();

    private boolean fileFailed;

    /** Of this process alone. Knows of no limit yet. */
    public RateLimiter() {
        this(Optional.empty());
    }

    private RateLimiter(Optional<Path> path) {
        this.path = path;
        this.file = path.map(RateLimiterFile::new);
    }

    /**
     * One that keeps within a limit together with every other pacer of that file, in whatever process. Where the file
     * cannot be made, read or written it says so once in the log and keeps the limit for this process alone.
     *
     * @param file of the account, not of the mirror; made when first needed, mode 0600
     */
    public static RateLimiter shared(Path file) {
        return new RateLimiter(Optional.of(file));
    }

    /**
     * Asks to send a request at {@code nowMillis}.
     *
     * @param perMinute the caller's own cap, if any
     * @return 0 if it may go: it has been counted, and {@link #answered} must follow; otherwise how many milliseconds
     *     to wait before asking again
     */
    synchronized long tryAcquireMillis(long nowMillis, OptionalInt perMinute) {
        long waitMillis = decide(pace -> pace.tryAcquireMillis(nowMillis, perMinute, onTheirWay));
        if (waitMillis == 0) {
            onTheirWay.addLast(nowMillis);
        }
        return waitMillis;
    }

    /**
     * Takes note that a request is on its way no longer: an answer began at {@code nowMillis}, or none will come.
     *
     * @param limit what the answer said of the limit, if anything
     */
    synchronized void answered(Optional<RateLimit> limit, long nowMillis) {
        // Which one does not matter: it is their number that counts.
        Long letGoMillis = onTheirWay.pollFirst();
        decide(pace -> {
            if (letGoMillis != null) {
                pace.noLongerOnItsWay(letGoMillis);
            }
            limit.ifPresent(said -> pace.observe(said, nowMillis));
            return 0;
        });
    }

    /** Lets nothing go before {@code untilMillis}: the server asked for a pause. */
    synchronized void pauseUntil(long untilMillis) {
        decide(pace -> {
            pace.pauseUntil(untilMillis);
            return 0;
        });
    }

    /** How many requests a minute the server allows, as one of its answers lately said; empty if none did. */
    public synchronized OptionalInt requestsPerMinute() {
        int said = (int) decide(pace -> pace.windowSize().orElse(0));
        return said == 0 ? OptionalInt.empty() : OptionalInt.of(said);
    }

    private long decide(ToLongFunction<RateLimiterState> decision) {
        if (file.isPresent() && !fileFailed) {
            try {
                return file.get().decide(decision);
            } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                LOG.debug("Interrupted while deciding; the thread's next step ends its statement", e);
            } catch (IOException | OverlappingFileLockException e) {
                fileFailed = true;
                LOG.warn("Cannot keep {}: other processes that ask the same account are not counted", path.get(), e);
            }
        }
        return decision.applyAsLong(own);
    }
}
