package dev.ticketsql.mirror;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * How many rows of a Parquet file lie together. The engine holds some such groups whole while it writes or reads them,
 * and an event may have a few hundred bytes or, with its comments, many thousands: of 490,000 events of 6 kB in groups
 * of 122,880 rows, it could not make one file in 2 GB of memory; in groups of 64 MiB, it can in 512 MB.
 */
final class RowGroups {

    /** DuckDB's own choice for its scans. */
    static final int MAX_ROWS = 122_880;

    /** What DuckDB computes at a time. */
    private static final int MIN_ROWS = 2_048;

    private static final long MAX_BYTES = 64L << 20;

    private RowGroups() {}

    /**
     * How many rows of these files fit into a group, by their size before compression. Texts that repeat count once in
     * it: of such rows a group may hold several times as much.
     *
     * @throws SQLException if a file cannot be read
     */
    static int rows(Engine engine, List<Path> files) throws SQLException {
        if (files.isEmpty()) {
            return MAX_ROWS;
        }
        String names = SqlText.list(files);
        String sql = "SELECT (SELECT sum(total_uncompressed_size) FROM parquet_metadata(" + names + ")),"
                + " (SELECT sum(num_rows) FROM parquet_file_metadata(" + names + "))";
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery(sql)) {
            size.next();
            return rows(size.getLong(1), size.getLong(2));
        }
    }

    /** How many of {@code rows}, which have {@code bytes} before they are compressed. */
    static int rows(long bytes, long rows) {
        long perRow = Math.max(1, bytes / Math.max(1, rows));
        return (int) Math.max(MIN_ROWS, Math.min(MAX_ROWS, MAX_BYTES / perRow));
    }
}
