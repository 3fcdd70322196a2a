package dev.ticketsql.event;

/** Reason for which a statement's fetching waits. */
public enum FetchWait {
    /** No wait: a request is running, or a page is being stored. */
    NOTHING,
    /** The account's limit of requests per minute. */
    RATE_LIMIT,
    /** The next attempt at a page, after one that failed. */
    RETRY,
    /** Another statement, of this process or of another, that fetches into the same mirror. */
    OTHER_STATEMENT
}
