package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents' coordinates, models and URLs work, and their Java compiles and prints. */
final class DocumentedProgramsTest {

    private static final Document JAVA = Document.page("jdbc.md");
    private static final Document OPTIONS = Document.page("options.md");

    @Test
    void theCoordinatesAreThoseThatAreInstalled() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        JAVA.blocks("xml")
                .get(0)
                .lines()
                .map(String::strip)
                .filter(line -> !line.contains("dependency>"))
                .forEach(line -> assertTrue(pom.contains("\n  " + line + "\n"), line));
    }

    @Test
    void theModelOfAnAccountIsAccepted(@TempDir Path directory) throws Exception {
        Path model = Files.writeString(
                directory.resolve("model.json"), OPTIONS.blocks("json").get(0));
        try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:model=" + model);
                ResultSet tables = connection.getMetaData().getTables(null, "zendesk", "ticket_events", null)) {
            assertTrue(tables.next());
        }
    }

    @Test
    void plainCalciteOpensTheModelWithWhatIsSaidHere() throws Exception {
        String url = OPTIONS.firstMatch("`(jdbc:calcite:[^`]+)`");
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
                        JAVA.blocks("java").get(example)));
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
