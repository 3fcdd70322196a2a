package dev.ticketsql.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * A row written by hand.
 *
 * @param instantSec instant for paging, epoch seconds
 * @param json one JSON value, served unchanged; a test may serve a malformed one
 * @param shownFromSec first second of the server's clock at which a page may have it: later than its instant for an
 *     event that comes late
 * @param shownToSec first second at which no page has it any more: its ticket was deleted
 */
public record SandboxEvent(long instantSec, String json, long shownFromSec, long shownToSec) {

    /** Rejects null. */
    public SandboxEvent {
        requireNonNull(json, "json");
    }

    /** A row that comes in time and stays. */
    public SandboxEvent(long instantSec, String json) {
        this(instantSec, json, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    boolean isShownAt(long nowSec) {
        return shownFromSec <= nowSec && nowSec < shownToSec;
    }
}
