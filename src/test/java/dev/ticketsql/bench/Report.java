package dev.ticketsql.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Prints figures, and remembers whether every answer was right and nothing beyond its limit. */
final class Report {

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private boolean good = true;

    void heading(String text) {
        out.println();
        out.println(text);
    }

    void line(String text) {
        out.println(text);
    }

    void figure(String name, double value, String unit) {
        out.println(String.format(Locale.ROOT, "  %-58s %,12.2f %s", name, value, unit));
    }

    /** Prints a figure, and a sentence if it is beyond its limit. */
    void limited(String name, double value, String unit, double limit) {
        figure(name, value, unit);
        if (value > limit) {
            good = false;
            out.println(String.format(
                    Locale.ROOT, "  TOO MUCH: %s is %.2f %s, and must not be above %.2f", name, value, unit, limit));
        }
    }

    /** Prints whether two answers to one question are the same. */
    void check(String question, Object expected, Object actual) {
        boolean same = expected.equals(actual);
        good &= same;
        out.println("  " + (same ? "right: " : "WRONG: ") + question + (same ? "" : ": " + expected + " is " + actual));
    }

    /** Whether every answer was right and nothing beyond its limit. */
    boolean isGood() {
        return good;
    }
}
