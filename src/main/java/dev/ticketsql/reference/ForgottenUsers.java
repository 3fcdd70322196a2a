package dev.ticketsql.reference;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.mirror.SnapshotOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;

/** Forgets people for good: their names are hidden at once, then removed from the files, and never asked for again. */
public final class ForgottenUsers {

    private ForgottenUsers() {}

    /**
     * Whether files of {@code mirror} still have people who are forgotten, since another process reads.
     *
     * @throws IOException if the directory cannot be read
     */
    public static boolean areStillInFiles(Mirror mirror) throws IOException {
        for (String table : mirror.references().tables()) {
            if (table.startsWith(ReferenceTable.USERS.tableName())
                    && mirror.references().hasSuperseded(table)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Forgets a person.
     *
     * @param source options of a snapshot, of which nothing is fetched
     * @return whether {@code mirror} knew the person
     * @throws IOException if that cannot be written down, or a file cannot be written
     * @throws SQLException if the engine fails
     */
    public static boolean forget(Mirror mirror, SnapshotOptions source, long userId) throws IOException, SQLException {
        boolean wasKnown = false;
        try (Snapshot snapshot = mirror.read(source, Cancellation.never(), warning -> {})) {
            for (boolean keepsAddresses : new boolean[] {false, true}) {
                ReferenceStore store = new ReferenceStore(
                        mirror.references(),
                        snapshot,
                        new ReferenceOptions(Duration.ZERO, keepsAddresses, OptionalInt.empty()));
                mirror.referencesPermit().begin(Cancellation.never());
                try {
                    wasKnown |= store.forget(ReferenceTable.USERS, userId);
                } finally {
                    mirror.referencesPermit().end();
                }
            }
        }
        return wasKnown;
    }
}
