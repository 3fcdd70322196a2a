package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents src/docs/reliability.md and src/docs/SECURITY.md: the tests and the commands that they name. */
final class ReliabilityDocumentTest {

    private static final Path RELIABILITY = Path.of("src/docs/reliability.md");

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    private static final Pattern COMMAND = Pattern.compile("mvn test -Dtest=(\\w+)((?: -Dticketsql\\.[\\w.]+=\\d+)+)");

    private static final Pattern PROPERTY = Pattern.compile("-Dticketsql\\.([\\w.]+)=");

    /** Content of each file of tests, by the name of its class. */
    private static final Map<String, String> SOURCES = new HashMap<>();

    @BeforeAll
    static void readSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                SOURCES.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reliability.md", "SECURITY.md"})
    void everyTestThatIsNamedTestsSomething(String document) throws IOException {
        List<String> named = TEST.matcher(Files.readString(Path.of("src/docs", document)))
                .results()
                .map(name -> name.group(1))
                .distinct()
                .toList();

        assertTrue(named.size() > 5, named::toString);
        assertEquals(
                List.of(),
                named.stream()
                        .filter(name -> !Pattern.compile("@(?:Test|ParameterizedTest|Property|FuzzTest)\\b")
                                .matcher(SOURCES.getOrDefault(name, ""))
                                .find())
                        .toList());
    }

    /** A property that no test reads would run what the build runs, and say nothing of it. */
    @Test
    void everyCommandRunsATestThatReadsItsProperties() throws IOException {
        List<MatchResult> commands =
                COMMAND.matcher(Files.readString(RELIABILITY)).results().toList();

        assertTrue(commands.size() >= 6, commands::toString);
        for (MatchResult command : commands) {
            assertTrue(SOURCES.containsKey(command.group(1)), command.group());
            PROPERTY.matcher(command.group(2))
                    .results()
                    .map(property -> property.group(1))
                    .forEach(property -> assertTrue(
                            SOURCES.values().stream().anyMatch(source -> source.contains("\"ticketsql." + property)),
                            property));
        }
    }

    @Test
    void everyTestOfThisPackageShowsAPromise() throws IOException {
        String document = Files.readString(RELIABILITY) + Files.readString(Path.of("src/docs/SECURITY.md"));
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/dev/ticketsql/resilience"))) {
            assertEquals(
                    new TreeSet<>(),
                    files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(name -> name.endsWith("Test") || name.endsWith("IT"))
                            .filter(name -> !name.equals(ReliabilityDocumentTest.class.getSimpleName()))
                            .filter(name -> !document.contains(name))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
