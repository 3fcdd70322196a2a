package dev.ticketsql.cli;

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
 * {@code bin/sqlline} as a separate process, without a terminal, in a directory and an environment that are free of the
 * developer's settings.
 */
final class Sqlline {

    /** The project's directory: Maven runs tests there. */
    static final Path PROJECT = Path.of("").toAbsolutePath();

    private static final Path SCRIPT = PROJECT.resolve("bin/sqlline");

    private static final Path TERMINAL = Path.of("/usr/bin/script");

    private final Path directory;
    private final Path script;
    private final Map<String, String> environment;

    private Sqlline(Path directory, Path script, Map<String, String> environment) {
        this.directory = directory;
        this.script = script;
        this.environment = Map.copyOf(environment);
    }

    /** A run from that directory, which also holds the caches. */
    static Sqlline in(Path directory) {
        return new Sqlline(directory, SCRIPT, Map.of());
    }

    /** A run through that file, a link to the script. */
    Sqlline through(Path link) {
        return new Sqlline(directory, link, environment);
    }

    /**
     * Another program, which has a terminal of its own: its input and output are what happens there.
     *
     * @param redirection as a shell has it, of what shall go elsewhere
     */
    Sqlline atTerminal(Path program, String redirection) throws IOException {
        assumeTrue(Files.isExecutable(TERMINAL), "no " + TERMINAL + " here to make a terminal with");
        // exec: the shell that "script" starts, dash where none is named, would stay and die of Ctrl-C itself.
        Path wrapper = Files.writeString(
                directory.resolve("at-terminal"),
                "#!/bin/sh\nfor word; do words=\"$words '$word'\"; done\nexec " + TERMINAL + " -qec \"exec " + program
                        + "$words " + redirection + "\" /dev/null\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
        return through(wrapper).with("TERM", "xterm");
    }

    Sqlline with(String variable, String value) {
        Map<String, String> extended = new HashMap<>(environment);
        extended.put(variable, value);
        return new Sqlline(directory, script, extended);
    }

    /** Runs it with nothing on standard input. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        return run("", List.of(arguments));
    }

    /** Runs it with that text on standard input. */
    Outcome reading(String input, String... arguments) throws IOException, InterruptedException {
        return run(input, List.of(arguments));
    }

    /** Runs it with standard output going to that file, of which nothing is read. */
    Outcome writingTo(Path out, String... arguments) throws IOException, InterruptedException {
        Path nothing = Files.createTempFile(directory, "in", ".txt");
        return run(nothing, out, List.of(arguments));
    }

    private Outcome run(String input, List<String> arguments) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile(directory, "in", ".txt"), input);
        return run(in, Files.createTempFile(directory, "out", ".txt"), arguments);
    }

    /** The process, with nothing but its errors redirected; for tests that read its results themselves. */
    Process start(String... arguments) throws IOException {
        return builder(List.of(arguments))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
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
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        cleared(builder.environment()).putAll(environment);
        return builder;
    }

    private Map<String, String> cleared(Map<String, String> inherited) {
        inherited.keySet().removeIf(name -> name.startsWith("ZENDESK_") || name.startsWith("TICKETSQL_"));
        inherited.put("JAVA_HOME", System.getProperty("java.home"));
        inherited.put("XDG_CACHE_HOME", directory + File.separator + "cache");
        // Where sqlline keeps its history and looks for the settings of the person at the keyboard.
        inherited.put("JAVA_OPTS", "-Dx.sqlline.basedir=" + directory);
        return inherited;
    }

    /** Exit code and output of a process. */
    record Outcome(int exitCode, String out, String err) {

        /** The values of a name on standard output, in lines of {@code name: value}. */
        List<String> values(String name) {
            return out.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .toList();
        }
    }
}
