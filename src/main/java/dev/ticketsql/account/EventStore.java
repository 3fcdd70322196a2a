package dev.ticketsql.account;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.mirror.Snapshot;
import java.io.IOException;
import java.sql.SQLException;
import java.util.OptionalInt;

/** Where a schema's events are: one account's mirror, as the wiring set it up. */
@FunctionalInterface
public interface EventStore {

    /**
     * Opens one statement's view of the events. Makes no request by itself; the returned reading makes what is missing.
     *
     * @param cancellation whether the statement is still wanted
     * @throws IOException if the mirror cannot be read
     * @throws SQLException if the mirror's engine refuses
     */
    Snapshot open(Cancellation cancellation) throws IOException, SQLException;

    /** How many requests a minute may be made, as far as that is known now; empty if no limit is known. */
    default OptionalInt requestsPerMinute() {
        return OptionalInt.empty();
    }
}
