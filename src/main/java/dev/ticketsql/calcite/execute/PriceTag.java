package dev.ticketsql.calcite.execute;

import dev.ticketsql.mirror.Price;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Price of ranges of time as {@code EXPLAIN} writes it.
 *
 * @param price empty if it is not known
 * @param mayCostLess true if the statement may turn out cheaper
 */
record PriceTag(Optional<Price> price, boolean mayCostLess) {

    /** Mirrored share: {@code 40%}, or {@code ?}. */
    String mirrored() {
        return price.map(known -> known.mirroredPercent() + "%").orElse("?");
    }

    /** Number of requests: {@code =12}, {@code <=12}, or {@code =?}. */
    String requests() {
        OptionalInt expected = price.map(Price::expectedRequests).orElse(OptionalInt.empty());
        if (expected.isEmpty()) {
            return "=?";
        }
        return (mayCostLess && expected.getAsInt() > 0 ? "<=" : "=") + expected.getAsInt();
    }

    /**
     * Price of a statement: {@code requests=12, about 2 minutes at 10 requests a minute}.
     *
     * @param perMinute limit of requests in a minute; empty if none is known
     */
    String sentence(OptionalInt perMinute) {
        OptionalInt expected = price.map(Price::expectedRequests).orElse(OptionalInt.empty());
        String requests = "requests" + requests();
        if (expected.isPresent() && expected.getAsInt() == 0) {
            return requests;
        }
        if (perMinute.isEmpty()) {
            return requests + ", no rate limit known";
        }
        String rate = "at " + perMinute.getAsInt() + " requests a minute";
        return requests + ", " + (expected.isPresent() ? time(expected.getAsInt(), perMinute.getAsInt()) + " " : "")
                + rate;
    }

    private String time(int requests, int perMinute) {
        if (requests <= perMinute) {
            return "less than a minute";
        }
        int minutes = (requests + perMinute - 1) / perMinute;
        return (mayCostLess ? "at most " : "") + "about " + minutes + " minutes";
    }
}
