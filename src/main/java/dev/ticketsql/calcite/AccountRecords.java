package dev.ticketsql.calcite;

import dev.ticketsql.api.ApiRequest;
import dev.ticketsql.mirror.MirrorWindow;
import java.io.IOException;
import java.util.List;

/** What this process knows of an account without asking it. */
interface AccountRecords extends StatementReports {

    /**
     * What is mirrored, ascending.
     *
     * @throws IOException if the mirror cannot be opened or read
     */
    List<MirrorWindow> windows() throws IOException;

    /** The latest requests of this process, in the order in which they ended. */
    List<ApiRequest> requests();
}
