package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of kinds of failure: its document, its states as a program sees them, and that there is no other list. */
final class ErrorKindsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/ticketsql");

    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events";

    @TempDir
    private Path directory;

    @Test
    void theDocumentIsTheList() throws IOException {
        String rows = String.join(
                "\n",
                Arrays.stream(ErrorKind.values())
                        .map(kind -> "| `%s` | `%s` | %s | %s |"
                                .formatted(kind.sqlState(), kind.name(), kind.meaning(), kind.remedy()))
                        .toList());
        String document = Files.readString(Path.of("src/docs/errors.md"));
        assertTrue(document.contains("|---|---|---|---|\n" + rows + "\n\n"), rows);
    }

    @Test
    void theListIsInTheOrderOfItsStates() {
        List<String> states =
                Arrays.stream(ErrorKind.values()).map(ErrorKind::sqlState).toList();
        assertEquals(states.stream().sorted().toList(), states);
        assertTrue(states.stream().allMatch(state -> state.matches("[0-9A-Z]{5}")), states::toString);
    }

    @Test
    void noOtherClassHasAStateOfItsOwn() throws IOException {
        Pattern state = Pattern.compile("\"(?:\\d\\d|HY|XX)[0-9A-Z]{3}\"");
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("ErrorKind.java")
                        && state.matcher(Files.readString(file)).find()) {
                    found.add(file);
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @CsvSource({"401, 28000", "403, 42501", "404, 3D000", "400, 08004", "301, 08P01"})
    void aStatementFailsWithTheStateOfTheServersAnswer(int status, String state) throws Exception {
        try (Sandbox sandbox = Sandboxes.until2026(1_500, 3);
                SqlClient client = SqlClient.to(sandbox.baseUrl(), "mirror", "none")) {
            sandbox.inject(Fault.status(status, "{}"));
            assertEquals(state, failure(client.connection(), COUNT).getSQLState());
        }
    }

    @Test
    void aPageThatIsNoneHasTheStateOfAWrongAnswer() throws Exception {
        try (Sandbox sandbox = Sandboxes.until2026(10, 3);
                SqlClient client = SqlClient.to(sandbox.baseUrl(), "mirror", "none")) {
            sandbox.inject(Fault.html(200, "<html></html>"));
            assertEquals("08P01", failure(client.connection(), COUNT).getSQLState());
        }
    }

    @Test
    void moreRequestsThanAllowedHaveAStateOfTheirOwn() throws Exception {
        try (Sandbox sandbox = Sandboxes.until2026(2_500, 3);
                SqlClient client = SqlClient.to(sandbox.baseUrl(), "mirror", "none", "maxRequests", "1")) {
            SQLException failure = failure(client.connection(), COUNT);
            assertEquals("53400", failure.getSQLState(), failure.getMessage());
        }
    }

    @Test
    void aMirrorOfANewerVersionAndAFileInItsPlaceHaveStates() throws Exception {
        try (Sandbox sandbox = Sandboxes.serving(
                Sandboxes.eventPerSecond(1_700_000_000, 3),
                InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")))) {
            Path file = Files.writeString(directory.resolve("file"), "x");
            Path newer = Files.createDirectories(directory.resolve("newer"));
            String variant = sandbox.baseUrl().getAuthority().replace(":", "%3A");
            Files.createDirectories(newer.resolve(variant).resolve("v99"));
            try (SqlClient client = SqlClient.to(sandbox.baseUrl(), "mirror", newer.toString())) {
                assertEquals("55000", failure(client.connection(), COUNT).getSQLState());
            }
            try (SqlClient client = SqlClient.to(sandbox.baseUrl(), "mirror", file.toString())) {
                assertEquals("58030", failure(client.connection(), COUNT).getSQLState());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT 7 / (id - id) FROM (VALUES 7) AS t (id)             | 22012
                    SELECT MOD(7, id - id) FROM (VALUES 7) AS t (id)           | 22012
                    SELECT CAST(id AS INTEGER) FROM (VALUES 'x') AS t (id)     | 22018
                    SELECT CAST(id AS DATE) FROM (VALUES 'x') AS t (id)        | 22007
                    SELECT id + 1 FROM (VALUES 9223372036854775807) AS t (id)  | 22003
                    SELECT SQRT(0 - id) FROM (VALUES 7) AS t (id)              | 22000
                    SELECT EXP(id) FROM (VALUES 10000) AS t (id)               | 22003
                    SELECT (SELECT n FROM (VALUES (1), (2)) AS t (n))          | 21000
                    SELECT nowhere                                             | 42000
                    SELECT DATE_TRUNC('fortnight', NOW())                      | 42000
                    CREATE TABLE t (a INTEGER)                                 | 42000
                    """)
    void aStatementFailsWithTheStateOfItsMistake(String sql, String state) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=1&seed=1'")) {
            SQLException failure = failure(connection, sql);
            assertEquals(state, failure.getSQLState(), failure.getMessage());
        }
    }

    private static SQLException failure(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return assertThrows(
                    SQLException.class,
                    () -> {
                        try (java.sql.ResultSet rows = statement.executeQuery(sql)) {
                            rows.next();
                        }
                    },
                    sql);
        }
    }
}
