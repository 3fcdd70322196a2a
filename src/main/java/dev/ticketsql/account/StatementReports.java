package dev.ticketsql.account;

import dev.ticketsql.event.FetchListener;
import java.util.List;
import java.util.Optional;

/** Dealings of a connection with its statements besides rows: warnings, fetching progress, and options. */
public interface StatementReports {

    /** Removes and returns the warnings of the statements that this thread ran. */
    List<String> takeWarnings();

    /** Makes {@code listener} the only one to be called with progress, from the next statement on. */
    void listen(FetchListener listener);

    /**
     * Changes an option from the next statement on.
     *
     * @param value empty for the one that the connection was opened with
     * @throws IllegalArgumentException naming the option, its value and the expected one, or if it is an option of the
     *     connection
     */
    void set(Option option, Optional<String> value);

    /** Returns all options to the values that the connection was opened with. */
    void resetOptions();

    /**
     * The value of an option that may be changed; empty text where it has none.
     *
     * @throws IllegalArgumentException if it is an option of the connection
     */
    String shown(Option option);

    /** No warnings and no progress. */
    static StatementReports none() {
        return new StatementReports() {
            @Override
            public List<String> takeWarnings() {
                return List.of();
            }

            @Override
            public void listen(FetchListener listener) {}

            @Override
            public void set(Option option, Optional<String> value) {}

            @Override
            public void resetOptions() {}

            @Override
            public String shown(Option option) {
                return "";
            }
        };
    }
}
