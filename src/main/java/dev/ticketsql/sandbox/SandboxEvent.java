package dev.ticketsql.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * A row written by hand.
 *
 * @param instantSec instant for paging, epoch seconds
 * @param json one JSON value, served unchanged; a test may serve a malformed one
 */
public record SandboxEvent(long instantSec, String json) {

    /** Rejects null. */
    public SandboxEvent {
        requireNonNull(json, "json");
    }
}
