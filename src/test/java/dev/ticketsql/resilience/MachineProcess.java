package dev.ticketsql.resilience;

import dev.ticketsql.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A {@link MachineWorker}, seen from the test. */
final class MachineProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;

    /** The answer to a line; of a process that was killed before, {@code died} is true. */
    record Answer(boolean succeeded, boolean died, String text) {

        static Answer parse(@Nullable String line) {
            if (line == null) {
                return new Answer(false, true, "");
            }
            boolean succeeded = line.startsWith("ok ");
            return new Answer(succeeded, false, line.substring(line.indexOf(' ') + 1));
        }
    }

    /** Starts one; it is ready when the first answer comes. */
    MachineProcess(Path temporaryFiles) throws IOException {
        process = new ProcessBuilder(JavaCommand.of(MachineWorker.class, temporaryFiles))
                .redirectError(temporaryFiles.resolve("log").toFile())
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    void send(String line) {
        questions.println(line);
    }

    Answer answer() throws IOException {
        return Answer.parse(answers.readLine());
    }

    Answer ask(String line) throws IOException {
        send(line);
        return answer();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
