package dev.ticketsql.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Prints figures, and remembers whether every answer was right. */
final class Report {

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private boolean wrong;

    void heading(String text) {
        out.println();
        out.println(text);
    }

    void figure(String name, double value, String unit) {
        out.println(String.format(Locale.ROOT, "  %-58s %,12.2f %s", name, value, unit));
    }

    /** Prints whether two answers to one question are the same. */
    void check(String question, Object expected, Object actual) {
        boolean same = expected.equals(actual);
        wrong |= !same;
        out.println("  " + (same ? "right: " : "WRONG: ") + question + (same ? "" : ": " + expected + " is " + actual));
    }

    boolean isRight() {
        return !wrong;
    }
}
