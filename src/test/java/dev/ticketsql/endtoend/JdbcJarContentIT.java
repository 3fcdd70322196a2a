package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.JdbcJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of the single jar, and their names. */
final class JdbcJarContentIT {

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(JdbcJar.file().toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void everyFileIsOursOrDuckDbs() {
        List<String> others = files().filter(name -> !name.startsWith("dev/ticketsql/"))
                .filter(name -> !name.startsWith("org/duckdb/"))
                .filter(name -> !name.startsWith("libduckdb_java.so_"))
                .filter(name -> !name.startsWith("META-INF/"))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void nothingThatOnlyTheCommandLineNeedsIsInIt() {
        List<String> others = files().filter(name -> name.contains("sqlline")
                        || name.contains("jline")
                        || name.contains("picocli")
                        || name.startsWith("dev/ticketsql/cli/")
                        || name.contains("org/apache/hc/client5")
                        || name.contains("slf4j/simple"))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void oneDriverIsRegisteredAndEveryOtherServiceHasOurName() throws IOException {
        assertEquals("dev.ticketsql.jdbc.Driver", text("META-INF/services/java.sql.Driver"));
        List<String> services = files().filter(name -> name.startsWith("META-INF/services/"))
                .filter(name -> !name.endsWith("/java.sql.Driver"))
                .toList();
        for (String service : services) {
            assertTrue(service.startsWith("META-INF/services/dev.ticketsql.shaded."), service);
            text(service).lines().forEach(provider -> assertTrue(provider.startsWith("dev.ticketsql."), provider));
        }
    }

    @Test
    void itNamesItsVersionAndThoseOfItsLibraries() throws IOException {
        String version = JdbcJar.file().getFileName().toString().replaceFirst("ticketsql-(.*)-jdbc\\.jar", "$1");
        assertEquals(version, jar.getManifest().getMainAttributes().getValue("Implementation-Version"));
        assertEquals("TicketSQL", jar.getManifest().getMainAttributes().getValue("Implementation-Title"));
        assertTrue(text("META-INF/maven/com.fasterxml.jackson.core/jackson-core/pom.properties")
                .contains("version="));
    }

    @Test
    void theLicencesOfAllLibrariesAreInIt() throws IOException {
        assertTrue(text("META-INF/LICENSE").contains("Apache License"));
        List<String> licences =
                files().filter(name -> name.startsWith("META-INF/licenses/")).toList();
        String texts = text("META-INF/licenses/BSD-3-Clause.txt") + text("META-INF/licenses/MIT.txt");
        for (String library : libraries()) {
            assertTrue(
                    isApache(library)
                            || texts.contains(library)
                            || licences.stream().anyMatch(name -> name.contains("/" + library + "-")),
                    library);
        }
        for (String notice : List.of("calcite-core", "avatica-core", "commons-dbcp2", "jackson-databind")) {
            assertTrue(
                    licences.stream().anyMatch(name -> name.matches(".*/" + notice + "-[^/]*/NOTICE(\\.txt)?")),
                    notice);
        }
    }

    /** Names of the libraries that ship; the licences of some that the jar does not have do no harm. */
    private static List<String> libraries() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
            return jars.map(file ->
                            file.getFileName().toString().replaceFirst("-\\d[^-]*(-jre|-empty-to.*)?\\.jar$", ""))
                    .filter(name -> !name.matches("sqlline|jline-.*|jna|slf4j-simple|checker-qual|jakarta\\..*"))
                    .toList();
        }
    }

    /** Our own licence, whose text is in META-INF once. */
    private static boolean isApache(String library) throws IOException {
        return Document.page("licences.md")
                .text()
                .lines()
                .filter(line -> line.startsWith("| Apache-2.0 "))
                .anyMatch(line -> List.of(line.split("[|, ]+", -1)).contains(library));
    }

    private Stream<String> files() {
        return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName);
    }

    private String text(String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
