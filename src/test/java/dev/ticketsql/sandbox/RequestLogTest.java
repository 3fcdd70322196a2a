package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Bounded size of the request log, for a sandbox that runs for months. */
final class RequestLogTest {

    @Test
    void theLastRequestsAreKeptAndOlderOnesForgotten() {
        RequestLog log = new RequestLog();
        for (int startSec = 0; startSec < RequestLog.MAX_REQUESTS + 5; startSec++) {
            log.add(new ServedRequest(
                    new ReceivedRequest("GET", "/", "", Map.of(), OptionalLong.of(startSec), 1_000, 0), 200, 0));
        }

        assertEquals(RequestLog.MAX_REQUESTS, log.requests().size());
        assertEquals(OptionalLong.of(5), log.requests().get(0).startSec());
    }
}
