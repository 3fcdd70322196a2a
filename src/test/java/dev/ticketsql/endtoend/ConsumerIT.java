package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Document;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user's project with the dependency and the first program of src/docs/jdbc.md, resolved by Maven in a local
 * repository of its own and run. Everything comes from files: the jar that was just built, and the jars that it was
 * built with.
 */
@Timeout(240)
final class ConsumerIT {

    private static final Path BUILT = Path.of("target");

    @TempDir
    private Path directory;

    @Test
    void theDependencyAndTheProgramOfTheDocumentAreAllItTakes() throws Exception {
        String document = Document.page("jdbc.md").text();
        String dependency = first("(?s)```xml\n(<dependency>.*?)```", document);
        String version = first("<version>(.*?)</version>", dependency);
        Path release = Files.createDirectories(directory.resolve("built/dev/ticketsql/ticketsql/" + version));
        String file = "ticketsql-" + version;
        Files.copy(BUILT.resolve(file + ".jar"), release.resolve(file + ".jar"));
        Files.copy(Path.of("pom.xml"), release.resolve(file + ".pom"));
        Files.writeString(directory.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.example</groupId>
                  <artifactId>consumer</artifactId>
                  <version>1</version>
                  <dependencies>
                    %s
                  </dependencies>
                </project>
                """.formatted(dependency));
        Path program = Files.writeString(
                directory.resolve("Consumer.java"), """
                import java.sql.*;
                import java.time.*;

                class Consumer {
                    public static void main(String[] arguments) throws Exception {
                        %s
                    }
                }
                """.formatted(first("(?s)```java\n(.*?)```", document)));

        List<Path> classPath = resolve();

        List<String> rows = run(CommandLine.java(directory), "-cp", joined(classPath), program.toString());
        // The sandbox's history ends now: the rarest channels may be missing.
        assertTrue(rows.size() > 4, rows.toString());
        assertTrue(rows.stream().allMatch(row -> row.matches("[A-Z][A-Za-z ()]+: \\d+|null: \\d+")), rows.toString());
        assertShipped(classPath, file + ".jar");
    }

    /** Maven hands on the versions of dependencies, and drops those of dependencyManagement. */
    private static void assertShipped(List<Path> classPath, String own) throws IOException {
        try (Stream<Path> shipped = Files.list(BUILT.resolve("lib"))) {
            List<String> left = new ArrayList<>(
                    classPath.stream().map(jar -> jar.getFileName().toString()).toList());
            assertTrue(left.remove(own), classPath::toString);
            left.removeAll(shipped.map(jar -> jar.getFileName().toString()).toList());
            assertEquals(List.of(), left, "not what TicketSQL ships with: declare these in pom.xml");
        }
    }

    private List<Path> resolve() throws Exception {
        Path settings = Files.writeString(directory.resolve("settings.xml"), """
                <settings>
                  <profiles>
                    <profile>
                      <id>files</id>
                      <repositories>
                        <repository><id>central</id><url>%1$s</url></repository>
                        <repository><id>built</id><url>%2$s</url></repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository><id>central</id><url>%1$s</url></pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>files</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        Path.of(System.getProperty("localRepository")).toUri(),
                        directory.resolve("built").toUri()));
        Path classPath = directory.resolve("class-path");
        run(
                CommandLine.of(Path.of(System.getProperty("maven.home"), "bin", "mvn"), directory),
                "--offline",
                "--batch-mode",
                "--quiet",
                "--settings",
                settings.toString(),
                "-Dmaven.repo.local=" + directory.resolve("local"),
                // Files count as online otherwise.
                "-Daether.offline.protocols=file",
                "org.apache.maven.plugins:maven-dependency-plugin:" + pluginVersion() + ":build-classpath",
                "-Dmdep.outputFile=" + classPath);
        return Stream.of(Files.readString(classPath).split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The one that the project is checked with is there already. */
    private static String pluginVersion() throws IOException {
        return first(
                "<artifactId>maven-dependency-plugin</artifactId>\\s*<version>(.*?)</version>",
                Files.readString(Path.of("pom.xml")));
    }

    private static String joined(List<Path> classPath) {
        return String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList());
    }

    /** The lines on standard output of a program that ends well. */
    private static List<String> run(CommandLine program, String... arguments) throws Exception {
        Outcome outcome = program.run(arguments);
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        return outcome.out().lines().toList();
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), pattern);
        return found.group(1);
    }
}
