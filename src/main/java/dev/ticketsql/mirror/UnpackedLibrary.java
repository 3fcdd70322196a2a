package dev.ticketsql.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The 72 MB that DuckDB's driver unpacks for each process into the machine's directory for temporary files, under a new
 * name each time, and removes when the process ends, unless it is killed. It knows no other place
 * ({@code org.duckdb.DuckDBNative.unpackAndLoad} of 2.0.0.1). Knows nothing of the engine.
 */
final class UnpackedLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibrary.class);

    /** What this process has loaded, a line each, on Linux. */
    private static final Path LOADED = Path.of("/proc/self/maps");

    /** As {@link Files#createTempFile} makes it: a library that somebody installed has no number in its name. */
    private static final Pattern UNPACKED = Pattern.compile("/.*/libduckdb_java\\d+\\.so$");

    private UnpackedLibrary() {}

    /**
     * Removes the name of what this process has loaded, of which it keeps the content until it ends, however it ends.
     * Where nobody says what that is, as on other systems than Linux, the file stays.
     */
    static void removeName() {
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
