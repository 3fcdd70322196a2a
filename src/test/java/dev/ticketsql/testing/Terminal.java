package dev.ticketsql.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/** A running program's screen and keyboard. Closing it ends the program. */
public final class Terminal implements AutoCloseable {

    /** The key that interrupts. */
    public static final String CTRL_C = "\u0003";

    private final Process process;
    private final Reader screen;
    private final Writer keyboard;

    /** The output and the input of a process. */
    public Terminal(Process process) {
        this.process = process;
        screen = process.inputReader();
        keyboard = process.outputWriter();
    }

    /** Reads up to and with that text, and returns it with the text before it. */
    public String readUntil(String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int character = screen.read();
            assertTrue(character >= 0, () -> "not shown: " + text + ", but: " + read);
            read.append((char) character);
        }
        return read.toString();
    }

    /** Presses keys. */
    public void type(String keys) throws IOException {
        keyboard.write(keys);
        keyboard.flush();
    }

    /** Whether the program still runs. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** The exit code, when the program has ended. */
    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
