package dev.ticketsql.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A program in a terminal that tmux makes: its screen as a person sees it, and its keyboard. Closing it ends the
 * program. Tests are skipped where there is no tmux.
 */
public final class Screen implements AutoCloseable {

    private static final Path TMUX = Path.of("/usr/bin/tmux");

    /** Longest that a program may take to show something, on a machine that is busy with other tests. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final CommandLine tmux;
    private final String socket = "ticketsql-" + UUID.randomUUID();

    /**
     * Starts a program.
     *
     * @param columns of the terminal
     * @param rows of the terminal
     * @param words arguments without quotes
     */
    public Screen(CommandLine program, int columns, int rows, String... words) throws Exception {
        assumeTrue(TMUX.toFile().canExecute(), "no " + TMUX + " here to make a terminal with");
        tmux = program.through(TMUX);
        List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "-u", "new-session", "-d"));
        command.addAll(List.of("-x", String.valueOf(columns), "-y", String.valueOf(rows)));
        command.add(program.program() + " '" + String.join("' '", words) + "'; echo ended with $?; cat");
        if (words.length == 0) {
            command.set(command.size() - 1, program.program() + "; echo ended with $?; cat");
        }
        run(command.toArray(String[]::new));
    }

    private String run(String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-L", socket));
        arguments.addAll(List.of(words));
        CommandLine.Outcome outcome = tmux.run(arguments.toArray(String[]::new));
        assertEquals(0, outcome.exitCode(), () -> String.join(" ", words) + ": " + outcome.err());
        return outcome.out();
    }

    /** Types a line and presses Enter. */
    public void enter(String line) throws Exception {
        type(line);
        press("Enter");
    }

    /** Types text. */
    public void type(String text) throws Exception {
        // A semicolon at the end would separate two commands of tmux.
        run("send-keys", "-l", "--", text.endsWith(";") ? text.substring(0, text.length() - 1) + "\\;" : text);
    }

    /** Presses a key, by tmux's name: Tab, C-c, Up. */
    public void press(String key) throws Exception {
        run("send-keys", key);
    }

    /** Makes the window wider or narrower. */
    public void resize(int columns) throws Exception {
        run("resize-window", "-x", String.valueOf(columns));
    }

    /** The rows of the screen, without empty ones at the end. */
    public List<String> rows() throws Exception {
        return run("capture-pane", "-p").stripTrailing().lines().toList();
    }

    /** Everything that was shown, with what has left the screen; lines that the terminal broke are joined. */
    public String all() throws Exception {
        return run("capture-pane", "-p", "-J", "-S", "-")
                .replaceAll("(?m) +$", "")
                .stripTrailing();
    }

    /** The same with the escape sequences of colours and styles. */
    public String styled() throws Exception {
        return run("capture-pane", "-p", "-e", "-S", "-");
    }

    /** Waits until everything that was shown matches, and returns it. */
    public String await(Predicate<String> shown) throws Exception {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        String all = all();
        while (!shown.test(all)) {
            if (System.nanoTime() > endNanos) {
                fail("not shown within " + PATIENCE + ", but:\n" + all);
            }
            Thread.sleep(GLANCE.toMillis());
            all = all();
        }
        return all;
    }

    /** Waits until {@code text} is shown. */
    public String await(String text) throws Exception {
        return await(all -> all.contains(text));
    }

    /** Waits for the prompt behind {@code text}, and returns all that was shown. */
    public String awaitPromptBehind(String text) throws Exception {
        return await(all ->
                all.contains(text) && all.substring(all.lastIndexOf(text)).contains("\nticketsql>"));
    }

    @Override
    public void close() throws IOException {
        try {
            run("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
