package dev.ticketsql.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Progress of one statement's fetching. A statement that later needs another range starts again at 0 %; its counts of
 * events and requests go on.
 *
 * @param statement number of the statement in this process, from 1, as in table {@code api_requests}
 * @param windows the ranges that were missing when fetching began, without the time before the account's first event
 * @param wantedSec length of these ranges
 * @param coveredSec length of the part that has arrived
 * @param mayStopEarlier whether fetching ends as soon as there are enough rows
 * @param events events that have arrived for the statement, repeated ones included
 * @param requests requests made for its events, failed ones included
 * @param lookUps requests made for names of people, groups and the like, failed ones included
 * @param expectedRequests estimated total of requests, an upper bound if it may stop earlier; empty without an estimate
 * @param waitingFor reason for the present wait
 * @param waitLeft remaining wait, if known
 * @param timeLeft estimated time until everything has arrived, at the speed so far; empty at the beginning
 */
public record FetchProgress(
        long statement,
        TimeRanges windows,
        long wantedSec,
        long coveredSec,
        boolean mayStopEarlier,
        long events,
        long requests,
        long lookUps,
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

    /** Share of the wanted seconds that has arrived, 0 to 100; 100 only when all have. */
    public double percent() {
        return coveredSec >= wantedSec ? 100 : 100.0 * coveredSec / wantedSec;
    }
}
