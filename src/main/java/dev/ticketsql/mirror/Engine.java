package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.files.EngineLibrary;
import dev.ticketsql.mirror.staging.SqlText;
import dev.ticketsql.mirror.staging.StagedEvents;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB database in memory, locked to the directories it is given. It starts with its first connection: a program
 * that only lists files would spend most of its time on unpacking and starting DuckDB. No table outlives its
 * connection; queries read files. Knows nothing of segments or time.
 */
final class Engine implements AutoCloseable {

    private static final int OLDEST_MAJOR = 2;

    private static final Pattern MAJOR = Pattern.compile("v?(\\d+)\\..*");

    private final EngineLimits limits;
    private final Path spillDirectory;
    private final List<Path> directories;
    private @Nullable DuckDBConnection root;
    private boolean closed;

    /** A database that will read and write below {@code directories} alone, and spill into {@code spillDirectory}. */
    Engine(EngineLimits limits, Path spillDirectory, List<Path> directories) {
        this.limits = limits;
        this.spillDirectory = spillDirectory;
        this.directories = List.copyOf(directories);
    }

    /** Another database, which also reads and writes below {@code directory}. */
    Engine with(Path directory) {
        List<Path> more = new ArrayList<>(directories);
        more.add(directory);
        return new Engine(limits, spillDirectory.resolveSibling("spill-" + UUID.randomUUID()), more);
    }

    private static DuckDBConnection start(List<String> settings) throws SQLException {
        EngineLibrary.await();
        Properties properties = new Properties();
        // A scan's first row after milliseconds instead of after the last one, and a quarter of the memory.
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        DuckDBConnection started =
                new DuckDBDriver().connect("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
        try (Statement statement = started.createStatement()) {
            requireRecent(started);
            for (String setting : settings) {
                statement.execute("SET GLOBAL " + setting);
            }
            return started;
        } catch (SQLException e) {
            started.close();
            throw e;
        }
    }

    /**
     * Refuses a DuckDB that lacks what we call. Its classes keep their names in the single jar, so that those of a
     * program around it come first.
     */
    private static void requireRecent(DuckDBConnection connection) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        if (isTooOld(version)) {
            throw new SQLException("version " + version + " is older than " + OLDEST_MAJOR
                    + ".0, which TicketSQL needs;"
                    + place().map(found -> " it was found in " + found + ",").orElse("")
                    + " before TicketSQL's own: remove that one, or replace it by a newer one");
        }
    }

    static boolean isTooOld(String version) {
        Matcher major = MAJOR.matcher(version);
        return major.matches() && Integer.parseInt(major.group(1)) < OLDEST_MAJOR;
    }

    private static Optional<String> place() {
        return Optional.ofNullable(DuckDBConnection.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(URL::toString);
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
                // Large texts are given back once they are read, where the allocator would keep half a gigabyte.
                "allocator_bulk_deallocation_flush_threshold = '8MB'",
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
     * @throws SQLException if the engine is closed, or does not start, as on a platform without DuckDB's library
     */
    DuckDBConnection connect() throws SQLException {
        return started().duplicate();
    }

    /** Opens empty tables for the events of pages. */
    StagedEvents stage() throws SQLException {
        return new StagedEvents(connect(), scratch());
    }

    /** Directory beside what the engine spills, for files of this process; removed with it. */
    private Path scratch() {
        return requireNonNull(spillDirectory.getParent());
    }

    private synchronized DuckDBConnection started() throws SQLException {
        if (closed) {
            throw ErrorKind.CONNECTION_CLOSED.exception("the engine is closed");
        }
        DuckDBConnection started = root;
        if (started == null) {
            try {
                started = start(settings(limits, spillDirectory, directories));
            } catch (SQLException e) {
                throw ErrorKind.GENERAL.exception("DuckDB does not start: " + e.getMessage(), e);
            }
            root = started;
        }
        return started;
    }

    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        if (root != null) {
            root.close();
        }
    }
}
