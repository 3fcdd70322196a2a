package dev.ticketsql.resilience.faults;

import dev.ticketsql.testing.RowTexts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * A reader of Parquet that knows nothing of mirrors: plain DuckDB over the glob of a table's files. For many threads.
 */
final class PlainParquet implements AutoCloseable {

    private final Connection connection;

    PlainParquet() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    /** The rows of a whole table, columns joined by a bar. */
    List<String> rows(Path mirror, AskedTable table) throws SQLException {
        try (Connection own = connection.unwrap(DuckDBConnection.class).duplicate();
                Statement statement = own.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + table.columns() + " FROM read_parquet('" + mirror
                        + "/v*/" + table.tableName() + "/*.parquet')")) {
            return RowTexts.asWritten(result);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
