package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of licences names every library that ships, and no other. */
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
        List<String> named = Files.readString(Path.of("README.md"))
                .lines()
                .dropWhile(line -> !line.equals("| licence | libraries |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replaceFirst("^\\|[^|]*\\|([^|]*)\\|$", "$1"))
                .flatMap(libraries -> Arrays.stream(libraries.split(",", -1)))
                .map(String::strip)
                .sorted()
                .toList();
        assertEquals(shipped, named);
    }
}
