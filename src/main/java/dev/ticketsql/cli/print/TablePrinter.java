package dev.ticketsql.cli.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Printer of a table with borders, fitted to the terminal. Keeps the first rows back to measure their columns. */
final class TablePrinter implements ResultPrinter {

    /** Rows that are measured, as many as sqlline holds. */
    private static final int MEASURED = 1000;

    private final List<ResultColumn> columns;
    private final PrintOptions options;
    private final Consumer<String> lines;
    private final List<List<Optional<String>>> kept = new ArrayList<>();
    private TableLayout layout = new TableLayout(List.of(), List.of(), true);
    private boolean isMeasured;

    TablePrinter(List<ResultColumn> columns, PrintOptions options, Consumer<String> lines) {
        this.columns = columns;
        this.options = options;
        this.lines = lines;
    }

    @Override
    public void row(List<Optional<String>> values) {
        List<Optional<String>> cells =
                values.stream().map(value -> value.map(DisplayWidth::oneLine)).toList();
        if (isMeasured) {
            print(cells);
            return;
        }
        kept.add(cells);
        if (kept.size() == MEASURED) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (!isMeasured) {
            isMeasured = true;
            layout = TableLayout.of(needs(), options.width());
            if (options.header()) {
                lines.accept(border());
                lines.accept(joined(labels()));
                lines.accept(border());
            }
        }
        kept.forEach(this::print);
        kept.clear();
    }

    @Override
    public void end() {
        flush();
        if (options.header()) {
            lines.accept(border());
        }
        if (!layout.isWhole()) {
            lines.accept(
                    columns.size() + " columns, " + layout.shown().size() + " shown (" + options.wayToSeeAll() + ")");
        }
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < layout.shown().size(); i++) {
            int width = layout.widths().get(i);
            String label =
                    DisplayWidth.oneLine(columns.get(layout.shown().get(i)).label());
            labels.add(DisplayWidth.centered(DisplayWidth.shortened(label, width), width));
        }
        return labels;
    }

    private List<TableLayout.Need> needs() {
        List<TableLayout.Need> needs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            int widest = kept.stream()
                    .mapToInt(row -> DisplayWidth.of(row.get(column).orElse(options.nullText())))
                    .max()
                    .orElse(0);
            int header = options.header()
                    ? DisplayWidth.of(DisplayWidth.oneLine(columns.get(i).label()))
                    : 0;
            needs.add(new TableLayout.Need(
                    Math.max(1, Math.min(options.maxColumnWidth(), Math.max(header, widest))),
                    !columns.get(i).isWhole(),
                    !kept.isEmpty()
                            && kept.stream().allMatch(row -> row.get(column).isEmpty())));
        }
        return needs;
    }

    private void print(List<Optional<String>> cells) {
        List<String> shown = new ArrayList<>();
        long room = layout.room(options.width());
        for (int i = 0; i < layout.shown().size(); i++) {
            int column = layout.shown().get(i);
            int width = layout.widths().get(i);
            Optional<String> cell = cells.get(column);
            if (cell.isEmpty()) {
                shown.add(options.shownNull() + " ".repeat(Math.max(0, width - DisplayWidth.of(options.nullText()))));
                continue;
            }
            // A value that is wider than those that were measured takes what room there is.
            int needed = Math.min(DisplayWidth.of(cell.get()), options.maxColumnWidth());
            int given = (int) Math.min(Math.max(needed, width), width + room);
            room -= given - width;
            shown.add(DisplayWidth.padded(DisplayWidth.shortened(cell.get(), given), given));
        }
        lines.accept(joined(shown));
    }

    private String joined(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", layout.isWhole() ? " |" : " | … |"));
    }

    private String border() {
        return layout.widths().stream()
                .map(width -> "-".repeat(width + 2))
                .collect(Collectors.joining("+", "+", layout.isWhole() ? "+" : "+---+"));
    }
}
