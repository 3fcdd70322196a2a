package dev.ticketsql.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads DuckDB's native library, once in a class loader, beside whatever else the first statement needs. The driver
 * unpacks 72 MB for each process into the machine's directory for temporary files, under a new name, and removes them
 * at the end of the process, unless it is killed ({@code org.duckdb.DuckDBNative.unpackAndLoad} of 2.0.0.1 has no
 * option for another place); it only takes a library that lies beside a jar without one, as {@code bin/} has it.
 */
public final class EngineLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLibrary.class);

    /** Files mapped into this process, a line each, on Linux. */
    private static final Path LOADED = Path.of("/proc/self/maps");

    /** A name of {@link Files#createTempFile}: an installed library has no number in its name. */
    private static final Pattern UNPACKED = Pattern.compile("/.*/libduckdb_java\\d+\\.so$");

    private static final CompletableFuture<Void> LOADING =
            CompletableFuture.runAsync(EngineLibrary::load, EngineLibrary::start);

    private EngineLibrary() {}

    /** Begins to load it on a thread of its own, unless that has begun. */
    public static void begin() {}

    /**
     * Waits until it is loaded.
     *
     * @throws SQLException if it cannot be; the message says why and what to do
     */
    public static void await() throws SQLException {
        try {
            LOADING.join();
        } catch (CompletionException e) {
            Throwable reason = e;
            while (reason.getCause() != null) {
                reason = reason.getCause();
            }
            throw new SQLException(
                    "its native library cannot be loaded: " + reason + "; Java unpacks it into "
                            + System.getProperty("java.io.tmpdir")
                            + " (-Djava.io.tmpdir), which needs 72 MB and must allow programs to be run",
                    e);
        }
    }

    private static void start(Runnable loading) {
        Thread thread = new Thread(loading, "ticketsql-engine-library");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        ClassLoader loader = EngineLibrary.class.getClassLoader();
        try {
            // By name: who begins needs no other class of DuckDB. The driver first, as sqlline asks for it early.
            Class.forName("org.duckdb.DuckDBDriver", true, loader);
            Class.forName("org.duckdb.DuckDBNative", true, loader);
        } catch (ClassNotFoundException e) {
            throw new CompletionException(e);
        }
        removeName();
    }

    /**
     * Deletes the name of the loaded library; the system keeps its content until the process ends, even by a kill. On
     * other systems than Linux the file stays.
     */
    private static void removeName() {
        if (!Files.isReadable(LOADED)) {
            return;
        }
        try (Stream<String> lines = Files.lines(LOADED)) {
            for (String file : lines.map(UNPACKED::matcher)
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .distinct()
                    .toList()) {
                Files.deleteIfExists(Path.of(file));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The unpacked library of DuckDB stays until the process ends", e);
        }
    }
}
