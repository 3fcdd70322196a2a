package dev.ticketsql.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes DuckDB's native library after it is loaded. The driver unpacks 72 MB for each process into the machine's
 * directory for temporary files, under a new name, and removes them at the end of the process, unless it is killed
 * ({@code org.duckdb.DuckDBNative.unpackAndLoad} of 2.0.0.1 has no option for another place).
 */
public final class UnpackedLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibrary.class);

    /** Files mapped into this process, a line each, on Linux. */
    private static final Path LOADED = Path.of("/proc/self/maps");

    /** A name of {@link Files#createTempFile}: an installed library has no number in its name. */
    private static final Pattern UNPACKED = Pattern.compile("/.*/libduckdb_java\\d+\\.so$");

    private UnpackedLibrary() {}

    /**
     * Deletes the name of the loaded library; the system keeps its content until the process ends, even by a kill. On
     * other systems than Linux the file stays.
     */
    public static void removeName() {
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
