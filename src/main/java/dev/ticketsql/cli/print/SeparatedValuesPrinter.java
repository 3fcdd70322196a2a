package dev.ticketsql.cli.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Printer of CSV or TSV: texts between quotes, numbers without, and nothing at all for NULL, so that it differs from
 * the empty text {@code ""}.
 */
final class SeparatedValuesPrinter implements ResultPrinter {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<ResultColumn> columns;
    private final PrintOptions options;
    private final Consumer<String> lines;
    private boolean begun;
    private boolean marked;

    SeparatedValuesPrinter(List<ResultColumn> columns, PrintOptions options, Consumer<String> lines) {
        this.columns = columns;
        this.options = options;
        this.lines = lines;
        marked = !options.byteOrderMark();
    }

    @Override
    public void row(List<Optional<String>> values) {
        begin();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            boolean isNumber = columns.get(i).isNumber();
            cells.add(
                    values.get(i).map(value -> isNumber ? value : quoted(value)).orElse(""));
        }
        print(cells);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            if (options.header()) {
                print(columns.stream().map(column -> quoted(column.label())).toList());
            }
        }
    }

    /** The mark stands before whatever is first, for spreadsheets that take other files for a code page's. */
    private void print(List<String> cells) {
        String line = cells.stream().collect(Collectors.joining(options.separator()));
        lines.accept(marked ? line : BYTE_ORDER_MARK + line);
        marked = true;
    }

    private String quoted(String text) {
        String quote = String.valueOf(options.quote());
        return quote + text.replace(quote, quote + quote) + quote;
    }

    @Override
    public void flush() {}

    @Override
    public void end() {
        begin();
    }
}
