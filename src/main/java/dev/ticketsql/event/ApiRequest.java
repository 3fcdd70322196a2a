package dev.ticketsql.event;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One HTTP request for a page of events, or for names, and its result. Requests for access tokens are not counted.
 *
 * @param timeMillis send time, epoch milliseconds, by this machine's clock
 * @param startSec requested {@code start_time}, epoch seconds; empty of a request for names
 * @param eventCount events on the page, repeated boundary second included; empty if no page of events came
 * @param bytes size of the page after decompression
 * @param status of the answer; empty if none came
 * @param waitedMillis delay before it was sent: for the account's rate limit, or after a failure
 * @param statement number of the statement that needed it, counted from 1 in this process; empty if none did
 * @param endpoint path below {@code /api/v2/}, without its query
 */
public record ApiRequest(
        long timeMillis,
        OptionalLong startSec,
        OptionalInt eventCount,
        long bytes,
        OptionalInt status,
        long waitedMillis,
        OptionalLong statement,
        String endpoint) {}
