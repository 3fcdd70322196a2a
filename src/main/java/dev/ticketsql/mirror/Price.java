package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Estimated requests to mirror all ranges of a statement, made without a request.
 *
 * @param mirroredPercent mirrored share of the wanted time, rounded down: 100 only if nothing is missing. Time counts
 *     from the account's first event, if that is known, else from Zendesk's opening
 * @param minRequests lower bound, whatever events are missing
 * @param expectedRequests probable number, by the density of comparable mirrored hours; empty without any
 */
public record Price(int mirroredPercent, int minRequests, OptionalInt expectedRequests) {

    /** Raises the probable number to the lower bound. */
    public Price {
        requireNonNull(expectedRequests, "expectedRequests");
        if (expectedRequests.isPresent()) {
            expectedRequests = OptionalInt.of(Math.max(minRequests, expectedRequests.getAsInt()));
        }
    }
}
