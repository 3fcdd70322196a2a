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
     * Starts one; {@link #awaitReady} tells when its mirror is open.
     *
     * @param temporaryFiles where it keeps what it has unpacked
     */
    OtherProcess(URI server, Path mirror, Path pace, Path clock, int perPage, Path temporaryFiles) throws IOException {
        this(List.of(), server, mirror, pace, clock, perPage, temporaryFiles);
    }

    /**
     * Starts one as another program's arguments.
     *
     * @param launcher runs what follows it on its command line, in its own process
     */
    OtherProcess(
            List<String> launcher, URI server, Path mirror, Path pace, Path clock, int perPage, Path temporaryFiles)
            throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(JavaCommand.of(
                MirrorProcess.class,
                temporaryFiles,
                server.toString(),
                mirror.toString(),
                pace.toString(),
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
            throw new IOException("the other process is not ready but says " + line);
        }
    }

    /** Has the range asked for by that many statements at once; {@link #answer} gives what they see. */
    void ask(long fromSec, long toSec, int statements) {
        questions.println(fromSec + " " + toSec + " " + statements);
    }

    /** Tells it something; {@link #answer} gives what it says to that. */
    void tell(String line) {
        questions.println(line);
    }

    /** Tells it something, and gives what it says to that. */
    String ask(String line) throws IOException {
        tell(line);
        return answer();
    }

    /** The answer to the next question; null if the process has ended. */
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
