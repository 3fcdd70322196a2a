package dev.ticketsql.testing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads results of metadata as lines, which are easy to compare. */
public final class JdbcRows {

    private JdbcRows() {}

    /** The named columns of each row, with a space between; closes the result. */
    public static List<String> of(ResultSet result, String... columns) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (result) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (String column : columns) {
                    values.add(String.valueOf(result.getString(column)));
                }
                lines.add(String.join(" ", values));
            }
        }
        return lines;
    }

    /** The words of a list with commas. */
    public static List<String> words(String list) {
        return Stream.of(list.split(",", -1)).collect(Collectors.toList());
    }
}
