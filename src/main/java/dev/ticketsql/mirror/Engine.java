package dev.ticketsql.mirror;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * One in-memory DuckDB database whose file access is locked to given directories. It queries files and has no tables
 * that outlive a connection.
 */
final class Engine implements AutoCloseable {

    private final DuckDBConnection root;

    private Engine(DuckDBConnection root) {
        this.root = root;
    }

    /**
     * Starts a database that reads and writes below {@code directories} and nowhere else, and spills into
     * {@code spillDirectory}.
     *
     * @throws SQLException if DuckDB does not start, as on a platform without its native library
     */
    static Engine start(EngineLimits limits, Path spillDirectory, List<Path> directories) throws SQLException {
        Properties properties = new Properties();
        // A scan's first row after milliseconds instead of after the last one, and a quarter of the memory.
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        DuckDBConnection root =
                new DuckDBDriver().connect("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
        UnpackedLibrary.removeName();
        try (Statement statement = root.createStatement()) {
            for (String setting : settings(limits, spillDirectory, directories)) {
                statement.execute("SET GLOBAL " + setting);
            }
            return new Engine(root);
        } catch (SQLException e) {
            root.close();
            throw e;
        }
    }

    private static List<String> settings(EngineLimits limits, Path spillDirectory, List<Path> directories) {
        String allowed = SqlText.list(directories);
        return List.of(
                // EXTRACT, DATE and CURRENT_TIMESTAMP mean UTC whatever the machine's zone.
                "TimeZone = 'UTC'",
                // Calcite sorts by a literal when a key's value is known; sorting by a constant changes nothing.
                "order_by_non_integer_literal = true",
                "memory_limit = '" + limits.memoryLimitBytes() + "B'",
                "threads = " + limits.threads(),
                // Rows without ORDER BY come in the order of the files, which is time: LIMIT 5 shows the same five
                // oldest events every time. On a million events not keeping it gained nothing measurable.
                "preserve_insertion_order = true",
                // Files never change: each footer is read once. A COUNT over 1000 files 9 ms instead of 44.
                "parquet_metadata_cache = true",
                "validate_external_file_cache = 'NO_VALIDATION'",
                // A spill would otherwise make a directory ".tmp" wherever the process was started.
                "temp_directory = " + SqlText.literal(spillDirectory),
                // An unknown function must fail, not look for an extension on the network or on disk.
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                "allow_community_extensions = false",
                "allow_persistent_secrets = false",
                "allowed_directories = " + allowed,
                "enable_external_access = false",
                // Last: from here on no SQL that reaches the engine changes any of this.
                "lock_configuration = true");
    }

    /**
     * Opens another connection to the database, since one runs one query at a time. It keeps the database alive even
     * after {@link #close}.
     *
     * @throws SQLException if the engine is closed
     */
    DuckDBConnection connect() throws SQLException {
        return root.duplicate();
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }
}
