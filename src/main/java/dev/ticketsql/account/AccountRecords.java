package dev.ticketsql.account;

import dev.ticketsql.event.ApiRequest;
import dev.ticketsql.mirror.MirroredRange;
import java.io.IOException;
import java.util.List;

/** What this process knows of an account without asking it. */
public interface AccountRecords extends StatementReports {

    /**
     * What is mirrored, ascending.
     *
     * @throws IOException if the mirror cannot be opened or read
     */
    List<MirroredRange> windows() throws IOException;

    /** The latest requests of this process, in the order in which they ended. */
    List<ApiRequest> requests();
}
