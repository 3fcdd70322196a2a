package dev.ticketsql.mirror;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Somebody with DuckDB who knows nothing of us but the glob. */
final class PlainDuckDb {

    private PlainDuckDb() {}

    /** The rows of a query, columns joined by a bar; {@code events} is the mirror's files as a table. */
    static List<String> rows(Path mirror, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE VIEW events AS SELECT * FROM read_parquet('" + mirror + "/v1/ticket_events/*.parquet')");
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    StringJoiner row = new StringJoiner("|");
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(row.toString());
                }
            }
        }
        return rows;
    }

    /** The ids of all events, in the order of time. */
    static List<Long> ids(Path mirror) throws SQLException {
        return rows(mirror, "SELECT id FROM events ORDER BY start_time, id").stream()
                .map(Long::valueOf)
                .toList();
    }
}
