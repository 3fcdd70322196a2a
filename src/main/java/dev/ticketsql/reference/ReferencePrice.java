package dev.ticketsql.reference;

/**
 * Requests that a table of references will probably need.
 *
 * @param requests their number
 * @param isLeast whether there may be more: a list that was never fetched has as many pages as it has
 */
public record ReferencePrice(int requests, boolean isLeast) {

    /** Nothing to be asked. */
    public static ReferencePrice nothing() {
        return new ReferencePrice(0, false);
    }

    /** The price of both. */
    public ReferencePrice plus(ReferencePrice other) {
        return new ReferencePrice(requests + other.requests, isLeast || other.isLeast);
    }

    /** As EXPLAIN writes it: {@code requests=2} or {@code requests>=2}. */
    @Override
    public String toString() {
        return "requests" + (isLeast ? ">=" : "=") + requests;
    }
}
