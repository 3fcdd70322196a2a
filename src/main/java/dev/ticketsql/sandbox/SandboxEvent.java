package dev.ticketsql.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * A row written by hand.
 *
 * @param instantSec the instant by which it is paged, epoch seconds
 * @param json the JSON that is served, as it is: one value, well-formed unless a test wants otherwise
 */
public record SandboxEvent(long instantSec, String json) {

    /** Refuses an absent JSON text. */
    public SandboxEvent {
        requireNonNull(json, "json");
    }
}
