package dev.ticketsql.account;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warnings of one connection's statements, kept for the thread that runs the statement and written to the log: Calcite
 * has no way from an execution to its statement.
 */
final class PendingWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(PendingWarnings.class);

    /** A bound for callers that never take them, as plain Calcite. */
    private static final int MAX_WAITING = 100;

    private final ThreadLocal<List<String>> waiting = ThreadLocal.withInitial(ArrayList::new);

    void add(String warning) {
        LOG.warn("{}", warning);
        if (waiting.get().size() < MAX_WAITING) {
            waiting.get().add(warning);
        }
    }

    /** Removes and returns the warnings of this thread. */
    List<String> take() {
        List<String> taken = List.copyOf(waiting.get());
        waiting.remove();
        return taken;
    }
}
