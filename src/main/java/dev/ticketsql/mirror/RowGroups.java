package dev.ticketsql.mirror;

import dev.ticketsql.mirror.staging.SqlText;
import dev.ticketsql.mirror.staging.StagingSql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sizes the row groups of a Parquet file by bytes. DuckDB holds several whole groups in memory while it writes or
 * reads, and an event has a few hundred bytes or, with its comments, many thousands: 490,000 events of 6 kB in groups
 * of 122,880 rows could not be written in 2 GB of memory; in groups of 64 MiB they can in 512 MB.
 */
final class RowGroups {

    /** DuckDB's default. */
    static final int MAX_ROWS = StagingSql.GROUP_ROWS;

    /** DuckDB's vector size. */
    private static final int MIN_ROWS = 2_048;

    private static final long MAX_BYTES = 64L << 20;

    /** Size of a row, above which the smallest group is larger than a group should be. */
    static final long MAX_ROW_BYTES = MAX_BYTES / MIN_ROWS;

    private RowGroups() {}

    /**
     * The files whose rows are so wide that no group of them is as small as it should be.
     *
     * @throws SQLException if a file cannot be read
     */
    static Set<Path> tooWide(Engine engine, Collection<Path> files) throws SQLException {
        Set<Path> found = new HashSet<>();
        if (!files.isEmpty()) {
            String sql = "SELECT file_name FROM parquet_metadata(" + SqlText.list(List.copyOf(files)) + ") GROUP BY ALL"
                    + " HAVING sum(total_uncompressed_size)"
                    + " > sum(row_group_num_rows) FILTER (column_id = 0) * " + MAX_ROW_BYTES;
            try (Connection connection = engine.connect();
                    Statement statement = connection.createStatement();
                    ResultSet names = statement.executeQuery(sql)) {
                while (names.next()) {
                    found.add(Path.of(names.getString(1)));
                }
            }
        }
        return found;
    }

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
