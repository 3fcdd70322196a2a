package dev.ticketsql.mirror;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Sizes the row groups of a Parquet file by bytes. DuckDB holds several whole groups in memory while it writes or
 * reads, and an event has a few hundred bytes or, with its comments, many thousands: 490,000 events of 6 kB in groups
 * of 122,880 rows could not be written in 2 GB of memory; in groups of 64 MiB they can in 512 MB.
 */
final class RowGroups {

    /** DuckDB's default. */
    static final int MAX_ROWS = 122_880;

    /** DuckDB's vector size. */
    private static final int MIN_ROWS = 2_048;

    private static final long MAX_BYTES = 64L << 20;

    private RowGroups() {}

    /**
     * Rows of a group for these files, by their size before compression. Parquet's dictionary stores a repeated text
     * once, so that a group of such rows may be several times larger in memory.
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

    /** Rows of a group, if {@code rows} have {@code bytes} before compression. */
    static int rows(long bytes, long rows) {
        long perRow = Math.max(1, bytes / Math.max(1, rows));
        return (int) Math.max(MIN_ROWS, Math.min(MAX_ROWS, MAX_BYTES / perRow));
    }
}
