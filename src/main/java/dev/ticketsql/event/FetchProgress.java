package dev.ticketsql.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far the fetching of a statement is. A statement that finds out later that it needs another stretch of time begins
 * again at nothing; its counts go on.
 *
 * @param statement which statement of this process it is, counting from 1, as in table {@code api_requests}
 * @param windows the stretches that were missing when fetching began, without what turned out to lie before the first
 *     event
 * @param wantedSec how many seconds these have
 * @param coveredSec how many of them have arrived
 * @param mayStopEarlier whether fetching ends when there are rows enough, though not all has arrived
 * @param events how many events have arrived for the statement, repeated ones included
 * @param requests how many requests were made for it, those that failed included
 * @param expectedRequests how many there will be, at most if it may stop earlier, where there is something to go by
 * @param waitingFor what it waits for
 * @param waitLeft for how much longer, where that is known
 * @param timeLeft until everything has arrived, at the pace so far; empty while that is too early to say
 */
public record FetchProgress(
        long statement,
        TimeRanges windows,
        long wantedSec,
        long coveredSec,
        boolean mayStopEarlier,
        long events,
        long requests,
        OptionalLong expectedRequests,
        FetchWait waitingFor,
        Optional<Duration> waitLeft,
        Optional<Duration> timeLeft) {

    /** Refuses nulls. */
    public FetchProgress {
        requireNonNull(windows, "windows");
        requireNonNull(expectedRequests, "expectedRequests");
        requireNonNull(waitingFor, "waitingFor");
        requireNonNull(waitLeft, "waitLeft");
        requireNonNull(timeLeft, "timeLeft");
    }

    /** How much of the wanted time has arrived, 0 to 100; 100 only when all of it has. */
    public double percent() {
        return coveredSec >= wantedSec ? 100 : 100.0 * coveredSec / wantedSec;
    }
}
