package dev.ticketsql.api;

/** Decision about the next attempt after a failed one. */
enum RetryDecision {
    /** Try again after a while: a conflict, an error of the server, a broken connection. */
    RETRY,
    /** Try again when the limit allows: 429. */
    SLOW_DOWN,
    /** Server unreachable: try again, but not for long. */
    RECONNECT,
    /** Request fewer events: 504, the page is too heavy for the server. */
    HALVE_PAGE,
    /** Request fewer events, but not for long: no answer, or one that stops or trickles, took more than a minute. */
    TOO_SLOW,
    /** Get a new access token and try once more at once: one that the client fetched itself was refused. */
    RENEW_TOKEN,
    /** No other attempt: it cannot succeed. */
    FINAL;

    /** True if the next attempt asks for half a page. */
    boolean halvesPage() {
        return this == HALVE_PAGE || this == TOO_SLOW;
    }

    /** Maximum of attempts. */
    int maxAttempts() {
        return switch (this) {
            case RETRY, SLOW_DOWN, HALVE_PAGE, RENEW_TOKEN -> BackOff.MAX_ATTEMPTS;
            case RECONNECT -> BackOff.MAX_CONNECT_ATTEMPTS;
            case TOO_SLOW -> BackOff.MAX_SLOW_ATTEMPTS;
            case FINAL -> 1;
        };
    }
}
