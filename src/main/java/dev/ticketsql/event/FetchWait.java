package dev.ticketsql.event;

/** What the fetching of a statement waits for before it goes on. */
public enum FetchWait {
    /** Nothing: it asks, or keeps what it was given. */
    NOTHING,
    /** The account's limit of requests per minute. */
    RATE_LIMIT,
    /** The next attempt at a page, after one that failed. */
    RETRY,
    /** Another statement, of this process or of another, that fetches into the same mirror. */
    OTHER_STATEMENT
}
