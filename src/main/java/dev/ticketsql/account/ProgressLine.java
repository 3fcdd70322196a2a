package dev.ticketsql.account;

import dev.ticketsql.event.FetchProgress;
import dev.ticketsql.event.FetchWait;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One line of a terminal, drawn over again and again, and gone in the end. */
final class ProgressLine implements ProgressDisplay {

    /** As often as a person can read. */
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private static final String ERASE_LINE = "\u001b[K";

    /** A line that does not fit is cut off: of one that were continued below, only the last piece could be erased. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final InstantSource clock;
    private final PrintStream terminal;
    private final TerminalOwner turn;
    private Optional<Instant> drawn = Optional.empty();
    private FetchWait wait = FetchWait.NOTHING;

    ProgressLine(InstantSource clock, PrintStream terminal, TerminalOwner turn) {
        this.clock = clock;
        this.terminal = terminal;
        this.turn = turn;
    }

    @Override
    public void show(FetchProgress progress) {
        Instant now = clock.instant();
        boolean isDue = drawn.isEmpty() || !now.isBefore(drawn.get().plus(INTERVAL));
        if ((isDue || progress.waitingFor() != wait) && turn.take(this)) {
            drawn = Optional.of(now);
            wait = progress.waitingFor();
            // Ends where it begins: whatever else is written there, as a warning, then begins a line.
            terminal.print("\r" + NO_WRAP + ProgressText.of(progress) + ERASE_LINE + WRAP + "\r");
            terminal.flush();
        }
    }

    @Override
    public void clear() {
        if (drawn.isPresent()) {
            drawn = Optional.empty();
            terminal.print("\r" + ERASE_LINE);
            terminal.flush();
            turn.giveBack(this);
        }
    }
}
