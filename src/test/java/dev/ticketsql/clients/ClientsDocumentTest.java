package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document src/docs/clients.md: its tests, its versions, and its blocks, which run. */
final class ClientsDocumentTest {

    private static final Document DOCUMENT = Document.page("clients.md");

    private static final Path TESTS = Path.of("src/test/java/dev/ticketsql/clients");

    /** A row of the tables of programs: the version is the second column, the test the last. */
    private static final Pattern PROGRAM =
            Pattern.compile("(?m)^\\| ([^|]+) \\| ([\\w.]+) \\|.*\\| `(\\w+(?:Test|IT))` \\|$");

    @Test
    void everyTestOfAProgramHasALine() throws IOException {
        TreeSet<String> tests = new TreeSet<>();
        try (Stream<Path> quick = Files.walk(TESTS);
                Stream<Path> longer = Files.walk(Path.of("src/it"))) {
            Stream.concat(quick, longer)
                    .filter(ClientsDocumentTest::isOfAProgram)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .forEach(tests::add);
        }
        // Spring Boot is a quick start, of the programs below it.
        tests.remove("SpringBootIT");
        assertEquals(
                tests,
                matches(PROGRAM).map(program -> program.group(3)).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static boolean isOfAProgram(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith("IT.java")
                || (name.endsWith("Test.java") && !name.equals(ClientsDocumentTest.class.getSimpleName() + ".java"));
    }

    @Test
    void everyVersionIsTheOneThatIsTested() throws IOException {
        StringBuilder poms = new StringBuilder(Files.readString(Path.of("pom.xml")));
        // Of a program that Maven does not fetch.
        poms.append(Files.readString(TESTS.resolve("LibreOfficeIT.java")));
        try (Stream<Path> files = Files.walk(Path.of("src/it"))) {
            for (Path file : files.filter(path -> path.endsWith("pom.xml")).toList()) {
                poms.append(Files.readString(file));
            }
        }
        List<String> others = matches(PROGRAM)
                .filter(program -> !Pattern.compile("<([\\w.]*version)>%1$s</\\1>|VERSION = \"%1$s\""
                                .formatted(Pattern.quote(program.group(2))))
                        .matcher(poms)
                        .find())
                .map(program -> program.group(1) + " " + program.group(2))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void theJavaProgramCompilesAndPrintsDays(@TempDir Path directory) throws Exception {
        Path source = Files.writeString(directory.resolve("Example.java"), """
                import java.sql.*;
                import java.time.*;

                class Example {
                    public static void main(String[] arguments) throws SQLException {
                %s
                    }
                }
                """.formatted(block("java")));
        Outcome outcome =
                CommandLine.java(directory).run("-cp", System.getProperty("java.class.path"), source.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        List<String> lines = outcome.out().lines().toList();
        assertEquals(5, lines.size(), outcome.out());
        assertTrue(lines.stream().allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d+")), outcome.out());
    }

    @Test
    void theQuestionForExcelIsAnswered() throws Exception {
        String sql = matches(Pattern.compile("bin/sqlline --outputformat=csv -e \"([^\"]+)\" >events.csv"))
                .map(command -> command.group(1))
                .findFirst()
                .orElseThrow();
        try (SqlClient client = SqlClient.to(URI.create("sandbox:?events=20000&seed=1"))) {
            List<String> rows = client.rows(sql);
            assertTrue(rows.size() > 20, rows::toString);
        }
    }

    @Test
    void theUrlOfSpringBootConnects() throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(block("properties")));
        try (Connection connection = DriverManager.getConnection(properties.getProperty("spring.datasource.url"))) {
            assertEquals("zendesk", connection.getSchema());
        }
        assertEquals("dev.ticketsql.jdbc.Driver", properties.getProperty("spring.datasource.driver-class-name"));
    }

    private static Stream<MatchResult> matches(Pattern pattern) {
        return pattern.matcher(DOCUMENT.text()).results();
    }

    private static String block(String language) {
        return DOCUMENT.blocks(language).get(0);
    }
}
