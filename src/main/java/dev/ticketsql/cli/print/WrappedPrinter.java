package dev.ticketsql.cli.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Printer of a table whose last column, a text for people, is broken into lines where the terminal ends. */
final class WrappedPrinter implements ResultPrinter {

    /** Least width of the last column, below which lines of the terminal break themselves. */
    private static final int LEAST = 20;

    private static final int GAP = 2;

    private final List<ResultColumn> columns;
    private final PrintOptions options;
    private final Consumer<String> lines;
    private final List<List<String>> kept = new ArrayList<>();

    WrappedPrinter(List<ResultColumn> columns, PrintOptions options, Consumer<String> lines) {
        this.columns = columns;
        this.options = options;
        this.lines = lines;
    }

    @Override
    public void row(List<Optional<String>> values) {
        kept.add(values.stream()
                .map(value -> DisplayWidth.oneLine(value.orElse("")))
                .toList());
    }

    /** Waits for the last row, as such lists are short and at hand. */
    @Override
    public void flush() {}

    @Override
    public void end() {
        List<List<String>> all = new ArrayList<>();
        if (options.header()) {
            all.add(columns.stream().map(ResultColumn::label).toList());
        }
        all.addAll(kept);
        int last = columns.size() - 1;
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            int column = i;
            widths.add(all.stream()
                    .mapToInt(row -> DisplayWidth.of(row.get(column)))
                    .max()
                    .orElse(0));
        }
        int before = widths.stream().mapToInt(width -> width + GAP).sum();
        int width = Math.max(LEAST, options.width() - before);
        for (int i = 0; i < all.size(); i++) {
            print(all.get(i), widths, width, before);
            if (i == 0 && options.header()) {
                lines.accept(rule(widths, all, last, width));
            }
        }
    }

    private static String rule(List<Integer> widths, List<List<String>> all, int last, int width) {
        int widest = all.stream()
                .mapToInt(row -> DisplayWidth.of(row.get(last)))
                .max()
                .orElse(0);
        StringBuilder rule = new StringBuilder();
        widths.forEach(column -> rule.append("-".repeat(column)).append(" ".repeat(GAP)));
        return rule.append("-".repeat(Math.min(widest, width))).toString();
    }

    private void print(List<String> row, List<Integer> widths, int width, int before) {
        StringBuilder first = new StringBuilder();
        for (int i = 0; i < widths.size(); i++) {
            first.append(DisplayWidth.padded(row.get(i), widths.get(i))).append(" ".repeat(GAP));
        }
        String beginning = first.toString();
        for (String line : wrapped(row.get(row.size() - 1), width)) {
            lines.accept((beginning + line).stripTrailing());
            beginning = " ".repeat(before);
        }
    }

    /** The text in lines that are no wider than {@code width}, unless a word is. */
    private static List<String> wrapped(String text, int width) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && DisplayWidth.of(line.toString()) + 1 + DisplayWidth.of(word) > width) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        wrapped.add(line.toString());
        return wrapped;
    }
}
