package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.http.HttpResponse;

/**
 * Fixed window of a rate limit: counts requests per clock minute, since {@code resets} in the recordings counts down to
 * the next clock minute. Safe for several threads.
 */
final class RateWindow {

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

        /** Adds the headers of the export's limit to a response, if there is a limit. */
        HttpResponse withExportHeaders(HttpResponse response) {
            if (limit == 0) {
                return response;
            }
            String export = "total=" + limit + "; remaining=" + Math.max(0, limit - number) + "; resets=" + resetsSec;
            return response.withHeader("zendesk-ratelimit-incremental-exports", export);
        }

        /** Adds the headers of the account's limit to a response, if there is a limit. */
        HttpResponse withAccountHeaders(HttpResponse response) {
            if (limit == 0) {
                return response;
            }
            String total = Integer.toString(limit);
            String remaining = Integer.toString(Math.max(0, limit - number));
            return response.withHeader("x-rate-limit", total)
                    .withHeader("x-rate-limit-remaining", remaining)
                    .withHeader("ratelimit-limit", total)
                    .withHeader("ratelimit-remaining", remaining)
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
