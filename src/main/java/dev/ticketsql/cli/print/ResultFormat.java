package dev.ticketsql.cli.print;

import java.util.List;
import java.util.function.Consumer;

/** Format of a printed result. */
public enum ResultFormat {
    /** Columns between borders, fitted to the terminal. */
    TABLE,
    /** Columns without borders, the last of which is broken into lines. */
    WRAPPED,
    /** A line for each value, records below each other. */
    RECORDS,
    /** The lines of one text, as of a plan. */
    LINES,
    /** CSV, or TSV with another separator. */
    SEPARATED;

    ResultPrinter printer(List<ResultColumn> columns, PrintOptions options, Consumer<String> lines) {
        return switch (this) {
            case TABLE -> new TablePrinter(columns, options, lines);
            case WRAPPED -> new WrappedPrinter(columns, options, lines);
            case RECORDS -> new RecordPrinter(columns, options, lines);
            case LINES -> new LinesPrinter(lines);
            case SEPARATED -> new SeparatedValuesPrinter(columns, options, lines);
        };
    }
}
