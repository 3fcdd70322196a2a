package dev.ticketsql.account;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the statements of one connection are told besides their rows. Goes to the log, and waits for the thread that
 * runs the statement to take it: Calcite has no way from an execution to the statement.
 */
final class PendingWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(PendingWarnings.class);

    /** So many at most wait where nobody takes them, as under plain Calcite. */
    private static final int MAX_WAITING = 100;

    private final ThreadLocal<List<String>> waiting = ThreadLocal.withInitial(ArrayList::new);

    void add(String warning) {
        LOG.warn("{}", warning);
        if (waiting.get().size() < MAX_WAITING) {
            waiting.get().add(warning);
        }
    }

    /** Those of this thread, which are gone with that. */
    List<String> take() {
        List<String> taken = List.copyOf(waiting.get());
        waiting.remove();
        return taken;
    }
}
