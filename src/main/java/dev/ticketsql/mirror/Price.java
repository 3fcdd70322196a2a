package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What it would take to mirror all that a question wants, told without asking anybody.
 *
 * @param mirroredPercent which share of the wanted time is mirrored, rounded down: 100 only if nothing is missing. Time
 *     counts from the account's first event on, where that is known, and not from before Zendesk opened otherwise
 * @param minRequests so many requests it takes at least, whatever lies in what is missing
 * @param expectedRequests how many it will probably be, by what the mirror knows of comparable hours; empty if there is
 *     nothing to go by
 */
public record Price(int mirroredPercent, int minRequests, OptionalInt expectedRequests) {

    /** Expects no less than what is certain. */
    public Price {
        requireNonNull(expectedRequests, "expectedRequests");
        if (expectedRequests.isPresent()) {
            expectedRequests = OptionalInt.of(Math.max(minRequests, expectedRequests.getAsInt()));
        }
    }
}
