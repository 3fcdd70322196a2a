package dev.ticketsql.quidem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Rows as a script writes them down: the cells' texts without the spaces around them; NULL is an empty text. */
final class RecordedRows {

    /** The formats of rows in a script. */
    enum Format {
        /** Names, then rows, cells parted by a comma and a space. */
        CSV,
        /** A frame around names and cells. */
        MYSQL,
        /** Names, dashes below them, then rows. */
        ORACLE
    }

    private static final Pattern DASHES = Pattern.compile("-+");

    private RecordedRows() {}

    /** The rows that are written down; empty if they cannot be read, as those of several lines. */
    static Optional<List<List<String>>> read(Format format, List<String> lines) {
        return switch (format) {
            case CSV ->
                Optional.of(lines.stream()
                        .skip(1)
                        .filter(line -> !line.isBlank())
                        .map(RecordedRows::parted)
                        .toList());
            case MYSQL, ORACLE -> columns(format, lines);
        };
    }

    /** The parts of a line, which are its cells where no cell has commas in it. */
    private static List<String> parted(String line) {
        return Arrays.stream(line.split(", ?", -1)).map(String::strip).toList();
    }

    private static Optional<List<List<String>>> columns(Format format, List<String> lines) {
        String start = format == Format.MYSQL ? "+-" : "-";
        Optional<String> ruler =
                lines.stream().filter(line -> line.startsWith(start)).findFirst();
        if (ruler.isEmpty()) {
            return lines.isEmpty() || lines.contains("no rows selected") ? Optional.of(List.of()) : Optional.empty();
        }
        List<MatchResult> spans = DASHES.matcher(ruler.orElseThrow()).results().toList();
        List<List<String>> rows = new ArrayList<>();
        // Names stand before the ruler, or between the first two.
        int index = lines.indexOf(ruler.orElseThrow()) + (format == Format.MYSQL ? 3 : 1);
        for (; index < lines.size() && !isEnd(lines.get(index), start); index++) {
            String line = lines.get(index);
            if (format == Format.MYSQL && !line.startsWith("|")) {
                return Optional.empty();
            }
            rows.add(spans.stream()
                    .map(span -> line.substring(
                                    Math.min(span.start(), line.length()), Math.min(span.end(), line.length()))
                            .strip())
                    .toList());
        }
        return Optional.of(rows);
    }

    private static boolean isEnd(String line, String start) {
        return line.isBlank() || line.startsWith(start);
    }

    /** The rows of an answer in the same form. */
    static List<List<String>> of(Format format, ResultSet result) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<String> row = new ArrayList<>(width);
            for (int column = 1; column <= width; column++) {
                String text = result.getString(column);
                row.add(text == null ? "" : text.strip());
            }
            rows.add(format == Format.CSV ? parted(String.join(", ", row)) : row);
        }
        return rows;
    }
}
