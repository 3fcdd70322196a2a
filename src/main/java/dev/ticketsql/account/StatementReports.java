package dev.ticketsql.account;

import dev.ticketsql.event.FetchListener;
import java.util.List;

/** Reports of a connection's statements besides rows: warnings and fetching progress. */
public interface StatementReports {

    /** Removes and returns the warnings of the statements that this thread ran. */
    List<String> takeWarnings();

    /** Makes {@code listener} the only one to be called with progress, from the next statement on. */
    void listen(FetchListener listener);

    /** No warnings and no progress. */
    static StatementReports none() {
        return new StatementReports() {
            @Override
            public List<String> takeWarnings() {
                return List.of();
            }

            @Override
            public void listen(FetchListener listener) {}
        };
    }
}
