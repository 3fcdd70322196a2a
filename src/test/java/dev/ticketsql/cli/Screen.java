package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/** Input and output of a process at a terminal. */
final class Screen {

    static final String CTRL_C = "\u0003";

    private Screen() {}

    static void type(String keys, Writer keyboard) throws IOException {
        keyboard.write(keys);
        keyboard.flush();
    }

    /** The output up to and with that text. */
    static String readUntil(String text, Reader screen) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int character = screen.read();
            assertTrue(character >= 0, () -> "not shown: " + text + ", but: " + read);
            read.append((char) character);
        }
        return read.toString();
    }
}
