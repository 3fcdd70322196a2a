package dev.ticketsql.account;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.reference.StatementReferences;
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

    /**
     * The references of the statement that reads {@code snapshot}; tables of a store without any are empty.
     *
     * @param cancellation ends waiting and fetching
     * @throws IOException if the mirror cannot be read
     */
    default StatementReferences references(Snapshot snapshot, Cancellation cancellation) throws IOException {
        return StatementReferences.none();
    }

    /** Requests permitted per minute, as known now; empty without a known limit. */
    default OptionalInt requestsPerMinute() {
        return OptionalInt.empty();
    }

    /** Business hours that are given beside the account's own, and come first. */
    default BusinessSchedules schedules() {
        return BusinessSchedules.none();
    }
}
