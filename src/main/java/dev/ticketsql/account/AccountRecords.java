package dev.ticketsql.account;

import dev.ticketsql.event.ApiRequest;
import dev.ticketsql.mirror.MirroredRange;
import java.io.IOException;
import java.util.List;

/** Records about an account that need no request: mirrored ranges, and the requests of this process. */
public interface AccountRecords extends StatementReports {

    /**
     * Mirrored ranges, ascending.
     *
     * @throws IOException if the mirror cannot be opened or read
     */
    List<MirroredRange> mirroredRanges() throws IOException;

    /** The latest requests of this process, in the order in which they ended. */
    List<ApiRequest> requests();
}
