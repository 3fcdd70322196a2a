package dev.ticketsql.api;

/** What is to be done about a failed attempt. */
enum RetryDecision {
    /** Try again after a while: a conflict, trouble at the server, a broken connection. */
    RETRY,
    /** Try again when the limit allows: 429. */
    SLOW_DOWN,
    /** Nobody could be reached: try again, but not for long. */
    RECONNECT,
    /** Ask for fewer events: 504, the page is too heavy for the server. */
    HALVE_PAGE,
    /** Get a new access token and try once more at once: one that the client fetched itself was refused. */
    RENEW_TOKEN,
    /** Trying again cannot help. */
    FINAL;

    /** The most attempts that make sense. */
    int maxAttempts() {
        return switch (this) {
            case RETRY, SLOW_DOWN, HALVE_PAGE, RENEW_TOKEN -> BackOff.MAX_ATTEMPTS;
            case RECONNECT -> BackOff.MAX_CONNECT_ATTEMPTS;
            case FINAL -> 1;
        };
    }
}
