package dev.ticketsql.api;

import dev.ticketsql.files.FileSharing;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the requests to one account, for this process alone or for all processes that share a file. It has no clock
 * and never sleeps for the limit: it returns the wait. All clients of one account share one. Safe for many threads.
 *
 * <p>Two rules hold at once. The server's: after a response with n remaining requests in its window, n may be sent
 * before the window ends, less the requests in flight, which the server may not have counted; the next window is
 * assumed to be as large as the last. Ours, if there is a cap: no more than that in any 60 seconds.
 */
public final class RateLimiter {

    private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);

    private final Optional<RateLimiterFile> file;
    private final Optional<Path> path;

    /** State of this process alone; unused while the file works. */
    private final RateLimiterState own = new RateLimiterState();

    /** Send times of this process's requests in flight. */
    private final Deque<Long> inFlightMillis = new ArrayDeque<>();

    private boolean fileFailed;

    /** Creates a limiter for this process alone, without a known limit. */
    public RateLimiter() {
        this(Optional.empty(), FileSharing.PRIVATE);
    }

    private RateLimiter(Optional<Path> path, FileSharing sharing) {
        this.path = path;
        this.file = path.map(shared -> new RateLimiterFile(shared, sharing));
    }

    /**
     * Creates a limiter that shares its state with all limiters of the same file, in any process. If the file cannot be
     * created, read or written, it logs one warning and limits this process alone.
     *
     * @param file of the account, not of the mirror; created at the first request
     * @param sharing whose processes share it; mode 0600 for those of one user
     */
    public static RateLimiter shared(Path file, FileSharing sharing) {
        return new RateLimiter(Optional.of(file), sharing);
    }

    /**
     * Acquires a permit for a request at {@code nowMillis}, or returns the wait.
     *
     * @param perMinute the caller's own cap, if any
     * @return 0 if the request may be sent: it is counted, and {@link #answered} must follow; otherwise the
     *     milliseconds to wait before the next call
     */
    synchronized long tryAcquireMillis(long nowMillis, OptionalInt perMinute) {
        long waitMillis = decide(state -> state.tryAcquireMillis(nowMillis, perMinute, inFlightMillis));
        if (waitMillis == 0) {
            inFlightMillis.addLast(nowMillis);
        }
        return waitMillis;
    }

    /**
     * Ends a request in flight: its response began at {@code nowMillis}, or it failed.
     *
     * @param limit rate limit headers of the response, if any
     * @param clocks the server's clock in the response, if any
     */
    synchronized void answered(Optional<RateLimit> limit, Optional<ComparedClocks> clocks, long nowMillis) {
        // Any of them: only their number counts.
        Long sentMillis = inFlightMillis.pollFirst();
        decide(state -> {
            if (sentMillis != null) {
                state.removeInFlight(sentMillis);
            }
            limit.ifPresent(headers -> state.observe(headers, nowMillis));
            clocks.ifPresent(state::setClocks);
            return 0;
        });
    }

    /** The server's clock and this machine's at the last answer to any process; empty if none is known. */
    public synchronized Optional<ComparedClocks> clocks() {
        List<ComparedClocks> found = new ArrayList<>();
        decide(state -> {
            state.clocks().ifPresent(found::add);
            return 0;
        });
        return found.stream().findFirst();
    }

    /** Blocks all requests until {@code untilMillis}: the server asked for a pause. */
    synchronized void pauseUntil(long untilMillis) {
        decide(state -> {
            state.pauseUntil(untilMillis);
            return 0;
        });
    }

    /** The server's limit per minute, from a recent response; empty if there was none. */
    public synchronized OptionalInt requestsPerMinute() {
        int windowSize = (int) decide(state -> state.windowSize().orElse(0));
        return windowSize == 0 ? OptionalInt.empty() : OptionalInt.of(windowSize);
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
