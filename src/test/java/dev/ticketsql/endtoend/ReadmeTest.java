package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.account.Option;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SqlClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What README.md shows is so: its tables are those of the program, its SQL runs, its Java compiles and prints. */
final class ReadmeTest {

    private static final Path README = Path.of("README.md");

    private static final String EXPLAIN = "EXPLAIN PLAN FOR";

    @Test
    void theFirstSessionPrintedWhatTheSandboxSaidAtThatInstant() throws Exception {
        String session = blocks("console").get(0);
        String sql = session.lines().findFirst().orElseThrow().replaceFirst("^\\$ bin/sqlline -e \"(.*)\"$", "$1");
        List<String> printed = printed(session);
        try (SqlClient client = SqlClient.to(firstScreen())) {
            List<String> rows = table(client, sql);
            assertEquals(counts(printed), counts(rows));
            // Rows of the same count come in any order.
            assertEquals(
                    printed.stream().sorted().toList(), rows.stream().sorted().toList());
        }
    }

    /** The sandbox of model.json, which a plain bin/sqlline opens, at the instant of the first session. */
    private static URI firstScreen() throws IOException {
        String end = instant();
        return Pattern.compile("\"(sandbox:[^\"]+)\"")
                .matcher(Files.readString(Path.of("model.json")))
                .results()
                .map(match -> URI.create(match.group(1) + "&end=" + end))
                .findFirst()
                .orElseThrow();
    }

    /** When the first session was, and what is shown after it. */
    private static String instant() throws IOException {
        return firstMatch("That was the embedded sandbox at (\\S+):");
    }

    /** The header and the rows of a table as sqlline prints it, columns joined by a bar. */
    private static List<String> printed(String table) {
        return table.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .collect(Collectors.joining("|"))
                        .replaceFirst("\\|$", ""))
                .toList();
    }

    /** The header and the rows of an answer, likewise: what is NULL is empty. */
    private static List<String> table(SqlClient client, String sql) throws SQLException {
        try (Statement statement = client.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            List<String> labels = new ArrayList<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                labels.add(columns.getColumnLabel(column));
            }
            List<String> table = new ArrayList<>(List.of(String.join("|", labels)));
            for (String row : RowTexts.asWritten(result)) {
                table.add(Arrays.stream(row.split("\\|", -1))
                        .map(value -> value.equals("null") ? "" : value)
                        .collect(Collectors.joining("|")));
            }
            return table;
        }
    }

    private static List<String> counts(List<String> rows) {
        return rows.stream().map(row -> row.substring(row.lastIndexOf('|'))).toList();
    }

    @Test
    void theCoordinatesAreThoseThatAreInstalled() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        blocks("xml")
                .get(0)
                .lines()
                .map(String::strip)
                .filter(line -> !line.contains("dependency>"))
                .forEach(line -> assertTrue(pom.contains("\n  " + line + "\n"), line));
    }

    @Test
    void theTableOfOptionsIsTheListOfOptions() throws IOException {
        List<String> expected =
                new ArrayList<>(List.of("| option | environment | default | what it is for |", "|---|---|---|---|"));
        for (Option option : Option.values()) {
            expected.add("| `%s` | `%s` | %s | %s (%s) |"
                    .formatted(
                            option.propertyName(),
                            option.environmentName(),
                            option.defaultText().isEmpty() ? "" : "`" + option.defaultText() + "`",
                            option.description(),
                            option.unit()));
        }
        assertEquals(String.join("\n", expected), tableAfter("## Options"));
    }

    @ParameterizedTest
    @CsvSource({
        "ticket_events, | column | type | what it is |",
        "ticket_field_changes, | column of ticket_field_changes | type | what it is |",
        "ticket_comments, | column of ticket_comments | type | what it is |",
        "mirror_windows, | column of mirror_windows | type | what it is |",
        "api_requests, | column of api_requests | type | what it is |"
    })
    void theTableOfColumnsIsTheTable(String table, String heading) throws Exception {
        List<String> expected = new ArrayList<>();
        try (Connection connection = sandbox();
                ResultSet columns = connection.getMetaData().getColumns(null, "zendesk", table, "%")) {
            while (columns.next()) {
                boolean notNull = columns.getString("IS_NULLABLE").equals("NO");
                String name = columns.getString("TYPE_NAME");
                String type = name.equals("TIMESTAMP") ? name + "(" + columns.getInt("DECIMAL_DIGITS") + ")" : name;
                expected.add(
                        "| `" + columns.getString("COLUMN_NAME") + "` | " + type + (notNull ? " NOT NULL" : "") + " |");
            }
        }
        List<String> nameAndType = tableOf(heading)
                .lines()
                .skip(2)
                .map(line -> line.replaceFirst("(\\|[^|]+\\|[^|]+\\|).*", "$1"))
                .toList();
        assertEquals(expected, nameAndType);
    }

    @TestFactory
    Stream<DynamicTest> everyQuestionRuns() throws IOException {
        List<String> questions = blocks("sql");
        assertTrue(questions.size() >= 5, questions::toString);
        return questions.stream()
                .map(sql -> DynamicTest.dynamicTest(sql.lines().findFirst().orElse(""), () -> {
                    try (Connection connection = sandbox();
                            Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery(sql)) {
                        assertTrue(rows.next(), "no rows");
                    }
                    assertTrue(sql.startsWith(EXPLAIN) || isOneStatement(sql), "a part is not the engine's");
                }));
    }

    private static boolean isOneStatement(String sql) throws Exception {
        try (Connection connection = sandbox();
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery(EXPLAIN + " " + sql)) {
            return plan.next() && plan.getString(1).startsWith("DuckDbStatement");
        }
    }

    /** Questions about now are asked at the instant of the first session. */
    @TestFactory
    Stream<DynamicTest> everyAnswerIsTheOneThatIsShown() throws IOException {
        String now = instant().replace("T", " ").replace("Z", "");
        return examples().stream()
                .filter(example -> !example.sql().startsWith(EXPLAIN))
                .map(example -> DynamicTest.dynamicTest(
                        example.sql().lines().findFirst().orElse(""), () -> {
                            String sql = example.sql()
                                    .replace("CURRENT_DATE", "DATE '" + now.substring(0, 10) + "'")
                                    .replaceAll("CURRENT_TIMESTAMP|NOW\\(\\)", "TIMESTAMP '" + now + "'");
                            try (SqlClient client = SqlClient.to(firstScreen())) {
                                List<String> shown = printed(example.answer());
                                assertTrue(shown.size() > 1, example::toString);
                                assertEquals(shown, table(client, sql));
                            }
                        }));
    }

    /** A question and what is shown of its answer. */
    private record Example(String sql, String answer) {}

    /** Every block of SQL, with the block that follows it, which must be an answer. */
    private static List<Example> examples() throws IOException {
        List<Example> examples = Pattern.compile("(?ms)^```sql\n(.*?)^```$(?:(?!```).)*^```text\n(.*?)^```$")
                .matcher(Files.readString(README))
                .results()
                .map(match -> new Example(match.group(1).strip(), match.group(2).strip()))
                .toList();
        assertEquals(blocks("sql"), examples.stream().map(Example::sql).toList(), "an answer must follow each");
        return examples;
    }

    @Test
    void theExplainedQuestionCostsWhatIsShown() throws Exception {
        Example explained = examples().stream()
                .filter(example -> example.sql().startsWith(EXPLAIN))
                .findFirst()
                .orElseThrow();
        URI account = URI.create(firstMatch("`(sandbox:\\?rate-limit=10)`") + "&end=" + instant());
        try (SqlClient client = SqlClient.to(account)) {
            client.rows("SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= TIMESTAMP '2026-10-01 00:00:00'"
                    + " AND \"time\" < TIMESTAMP '2026-11-01 00:00:00'");
            assertEquals(explained.answer(), client.rows(explained.sql()).get(0).strip());
        }
    }

    @Test
    void theModelOfAnAccountIsAccepted(@TempDir Path directory) throws Exception {
        Path model = Files.writeString(
                directory.resolve("model.json"), blocks("json").get(0));
        try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:model=" + model);
                ResultSet tables = connection.getMetaData().getTables(null, "zendesk", "ticket_events", null)) {
            assertTrue(tables.next());
        }
    }

    @Test
    void plainCalciteOpensTheModelWithWhatIsSaidHere() throws Exception {
        String url = firstMatch("`(jdbc:calcite:[^`]+)`");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT \"time\" FROM ticket_events WHERE 1 = 0")) {
            assertEquals("time", rows.getMetaData().getColumnName(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, ^Web form: \\d+$", "1, '^20\\d\\d\\d events, 2\\d requests$'"})
    void theJavaExamplesCompileAndPrintWhatTheyPromise(int example, String printed, @TempDir Path directory)
            throws Exception {
        Path source = Files.writeString(
                directory.resolve("Example.java"), """
                import dev.ticketsql.jdbc.TicketSqlConnection;
                import java.sql.*;
                import java.time.*;

                class Example {
                    public static void main(String[] args) throws SQLException {
                %s
                    }
                }
                """.formatted(blocks("java").get(example)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int failed = compiler.run(null, null, complaints, "-proc:none", "-d", directory.toString(), source.toString());
        assertEquals(0, failed, complaints.toString(StandardCharsets.UTF_8));

        Outcome outcome = CommandLine.java(directory)
                .run(
                        "-cp",
                        directory + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "Example");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(
                Pattern.compile(printed, Pattern.MULTILINE)
                        .matcher(outcome.out())
                        .find(),
                outcome.out());
    }

    /** Enough events that something happens on every day, Sundays too: some questions are about yesterday. */
    private static Connection sandbox() throws SQLException {
        return DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=200000&seed=1'");
    }

    /** What the first group of the pattern's first match in the README holds. */
    private static String firstMatch(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(README))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** The code blocks of a language. */
    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(Files.readString(README))
                .results()
                .map(match -> match.group(1).strip())
                .toList();
    }

    private static String tableAfter(String heading) throws IOException {
        String section = Files.readString(README).split(Pattern.quote(heading + "\n"), 2)[1];
        List<String> lines = Arrays.stream(section.split("\n"))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        return String.join("\n", lines);
    }

    /** The table that begins with the line {@code heading}. */
    private static String tableOf(String heading) throws IOException {
        return Files.readString(README)
                .lines()
                .dropWhile(line -> !line.equals(heading))
                .takeWhile(line -> line.startsWith("|"))
                .collect(Collectors.joining("\n"));
    }
}
