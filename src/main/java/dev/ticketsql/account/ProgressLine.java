package dev.ticketsql.account;

import dev.ticketsql.event.FetchProgress;
import dev.ticketsql.event.FetchWait;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Progress as one line of a terminal, drawn over itself and erased in the end. */
final class ProgressLine implements ProgressDisplay {

    /** Fast enough for a reader. */
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private static final String ERASE_LINE = "\u001b[K";

    /** Cuts off a line that does not fit: if it were continued below, only its last piece could be erased. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final InstantSource clock;
    private final PrintStream terminal;
    private final TerminalOwner owner;
    private Optional<Instant> drawn = Optional.empty();
    private FetchWait wait = FetchWait.NOTHING;

    ProgressLine(InstantSource clock, PrintStream terminal, TerminalOwner owner) {
        this.clock = clock;
        this.terminal = terminal;
        this.owner = owner;
    }

    @Override
    public void show(FetchProgress progress) {
        if ((isDue() || progress.waitingFor() != wait) && owner.acquire(this)) {
            wait = progress.waitingFor();
            draw(ProgressText.of(progress));
        }
    }

    @Override
    public void show(String sentence) {
        if (isDue() && owner.acquire(this)) {
            draw(sentence);
        }
    }

    private boolean isDue() {
        return drawn.isEmpty() || !clock.instant().isBefore(drawn.get().plus(INTERVAL));
    }

    private void draw(String text) {
        drawn = Optional.of(clock.instant());
        // The cursor returns to the start, so that other output, as a warning, begins a line.
        terminal.print("\r" + NO_WRAP + text + ERASE_LINE + WRAP + "\r");
        terminal.flush();
    }

    @Override
    public void clear() {
        if (drawn.isPresent()) {
            drawn = Optional.empty();
            terminal.print("\r" + ERASE_LINE);
            terminal.flush();
            owner.release(this);
        }
    }
}
