package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever depends on TicketSQL gets the versions that it ships with: Maven hands on those of dependencies, and drops
 * what dependencyManagement says.
 */
final class VersionsIT {

    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    @Test
    void everyLibraryWhoseVersionIsManagedIsADependency() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String managed = pom.replaceFirst("(?s).*<dependencyManagement>(.*)</dependencyManagement>.*", "$1");
        Set<String> declared = artifacts(pom.replaceFirst("(?s).*</dependencyManagement>(.*?)</dependencies>.*", "$1"));
        Set<String> pinned = artifacts(managed);
        assertTrue(pinned.containsAll(List.of("jackson-bom", "guava", "commons-lang3")), pinned.toString());
        try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
            List<String> inherited = jars.map(
                            jar -> jar.getFileName().toString().replaceFirst("-\\d.*\\.jar$", ""))
                    // The BOM pins all of Jackson.
                    .filter(library -> library.startsWith("jackson-") || pinned.contains(library))
                    .filter(library -> !declared.contains(library))
                    .toList();
            assertEquals(List.of(), inherited, "declare these in pom.xml");
        }
    }

    private static Set<String> artifacts(String xml) {
        return ARTIFACT.matcher(xml).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }
}
