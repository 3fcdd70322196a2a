package dev.ticketsql.calcite.execute;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Price;
import dev.ticketsql.mirror.Snapshot;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The price of windows, as {@code EXPLAIN} shows it. Made without a request.
 *
 * @param price what is known of it; empty where the windows are not known yet
 * @param mayCostLess whether it may turn out cheaper
 */
record PriceTag(Optional<Price> price, boolean mayCostLess) {

    private static final Logger LOG = LoggerFactory.getLogger(PriceTag.class);

    /** What mirroring {@code seconds} would cost now; unknown if they are, or if the mirror cannot be read. */
    static PriceTag of(EventStore store, Optional<TimeRanges> seconds, boolean mayCostLess) {
        if (seconds.isEmpty()) {
            return new PriceTag(Optional.empty(), mayCostLess);
        }
        try (Snapshot reading = store.open(Cancellation.never())) {
            return new PriceTag(Optional.of(reading.price(seconds.get())), mayCostLess);
        } catch (IOException | SQLException e) {
            // Whoever runs the statement will be told.
            LOG.debug("Cannot tell a price", e);
            return new PriceTag(Optional.empty(), mayCostLess);
        }
    }

    /** {@code 40%}, or {@code ?}. */
    String mirrored() {
        return price.map(known -> known.mirroredPercent() + "%").orElse("?");
    }

    /** {@code =12}, {@code <=12}, or {@code =?}. */
    String requests() {
        OptionalInt expected = price.map(Price::expectedRequests).orElse(OptionalInt.empty());
        if (expected.isEmpty()) {
            return "=?";
        }
        return (mayCostLess && expected.getAsInt() > 0 ? "<=" : "=") + expected.getAsInt();
    }

    /**
     * The price of a statement: {@code requests=12, about 2 minutes at 10 requests a minute}.
     *
     * @param perMinute at most so many requests may be made in a minute; empty if no limit is known
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
        String pace = "at " + perMinute.getAsInt() + " requests a minute";
        return requests + ", " + (expected.isPresent() ? time(expected.getAsInt(), perMinute.getAsInt()) + " " : "")
                + pace;
    }

    private String time(int requests, int perMinute) {
        if (requests <= perMinute) {
            return "less than a minute";
        }
        int minutes = (requests + perMinute - 1) / perMinute;
        return (mayCostLess ? "at most " : "") + "about " + minutes + " minutes";
    }
}
