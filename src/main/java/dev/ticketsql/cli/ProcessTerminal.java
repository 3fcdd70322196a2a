package dev.ticketsql.cli;

import dev.ticketsql.cli.prompt.Surroundings;
import java.io.BufferedReader;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;

/** The terminal of this process. */
final class ProcessTerminal implements Surroundings {

    private static final File DEVICE = new File("/dev/tty");

    private final boolean interactive;
    private final boolean watched;
    private final Map<String, String> environment;
    private Optional<Terminal> terminal = Optional.empty();

    /**
     * A terminal, or none.
     *
     * @param interactive whether a person types
     * @param watched whether input and output are a terminal
     */
    ProcessTerminal(boolean interactive, boolean watched, Map<String, String> environment) {
        this.interactive = interactive;
        this.watched = watched;
        this.environment = Map.copyOf(environment);
    }

    /** True if input and output of this process are a terminal, as far as Java knows. */
    @SuppressWarnings("SystemConsoleNull") // It is null before Java 22.
    static boolean isConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there is a console without a terminal too, and this method.
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Takes the size from {@code opened}, which follows a window as it is resized. */
    void use(Terminal opened) {
        terminal = Optional.of(opened);
    }

    @Override
    public boolean isInteractive() {
        return interactive;
    }

    @Override
    public boolean isWatched() {
        return watched;
    }

    /** By the rules of no-color.org, and never on a terminal that cannot. */
    @Override
    public boolean isStyled() {
        return isErasable() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    @Override
    public boolean isErasable() {
        return watched && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    @Override
    public int width() {
        int columns = watched ? terminal.map(Terminal::getWidth).orElseGet(ProcessTerminal::asked) : 0;
        return columns > 0 ? columns : Integer.MAX_VALUE;
    }

    /** Asks the system, as a script has no line editor: 0 if it does not know. */
    private static int asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(DEVICE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader size =
                    new BufferedReader(new InputStreamReader(stty.getInputStream(), StandardCharsets.US_ASCII))) {
                String line = Optional.ofNullable(size.readLine()).orElse("");
                return line.matches("\\d{1,6} \\d{1,6}") ? Integer.parseInt(line.replaceFirst(".* ", "")) : 0;
            }
        } catch (IOException e) {
            return 0;
        }
    }
}
