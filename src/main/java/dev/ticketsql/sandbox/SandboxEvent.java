package dev.ticketsql.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * A row written by hand.
 *
 * @param instantSec instant for paging, epoch seconds
 * @param json the JSON that is served, as it is: one value, well-formed unless a test wants otherwise
 */
public record SandboxEvent(long instantSec, String json) {

    /** Rejects null. */
    public SandboxEvent {
        requireNonNull(json, "json");
    }
}
