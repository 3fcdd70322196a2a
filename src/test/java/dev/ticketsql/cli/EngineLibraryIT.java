package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB's native library in real processes that have no directory for temporary files to unpack it into. */
@Timeout(60)
final class EngineLibraryIT {

    private static final Path TARGET = CommandLine.PROJECT.resolve("target");

    @TempDir
    private Path directory;

    @Test
    void scriptsUseTheOneThatTheBuildUnpacked() throws Exception {
        assumeTrue(isUnpacked(), "the build knows no library for this platform");
        Outcome outcome = CommandLine.sqlline(directory)
                .with("JAVA_OPTS", withoutTemporaryFiles() + " -Dx.sqlline.basedir=" + directory)
                .run("--silent=true", "--outputformat=csv", "-u", url(), "-e", "SELECT 1 AS a");
        assertEquals("\"a\"\n1\n", outcome.out(), outcome.err());
    }

    @Test
    void anErrorSaysWhyItCannotBeUnpackedAndWhatToDo() throws Exception {
        Outcome outcome = CommandLine.java(directory)
                .run(
                        withoutTemporaryFiles(),
                        "-Dx.sqlline.basedir=" + directory,
                        "-cp",
                        TARGET.resolve("classes") + ":" + TARGET.resolve("lib") + "/*",
                        "dev.ticketsql.cli.SqlLineLauncher",
                        "-u",
                        url(),
                        "-e",
                        "SELECT 1 AS a");
        assertEquals(2, outcome.exitCode());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("DuckDB does not start: its native library cannot be loaded"), outcome.err());
        assertTrue(outcome.err().contains("-Djava.io.tmpdir"), outcome.err());
    }

    private String withoutTemporaryFiles() {
        return "-Djava.io.tmpdir=" + directory.resolve("missing");
    }

    /** An account that is not asked. */
    private String url() {
        return "jdbc:ticketsql:baseUrl=http://127.0.0.1:1;mirror=" + directory.resolve("mirror");
    }

    private static boolean isUnpacked() throws IOException {
        try (Stream<Path> files = Files.list(TARGET.resolve("native"))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("libduckdb_java"));
        }
    }
}
