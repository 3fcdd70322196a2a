package dev.ticketsql.mirror.staging;

import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.mirror.directory.EventTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Temporary DuckDB table for the rows of an {@link EventTable} while their page arrives. Beside the table's columns it
 * has {@code arrival}, by which the last of several copies of an event on one page is chosen, and {@code place}, the
 * row's number within its event.
 *
 * @param table the table of the rows
 * @param types the types of its columns, in their order
 */
public record StagingTable(EventTable table, List<EventTable.Type> types) {

    public static StagingTable of(EventTable table) {
        return new StagingTable(
                table, table.columns().stream().map(EventTable.Column::type).toList());
    }

    public String name() {
        return "page_of_" + table.tableName();
    }

    /** CREATE statement of the empty table. */
    public String create() {
        return table.columns().stream()
                .map(column -> '"' + column.name() + "\" " + column.type())
                .collect(Collectors.joining(
                        ", ", "CREATE OR REPLACE TEMP TABLE " + name() + " (arrival BIGINT, place BIGINT, ", ")"));
    }

    /** COPY of the rows so far to {@code run}, for as long as the page arrives: compressing them would take longer. */
    String copyTo(Path run) {
        return "COPY " + name() + " TO " + SqlText.literal(run) + " (FORMAT parquet, COMPRESSION uncompressed)";
    }

    /**
     * CREATE statement of a view in the place of the table.
     *
     * @param rows query for its rows
     */
    String createView(String rows) {
        return "CREATE TEMP VIEW " + name() + " AS " + rows;
    }

    String drop() {
        return "DROP TABLE " + name();
    }

    /** Appender to the table. */
    public DuckDBAppender appender(DuckDBConnection connection) throws SQLException {
        return connection.createAppender("temp", "main", name());
    }

    /** Appends the rows of this table that an item of the page has. */
    public void append(DuckDBAppender appender, long arrival, ReceivedEvent received) throws SQLException {
        long place = 0;
        for (@Nullable Object[] row : table.rows(received)) {
            appender.beginRow().append(arrival).append(place++);
            for (int column = 0; column < row.length; column++) {
                append(appender, types.get(column), row[column]);
            }
            appender.endRow();
        }
    }

    private static void append(DuckDBAppender appender, EventTable.Type type, @Nullable Object value)
            throws SQLException {
        switch (type) {
            case BIGINT -> appender.append((Long) value);
            case VARCHAR -> appender.append((String) value);
            case DOUBLE -> appender.append((Double) value);
            case BOOLEAN -> appender.append((Boolean) value);
            case TIMESTAMP -> appendTimestamp(appender, (Long) value);
        }
    }

    private static void appendTimestamp(DuckDBAppender appender, @Nullable Long micros) throws SQLException {
        if (micros == null) {
            appender.appendNull();
        } else {
            appender.appendEpochMicros(micros);
        }
    }
}
