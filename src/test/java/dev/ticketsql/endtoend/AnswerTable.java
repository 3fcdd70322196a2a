package dev.ticketsql.endtoend;

import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SqlClient;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An answer as the documents show it: columns between bars, NULL empty.
 *
 * @param rows the header, then the rows; each a list of values
 */
record AnswerTable(List<List<String>> rows) {

    /** As the prompt prints it. */
    static final String NULL = "NULL";

    /** Runs {@code sql}. */
    static AnswerTable of(SqlClient client, String sql) throws SQLException {
        try (Statement statement = client.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            List<List<String>> rows = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                labels.add(columns.getColumnLabel(column));
            }
            rows.add(labels);
            for (String row : RowTexts.asWritten(result)) {
                rows.add(Arrays.stream(row.split("\\|", -1))
                        .map(value -> value.equals("null") ? NULL : value)
                        .toList());
            }
            return new AnswerTable(rows);
        }
    }

    /** Reads a table that was printed, whatever the widths of its columns. */
    static AnswerTable parse(String printed) {
        return new AnswerTable(printed.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.substring(1, line.lastIndexOf('|')))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList());
    }

    List<String> column(int number) {
        return rows.stream().skip(1).map(row -> row.get(number)).toList();
    }

    /** The table as text, columns as wide as their widest value. */
    String print() {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column)
                                .codePointCount(0, row.get(column).length()))
                        .max()
                        .orElse(0))
                .toList();
        String rule = widths.stream().map(width -> "-".repeat(width + 2)).collect(Collectors.joining("+", "+", "+"));
        List<String> lines = new ArrayList<>(rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> " "
                                + row.get(column)
                                + " "
                                        .repeat(widths.get(column)
                                                - row.get(column)
                                                        .codePointCount(
                                                                0,
                                                                row.get(column).length()))
                                + " ")
                        .collect(Collectors.joining("|", "|", "|")))
                .toList());
        lines.add(1, rule);
        lines.add(0, rule);
        lines.add(rule);
        return String.join("\n", lines);
    }
}
