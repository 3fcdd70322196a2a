package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.account.Option;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * README.md against the program: coordinates, tables of options and columns, models, and Java that compiles and prints.
 */
final class ReadmeTest {

    @Test
    void theCoordinatesAreThoseThatAreInstalled() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        Readme.blocks("xml")
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
        assertEquals(String.join("\n", expected), Readme.tableAfter("## Options"));
    }

    @ParameterizedTest
    @CsvSource({
        "ticket_events, | column | type | what it is |",
        "ticket_field_changes, | column of ticket_field_changes | type | what it is |",
        "ticket_comments, | column of ticket_comments | type | what it is |",
        "ticket_child_events, | column of ticket_child_events | type | what it is |",
        "mirror_windows, | column of mirror_windows | type | what it is |",
        "api_requests, | column of api_requests | type | what it is |"
    })
    void theTableOfColumnsIsTheTable(String table, String heading) throws Exception {
        List<String> expected = new ArrayList<>();
        try (Connection connection = Readme.sandbox();
                ResultSet columns = connection.getMetaData().getColumns(null, "zendesk", table, "%")) {
            while (columns.next()) {
                boolean notNull = columns.getString("IS_NULLABLE").equals("NO");
                String name = columns.getString("TYPE_NAME");
                String type = name.equals("TIMESTAMP") ? name + "(" + columns.getInt("DECIMAL_DIGITS") + ")" : name;
                expected.add("| " + columns.getString("COLUMN_NAME") + " | " + type + (notNull ? " NOT NULL" : "")
                        + " | " + columns.getString("REMARKS") + " |");
            }
        }
        assertEquals(expected, rowsOf(heading));
    }

    @Test
    void theTableOfViewsIsWhatMetadataSaysOfThem() throws Exception {
        List<String> expected = new ArrayList<>();
        try (Connection connection = Readme.sandbox();
                ResultSet views = connection.getMetaData().getTables(null, "zendesk", null, new String[] {"VIEW"})) {
            while (views.next()) {
                expected.add(views.getString("TABLE_NAME") + ": " + views.getString("REMARKS"));
            }
        }
        List<String> written = rowsOf("| view | one row per | columns | needs |").stream()
                .map(row -> row.split("\\| *", -1))
                .map(cells -> cells[1].strip() + ": One row per " + cells[2].strip())
                .sorted()
                .toList();
        assertEquals(expected, written);
    }

    /** The rows of a table, without marks of code. */
    private static List<String> rowsOf(String heading) throws IOException {
        return Readme.tableOf(heading)
                .lines()
                .skip(2)
                .map(line -> line.replace("`", ""))
                .toList();
    }

    @Test
    void theModelOfAnAccountIsAccepted(@TempDir Path directory) throws Exception {
        Path model = Files.writeString(
                directory.resolve("model.json"), Readme.blocks("json").get(0));
        try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:model=" + model);
                ResultSet tables = connection.getMetaData().getTables(null, "zendesk", "ticket_events", null)) {
            assertTrue(tables.next());
        }
    }

    @Test
    void plainCalciteOpensTheModelWithWhatIsSaidHere() throws Exception {
        String url = Readme.firstMatch("`(jdbc:calcite:[^`]+)`");
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
        Path source = Files.writeString(directory.resolve("Example.java"), """
                import dev.ticketsql.jdbc.TicketSqlConnection;
                import java.sql.*;
                import java.time.*;

                class Example {
                    public static void main(String[] args) throws SQLException {
                %s
                    }
                }
                """.formatted(
                        Readme.blocks("java").get(example)));
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
}
