package dev.ticketsql.cli.print;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Table of texts that stand in memory, as of a list of tables. */
public final class TextTable {

    private TextTable() {}

    /** Prints rows below their headers; the last column is broken into lines where the terminal ends. */
    public static void print(
            List<String> headers, List<List<String>> rows, PrintOptions options, Consumer<String> lines) {
        ResultPrinter printer = ResultFormat.WRAPPED.printer(
                headers.stream()
                        .map(header -> new ResultColumn(header, ResultColumn.Kind.TEXT))
                        .toList(),
                options,
                lines);
        rows.forEach(row -> printer.row(row.stream().map(Optional::of).toList()));
        printer.end();
    }
}
