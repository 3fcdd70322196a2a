package dev.ticketsql.cli.print;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Printer of each row as a record: a line for each column, as psql's expanded display. */
final class RecordPrinter implements ResultPrinter {

    private final List<ResultColumn> columns;
    private final PrintOptions options;
    private final Consumer<String> lines;
    private final int labelWidth;
    private long count;

    RecordPrinter(List<ResultColumn> columns, PrintOptions options, Consumer<String> lines) {
        this.columns = columns;
        this.options = options;
        this.lines = lines;
        labelWidth = columns.stream()
                .mapToInt(column -> DisplayWidth.of(DisplayWidth.oneLine(column.label())))
                .max()
                .orElse(0);
    }

    @Override
    public void row(List<Optional<String>> values) {
        count++;
        String title = "-[ RECORD " + count + " ]";
        lines.accept(title + "-".repeat(Math.max(0, labelWidth + 2 - title.length())));
        for (int i = 0; i < columns.size(); i++) {
            String label =
                    DisplayWidth.padded(DisplayWidth.oneLine(columns.get(i).label()), labelWidth);
            Optional<String> value = values.get(i);
            if (value.isEmpty() || value.get().isEmpty()) {
                lines.accept((label + " | " + value.orElseGet(options::shownNull)).stripTrailing());
                continue;
            }
            // The lines of a text stand below each other.
            String before = label;
            for (String line : DisplayWidth.lines(value.get()).toList()) {
                lines.accept(before + " | " + line);
                before = " ".repeat(labelWidth);
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void end() {}
}
