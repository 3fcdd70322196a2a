package dev.ticketsql.account;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which of an account's statements that fetch at the same time draws on the terminal: the first, until it is done. The
 * others fetch in turn with it anyway, and would write over what it says. Safe for many threads.
 */
final class TerminalOwner {

    private final AtomicReference<@Nullable ProgressDisplay> drawing = new AtomicReference<>();

    /** Whether {@code display} may draw, now and until it gives its turn back. */
    boolean take(ProgressDisplay display) {
        return drawing.compareAndSet(null, display) || display.equals(drawing.get());
    }

    /** Lets another draw, if it was the turn of {@code display}. */
    void giveBack(ProgressDisplay display) {
        drawing.compareAndSet(display, null);
    }
}
