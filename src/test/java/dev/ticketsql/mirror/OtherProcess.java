package dev.ticketsql.mirror;

import dev.ticketsql.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A {@link MirrorProcess}, seen from the test. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;

    /**
     * Starts one; {@link #awaitReady} returns when its mirror is open.
     *
     * @param temporaryFiles its directory for temporary files, as for unpacked libraries
     */
    OtherProcess(URI server, Path mirror, Path rateLimiter, Path clock, int perPage, Path temporaryFiles)
            throws IOException {
        this(List.of(), server, mirror, rateLimiter, clock, perPage, temporaryFiles);
    }

    /**
     * Starts one through a launcher.
     *
     * @param launcher command that runs the command after it in the same process
     */
    OtherProcess(
            List<String> launcher,
            URI server,
            Path mirror,
            Path rateLimiter,
            Path clock,
            int perPage,
            Path temporaryFiles)
            throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(JavaCommand.of(
                MirrorProcess.class,
                temporaryFiles,
                server.toString(),
                mirror.toString(),
                rateLimiter.toString(),
                clock.toString(),
                Integer.toString(perPage)));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    void awaitReady() throws IOException {
        String line = answers.readLine();
        if (!Objects.equals(line, "ready")) {
            throw new IOException("the other process is not ready but answers " + line);
        }
    }

    /** Runs that many statements over the range at once; {@link #answer} returns their result. */
    void ask(long fromSec, long toSec, int statements) {
        questions.println(fromSec + " " + toSec + " " + statements);
    }

    /** Sends a line; {@link #answer} returns the response. */
    void send(String line) {
        questions.println(line);
    }

    /** Sends a line and returns the response. */
    String ask(String line) throws IOException {
        send(line);
        return answer();
    }

    /** The next response; null if the process has ended. */
    String answer() throws IOException {
        return answers.readLine();
    }

    long processId() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
