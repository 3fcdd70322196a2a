package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document src/docs/licences.md names every library that ships, and no other. */
final class LicencesIT {

    @Test
    void everyLibraryThatShipsIsInTheTableOfLicences() throws Exception {
        List<String> shipped;
        try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
            shipped = jars.map(
                            jar -> jar.getFileName().toString().replaceFirst("-\\d[^-]*(-jre|-empty-to.*)?\\.jar$", ""))
                    .sorted()
                    .toList();
        }
        List<String> named = Document.page("licences.md").rowsBelow("| licence | libraries |").stream()
                .map(line -> line.replaceFirst("^\\|[^|]*\\|([^|]*)\\|$", "$1"))
                .flatMap(libraries -> Arrays.stream(libraries.split(",", -1)))
                .map(String::strip)
                .sorted()
                .toList();
        assertEquals(shipped, named);
    }
}
