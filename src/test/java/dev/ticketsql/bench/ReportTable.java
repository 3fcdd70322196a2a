package dev.ticketsql.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of measured figures, as a document shows it. */
final class ReportTable {

    private final String name;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param name of its markers in the document
     * @param columns the header
     */
    ReportTable(String name, List<String> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    String name() {
        return name;
    }

    /** Adds a row with a cell for each column. */
    void row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells + " has not the columns " + columns);
        }
        rows.add(List.copyOf(cells));
    }

    /** The table in Markdown, lines ended. */
    String markdown() {
        return line(columns)
                + line(columns.stream().map(column -> "---").toList()).replace(" ", "")
                + rows.stream().map(ReportTable::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
