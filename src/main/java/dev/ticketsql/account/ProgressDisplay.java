package dev.ticketsql.account;

import dev.ticketsql.event.FetchProgress;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Shows people how far one statement's fetching is. Used by one thread at a time. */
interface ProgressDisplay {

    /** Tells the JVM that its standard error is a terminal that understands a VT100's commands. */
    String TERMINAL_PROPERTY = "ticketsql.progress.terminal";

    /** It is that far; a display decides itself whether that is worth showing. */
    void show(FetchProgress progress);

    /** Nothing is fetched any more: what is drawn must go. */
    void clear();

    /**
     * The display of one statement.
     *
     * @param turn of the statements that would draw at the same time
     * @param lines takes a line now and then, where nothing is drawn
     */
    static ProgressDisplay of(ProgressMode mode, InstantSource clock, TerminalOwner turn, Consumer<String> lines) {
        return switch (mode) {
            case NEVER -> new ProgressLog(clock, line -> {});
            case ALWAYS -> new ProgressLine(clock, System.err, turn);
            case AUTO ->
                Boolean.getBoolean(TERMINAL_PROPERTY)
                        ? new ProgressLine(clock, System.err, turn)
                        : new ProgressLog(clock, lines);
        };
    }
}
