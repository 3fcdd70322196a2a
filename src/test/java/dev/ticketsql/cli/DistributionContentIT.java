package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.DocumentLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Files of the zip that {@code mvn package} makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DistributionContentIT {

    private static final String ENGINE = "libduckdb_java.so_";

    private Path installation;

    @BeforeAll
    void unpack(@TempDir Path temporary) throws Exception {
        installation = UnpackedZip.in(temporary);
    }

    @Test
    void itHasWhatItsUserNeedsAndNothingElse() throws IOException {
        assertEquals(List.of("LICENSE", "README.md", "bin", "docs", "lib", "licences", "model.json"), names("."));
        assertEquals(
                List.of(
                        ".launch",
                        ".launch.cmd",
                        "mirror",
                        "mirror.cmd",
                        "sandbox",
                        "sandbox.cmd",
                        "sqlline",
                        "sqlline.cmd"),
                names("bin"));
    }

    @Test
    void scriptsMayBeRunByEverybodyAndOtherFilesByNobody() throws IOException {
        Set<String> scripts = Set.of("bin/mirror", "bin/sandbox", "bin/sqlline");
        List<String> others = new ArrayList<>();
        for (Path file : files(Files::isRegularFile)) {
            String name = installation.relativize(file).toString();
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            if (!mode.equals(scripts.contains(name) ? "rwxr-xr-x" : "rw-r--r--")) {
                others.add(name + " " + mode);
            }
        }
        assertEquals(List.of(), others);
    }

    @Test
    void batchFilesHaveTheLinesOfWindowsAndScriptsThoseOfUnix() throws IOException {
        for (String name : names("bin")) {
            String text = Files.readString(installation.resolve("bin").resolve(name));
            long lines = text.chars().filter(character -> character == '\n').count();
            long returns = text.chars().filter(character -> character == '\r').count();
            assertEquals(name.endsWith(".cmd") ? lines : 0, returns, name);
        }
    }

    @Test
    void itsLibrariesAreThoseOfTheCloneWithDuckDbForEveryPlatform() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        try (Stream<Path> jars = Files.list(CommandLine.PROJECT.resolve("target/lib"))) {
            jars.map(jar -> jar.getFileName().toString())
                    .filter(jar -> !jar.startsWith("jakarta.transaction-api-"))
                    .forEach(expected::add);
        }
        expected.add(installation.getFileName() + ".jar");
        for (String platform : List.of("linux_amd64", "linux_arm64", "macos_arm64", "windows_amd64")) {
            expected.add(ENGINE + platform);
        }
        assertEquals(List.copyOf(expected), names("lib"));
        String driver = names("lib").stream()
                .filter(name -> name.startsWith("duckdb_jdbc-"))
                .collect(Collectors.joining());
        try (ZipFile jar =
                new ZipFile(installation.resolve("lib").resolve(driver).toFile())) {
            assertTrue(jar.stream().noneMatch(entry -> entry.getName().startsWith(ENGINE)), driver);
        }
    }

    @Test
    void theLicencesOfAllLibrariesAreInIt() throws IOException {
        String texts = Files.readString(installation.resolve("licences/BSD-3-Clause.txt"))
                + Files.readString(installation.resolve("licences/MIT.txt"));
        List<String> apache = Document.page("licences.md").rowsBelow("| licence | libraries |").stream()
                .filter(line -> line.startsWith("| Apache-2.0 |"))
                .flatMap(line -> Stream.of(line.split("[|, ]+", -1)))
                .toList();
        List<String> licences = names("licences");
        List<String> without = names("lib").stream()
                .filter(name -> name.endsWith(".jar") && !name.startsWith("ticketsql-"))
                .map(name -> name.replaceFirst("-\\d[^-]*(-jre|-empty-to.*)?\\.jar$", ""))
                .filter(library -> !apache.contains(library) && !texts.contains(library))
                .filter(library -> licences.stream().noneMatch(name -> name.startsWith(library + "-")))
                .toList();
        assertEquals(List.of(), without);
    }

    @Test
    void everyLinkOfItsDocumentsLeadsToAFileAndAHeading() throws IOException {
        List<Document> pages = files(file -> file.toString().endsWith(".md")).stream()
                .map(Document::new)
                .toList();
        assertEquals(Document.all().size(), pages.size());
        assertEquals(List.of(), DocumentLinks.broken(pages));
    }

    @Test
    void noTimeInItTellsWhenItWasBuilt() throws IOException {
        Path driver = files(file -> file.getFileName().toString().startsWith("duckdb_jdbc-"))
                .get(0);
        for (Path archive : List.of(UnpackedZip.file(), driver)) {
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                assertEquals(
                        Set.of(LocalDateTime.parse("2026-01-01T00:00:00")),
                        zip.stream().map(ZipEntry::getTimeLocal).collect(Collectors.toSet()),
                        archive::toString);
            }
        }
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(installation.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<Path> files(Predicate<Path> condition) throws IOException {
        try (Stream<Path> files = Files.walk(installation)) {
            return files.filter(condition).sorted().toList();
        }
    }
}
