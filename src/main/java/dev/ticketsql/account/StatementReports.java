package dev.ticketsql.account;

import dev.ticketsql.event.FetchListener;
import java.util.List;

/** What the statements of a connection say besides their rows. */
public interface StatementReports {

    /** What the statements that this thread ran were told besides their rows; each once. */
    List<String> takeWarnings();

    /** From the next statement on, {@code listener} alone is told how far fetching is. */
    void listen(FetchListener listener);

    /** Nothing is said. */
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
