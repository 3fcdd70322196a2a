package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.http.HttpResponse;

/**
 * Fixed window of the rate limit: counts export requests per clock minute, since {@code resets} in the recordings
 * counts down to the next clock minute. Safe for several threads.
 */
final class RateWindow {

    /** Account-wide limit of the recordings; clients reach the export's smaller limit first. */
    private static final int ACCOUNT_LIMIT = 700;

    private final int limit;
    private long minute = Long.MIN_VALUE;
    private int used;

    /** Allows {@code limit} requests a minute, 0 for no limit. */
    RateWindow(int limit) {
        this.limit = limit;
    }

    /**
     * Position of a request in its minute.
     *
     * @param limit requests allowed, 0 for no limit
     * @param number number of the request in its minute, from 1
     * @param resetsSec seconds until the next minute begins, 1 to 60
     */
    record Position(int limit, int number, int resetsSec) {

        boolean isAllowed() {
            return limit == 0 || number <= limit;
        }

        /** Adds the headers of the rate limit to a response, if there is a limit. */
        HttpResponse withHeaders(HttpResponse response) {
            if (limit == 0) {
                return response;
            }
            int remaining = Math.max(0, limit - number);
            return response.withHeader(
                            "zendesk-ratelimit-incremental-exports",
                            "total=" + limit + "; remaining=" + remaining + "; resets=" + resetsSec)
                    .withHeader("x-rate-limit", Integer.toString(ACCOUNT_LIMIT))
                    .withHeader("x-rate-limit-remaining", Integer.toString(Math.max(0, ACCOUNT_LIMIT - number)))
                    .withHeader("ratelimit-limit", Integer.toString(ACCOUNT_LIMIT))
                    .withHeader("ratelimit-remaining", Integer.toString(Math.max(0, ACCOUNT_LIMIT - number)))
                    .withHeader("ratelimit-reset", Integer.toString(resetsSec));
        }
    }

    /** Counts a request at {@code nowSec}, epoch seconds, allowed or not. */
    synchronized Position count(long nowSec) {
        long current = Math.floorDiv(nowSec, 60L);
        if (current != minute) {
            minute = current;
            used = 0;
        }
        used++;
        return new Position(limit, used, 60 - (int) Math.floorMod(nowSec, 60L));
    }
}
