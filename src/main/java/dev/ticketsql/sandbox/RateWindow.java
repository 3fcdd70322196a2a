package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.http.HttpAnswer;

/**
 * Counts export requests per clock minute, which is what the recordings' {@code resets} count down to. Safe for several
 * threads.
 */
final class RateWindow {

    /** The account-wide limit of the recordings; the narrower one of the export is what clients meet. */
    private static final int ACCOUNT_LIMIT = 700;

    private final int limit;
    private long minute = Long.MIN_VALUE;
    private int used;

    /** Allows {@code limit} requests a minute, 0 for no limit. */
    RateWindow(int limit) {
        this.limit = limit;
    }

    /**
     * One request's place in its minute.
     *
     * @param limit requests allowed, 0 for no limit
     * @param number which request of the minute this is, from 1
     * @param resetsSec seconds until the next minute begins, 1 to 60
     */
    record Place(int limit, int number, int resetsSec) {

        boolean isAllowed() {
            return limit == 0 || number <= limit;
        }

        /** The answer with the limit's headers; as it is where there is no limit. */
        HttpAnswer describe(HttpAnswer answer) {
            if (limit == 0) {
                return answer;
            }
            int remaining = Math.max(0, limit - number);
            return answer.withHeader(
                            "zendesk-ratelimit-incremental-exports",
                            "total=" + limit + "; remaining=" + remaining + "; resets=" + resetsSec)
                    .withHeader("x-rate-limit", Integer.toString(ACCOUNT_LIMIT))
                    .withHeader("x-rate-limit-remaining", Integer.toString(Math.max(0, ACCOUNT_LIMIT - number)))
                    .withHeader("ratelimit-limit", Integer.toString(ACCOUNT_LIMIT))
                    .withHeader("ratelimit-remaining", Integer.toString(Math.max(0, ACCOUNT_LIMIT - number)))
                    .withHeader("ratelimit-reset", Integer.toString(resetsSec));
        }
    }

    /** Counts a request at {@code nowSec}, epoch seconds, whether it is allowed or not. */
    synchronized Place enter(long nowSec) {
        long current = Math.floorDiv(nowSec, 60L);
        if (current != minute) {
            minute = current;
            used = 0;
        }
        used++;
        return new Place(limit, used, 60 - (int) Math.floorMod(nowSec, 60L));
    }
}
