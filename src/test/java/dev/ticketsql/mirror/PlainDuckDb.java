package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.RowTexts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** Reads a mirror with plain DuckDB, by the glob of its files alone. */
final class PlainDuckDb {

    private PlainDuckDb() {}

    /** The rows of a query, columns joined by a bar; the mirror's files are tables. */
    static List<String> rows(Path mirror, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (EventTable table : EventTable.values()) {
                if (table.isOptional() && !hasFiles(mirror, table)) {
                    continue;
                }
                statement.execute("CREATE VIEW " + table.tableName() + " AS SELECT * FROM read_parquet('" + mirror
                        + "/v2/" + table.tableName() + "/*.parquet')");
            }
            try (ResultSet result = statement.executeQuery(sql)) {
                return RowTexts.asWritten(result);
            }
        }
    }

    private static boolean hasFiles(Path mirror, EventTable table) {
        String[] names =
                mirror.resolve("v2").resolve(table.tableName()).toFile().list();
        return names != null && Arrays.stream(names).anyMatch(name -> name.endsWith(".parquet"));
    }

    /** The ids of all events, in the order of time; the other tables must have what belongs to these, once. */
    static List<Long> ids(Path mirror) throws SQLException {
        List<Long> ids = ids(mirror, EventTable.TICKET_EVENTS);
        assertEquals(ids, ids(mirror, EventTable.TICKET_FIELD_CHANGES));
        assertEquals(ids.stream().filter(Events::comments).toList(), ids(mirror, EventTable.TICKET_COMMENTS));
        assertEquals(ids.stream().flatMap(Events::children).toList(), ids(mirror, EventTable.TICKET_CHILD_EVENTS));
        return ids;
    }

    private static List<Long> ids(Path mirror, EventTable table) throws SQLException {
        String id = table.idColumn();
        return rows(mirror, "SELECT " + id + " FROM " + table.tableName() + " ORDER BY start_time, " + id).stream()
                .map(Long::valueOf)
                .toList();
    }
}
