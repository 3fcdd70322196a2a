package dev.ticketsql.account;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lock on the terminal's progress line, for an account's statements that fetch at the same time: the first draws until
 * it is done. The others wait for its requests anyway, and would overwrite its line. Safe for many threads.
 */
final class TerminalOwner {

    private final AtomicReference<@Nullable ProgressDisplay> owner = new AtomicReference<>();

    /** Takes the line for {@code display}, and returns whether it may draw until it releases the line. */
    boolean acquire(ProgressDisplay display) {
        return owner.compareAndSet(null, display) || display.equals(owner.get());
    }

    /** Gives the line up, if {@code display} owns it. */
    void release(ProgressDisplay display) {
        owner.compareAndSet(display, null);
    }
}
