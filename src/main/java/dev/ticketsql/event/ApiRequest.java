package dev.ticketsql.event;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One request for a page that was made of the API, and what came of it. Requests for access tokens are none.
 *
 * @param timeMillis when it was sent, epoch milliseconds, by this machine's clock
 * @param startSec the {@code start_time} that was asked for, epoch seconds
 * @param eventCount events on the page, repeated boundary second included; empty if no page came
 * @param bytes of the page as it was read, after decompression
 * @param status of the answer; empty if none came
 * @param waitedMillis how long it was held back before it was sent, for the account's limit or after a failure
 * @param statement which statement of this process it was made for, counting from 1; empty if for none
 */
public record ApiRequest(
        long timeMillis,
        long startSec,
        OptionalInt eventCount,
        long bytes,
        OptionalInt status,
        long waitedMillis,
        OptionalLong statement) {}
