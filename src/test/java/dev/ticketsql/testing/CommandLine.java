package dev.ticketsql.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program as a process of its own, without a terminal, in a directory and with an environment that hold no settings
 * of the person at the keyboard.
 */
public final class CommandLine {

    /** The project's directory: Maven runs tests there. */
    public static final Path PROJECT = Path.of("").toAbsolutePath();

    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private static final Path TERMINAL = Path.of("/usr/bin/script");

    /** Ctrl-C does nothing in a process that inherits an ignored SIGINT, as of a build in the background. */
    private static final String DEFAULT_INTERRUPT =
            succeeds("env", "--default-signal=INT", "true") ? "env --default-signal=INT " : "";

    private final Path directory;
    private final Path program;
    private final Map<String, String> environment;

    private CommandLine(Path directory, Path program, Map<String, String> environment) {
        this.directory = directory;
        this.program = program;
        this.environment = Map.copyOf(environment);
    }

    /** Any program, run from that directory, which also takes the user's cache and the files of input and output. */
    public static CommandLine of(Path program, Path directory) {
        return new CommandLine(directory, program, Map.of());
    }

    /** {@code bin/sqlline}, run from that directory. */
    public static CommandLine sqlline(Path directory) {
        return of(PROJECT.resolve("bin/sqlline"), directory);
    }

    /** {@code bin/mirror}, run from that directory. */
    public static CommandLine mirror(Path directory) {
        return of(PROJECT.resolve("bin/mirror"), directory);
    }

    /** {@code bin/sandbox}, run from that directory. */
    public static CommandLine sandbox(Path directory) {
        return of(PROJECT.resolve("bin/sandbox"), directory);
    }

    /** The {@code java} that runs the tests, run from that directory. */
    public static CommandLine java(Path directory) {
        return of(JAVA_HOME.resolve("bin/java"), directory);
    }

    /** The program that runs. */
    public Path program() {
        return program;
    }

    /** Another program in the same directory, with the same environment. */
    public CommandLine through(Path other) {
        return new CommandLine(directory, other, environment);
    }

    /**
     * The same at a terminal of its own: its input and output are the keys and the screen.
     *
     * @param redirection as a shell has it, of output that goes elsewhere
     */
    public CommandLine atTerminal(String redirection) throws IOException {
        assumeTrue(Files.isExecutable(TERMINAL), "no " + TERMINAL + " here to make a terminal with");
        assumeInterruptible();
        // exec: the shell that "script" starts, dash where none is named, would stay and die of Ctrl-C itself.
        Path wrapper = Files.writeString(
                directory.resolve("at-terminal"),
                "#!/bin/sh\nfor word; do words=\"$words '$word'\"; done\nexec " + DEFAULT_INTERRUPT + TERMINAL
                        + " -qec \"exec " + program + "$words " + redirection + "\" /dev/null\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
        return through(wrapper).with("TERM", "xterm");
    }

    /** Runs a program without looking at what it prints; returns whether it is there and ends with exit code 0. */
    public static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Skips a test of Ctrl-C where a process cannot be interrupted. */
    private static void assumeInterruptible() throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean isIgnored = Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Long.parseUnsignedLong(line.replaceAll("SigIgn:\\s*", ""), 16) & 2) != 0);
        assumeTrue(
                !isIgnored || !DEFAULT_INTERRUPT.isEmpty(),
                "SIGINT is ignored here, and env does not know --default-signal: Ctrl-C would do nothing");
    }

    /** The same with a variable of the environment. */
    public CommandLine with(String variable, String value) {
        Map<String, String> extended = new HashMap<>(environment);
        extended.put(variable, value);
        return new CommandLine(directory, program, extended);
    }

    /** Runs it with nothing on standard input. */
    public Outcome run(String... arguments) throws IOException, InterruptedException {
        return run("", List.of(arguments));
    }

    /** Runs it with that text on standard input. */
    public Outcome reading(String input, String... arguments) throws IOException, InterruptedException {
        return run(input, List.of(arguments));
    }

    /** Runs it with standard output going to that file, of which nothing is read. */
    public Outcome writingTo(Path out, String... arguments) throws IOException, InterruptedException {
        Path nothing = Files.createTempFile(directory, "in", ".txt");
        return run(nothing, out, List.of(arguments));
    }

    private Outcome run(String input, List<String> arguments) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile(directory, "in", ".txt"), input);
        return run(in, Files.createTempFile(directory, "out", ".txt"), arguments);
    }

    /** Starts it with nothing but its errors redirected, which are lost; for tests that read its results themselves. */
    public Process start(String... arguments) throws IOException {
        return start(ProcessBuilder.Redirect.DISCARD, arguments);
    }

    /** Starts it with its errors redirected; for tests that read its results themselves. */
    public Process start(ProcessBuilder.Redirect errors, String... arguments) throws IOException {
        return builder(List.of(arguments)).redirectError(errors).start();
    }

    private Outcome run(Path in, Path out, List<String> arguments) throws IOException, InterruptedException {
        Path err = Files.createTempFile(directory, "err", ".txt");
        int exitCode = builder(arguments)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Outcome(exitCode, Files.isRegularFile(out) ? Files.readString(out) : "", Files.readString(err));
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        cleared(builder.environment()).putAll(environment);
        return builder;
    }

    private Map<String, String> cleared(Map<String, String> inherited) {
        inherited
                .keySet()
                .removeIf(name ->
                        name.startsWith("ZENDESK_") || name.startsWith("TICKETSQL_") || name.startsWith("MAVEN_"));
        inherited.put("JAVA_HOME", JAVA_HOME.toString());
        inherited.put("XDG_CACHE_HOME", directory + File.separator + "cache");
        // sqlline keeps its history there and looks there for the settings of the person at the keyboard.
        inherited.put("JAVA_OPTS", "-Dx.sqlline.basedir=" + directory);
        return inherited;
    }

    /** A process that has ended: its exit code, standard output and standard error. */
    public record Outcome(int exitCode, String out, String err) {

        /** The values of a name on standard output, in lines of {@code name: value}. */
        public List<String> values(String name) {
            return out.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .toList();
        }
    }
}
