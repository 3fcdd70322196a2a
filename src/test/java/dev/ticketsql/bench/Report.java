package dev.ticketsql.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints figures, and remembers whether every answer was right and nothing beyond its limit. */
final class Report {

    private final PrintStream out;
    private final List<ReportTable> tables = new ArrayList<>();
    private final List<RatioChart> charts = new ArrayList<>();
    private boolean good = true;

    /** Prints to this process's standard output. */
    Report() {
        this(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    Report(PrintStream out) {
        this.out = out;
    }

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

    /** Keeps a table for the document. */
    void add(ReportTable table) {
        tables.add(table);
    }

    /** Keeps a chart for the document, below the table of the same name. */
    void add(RatioChart chart) {
        charts.add(chart);
    }

    List<ReportTable> tables() {
        return List.copyOf(tables);
    }

    List<RatioChart> charts() {
        return List.copyOf(charts);
    }

    /** A figure as a document shows it: about three digits. */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (value == Math.rint(value)) {
            return text((long) value);
        }
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    /** A number of events or files as a document shows it. */
    static String text(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Whether every answer was right and nothing beyond its limit. */
    boolean isGood() {
        return good;
    }
}
