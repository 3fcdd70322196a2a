package dev.ticketsql.account;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.schedule.BusinessSchedules;
import java.io.IOException;
import java.sql.SQLException;
import java.util.OptionalInt;

/** Source of a schema's events: snapshots of one account's mirror. */
@FunctionalInterface
public interface EventStore {

    /**
     * Opens one statement's view of the events. Makes no request; the snapshot fetches the gaps.
     *
     * @param cancellation ends waiting and fetching
     * @throws IOException if the mirror cannot be read
     * @throws SQLException if the mirror's engine refuses
     */
    Snapshot open(Cancellation cancellation) throws IOException, SQLException;

    /** Requests permitted per minute, as known now; empty without a known limit. */
    default OptionalInt requestsPerMinute() {
        return OptionalInt.empty();
    }

    /** Business hours of the account. */
    default BusinessSchedules schedules() {
        return BusinessSchedules.none();
    }
}
