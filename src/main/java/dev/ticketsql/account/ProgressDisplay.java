package dev.ticketsql.account;

import dev.ticketsql.event.FetchProgress;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Display of one statement's fetching progress, or of an export's. Used by one thread at a time. */
interface ProgressDisplay {

    /** System property, set by the scripts in bin/: true if standard error is a terminal that takes VT100 commands. */
    String TERMINAL_PROPERTY = "ticketsql.progress.terminal";

    /** Takes the current progress; a display decides how often to show it. */
    void show(FetchProgress progress);

    /** The same for progress in one sentence. */
    void show(String sentence);

    /** Erases the drawing when fetching ends. */
    void clear();

    /**
     * The display of one statement.
     *
     * @param owner decides between statements that would draw at the same time
     * @param lines takes a line now and then, if nothing is drawn
     */
    static ProgressDisplay of(ProgressMode mode, InstantSource clock, TerminalOwner owner, Consumer<String> lines) {
        return switch (mode) {
            case NEVER -> new ProgressLog(clock, line -> {});
            case ALWAYS -> new ProgressLine(clock, System.err, owner);
            case AUTO ->
                Boolean.getBoolean(TERMINAL_PROPERTY)
                        ? new ProgressLine(clock, System.err, owner)
                        : new ProgressLog(clock, lines);
        };
    }
}
