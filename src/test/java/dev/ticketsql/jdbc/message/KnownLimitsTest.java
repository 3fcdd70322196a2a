package dev.ticketsql.jdbc.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the limits of src/docs/sql.md: each fails with a sentence, and its alternative runs. */
final class KnownLimitsTest {

    private static final String HEADING = "| what does not run | what to write |";

    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws Exception {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=3000&seed=1'");
    }

    static Stream<String> limits() throws IOException {
        return column(1);
    }

    static Stream<String> waysRound() throws IOException {
        return column(2);
    }

    @ParameterizedTest
    @MethodSource("limits")
    void whatDoesNotRunIsRefusedInASentence(String sql) throws Exception {
        for (SQLException failure : failures(sql)) {
            String message = String.valueOf(failure.getMessage());
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.length() < 300, message);
            assertFalse(
                    Pattern.compile("Exception|org\\.apache|out of bounds|rel#")
                            .matcher(message)
                            .find(),
                    message);
            assertNotNull(failure.getCause(), message);
        }
    }

    @ParameterizedTest
    @MethodSource("waysRound")
    void whatToWriteInsteadRuns(String sql) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setString(i, "a");
            }
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next(), "no rows");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT COUNT(*) FROM ticket_events GROUP BY TUMBLE("time", INTERVAL '1' HOUR) ¦ TicketSQL has no function TUMBLE in this place: group by FLOOR("time" TO HOUR), or another unit
            SELECT * FROM ticket_events MATCH_RECOGNIZE (ORDER BY id MEASURES A.id AS a PATTERN (A B) DEFINE B AS B.id > A.id) ¦ TicketSQL cannot run MATCH_RECOGNIZE: write LAG and LEAD over rows in order
            """)
    void theSentenceNamesThePartAndWhatToWrite(String sql, String sentence) throws Exception {
        for (SQLException failure : failures(sql)) {
            assertEquals(sentence, failure.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT ? FROM ticket_events                                    | At line 1, column 8
            SELECT CASE WHEN id > 0 THEN ? ELSE ? END FROM ticket_events   | At line 1, column 30
            """)
    void aParameterOfUnknownTypeNeedsACast(String sql, String place) {
        assertEquals(
                place + ": Illegal use of dynamic parameter, whose type nothing tells: write CAST(? AS VARCHAR), or of"
                        + " whatever type it is",
                assertThrows(SQLException.class, () -> connection.prepareStatement(sql))
                        .getMessage());
    }

    /** Stock Calcite has no rule for percentiles; through our driver none of its planners searches any more. */
    @Test
    void aPlannerThatFailsIsReportedInASentence() throws Exception {
        try (Connection calcite = DriverManager.getConnection("jdbc:calcite:")) {
            SQLException failure = assertThrows(
                    SQLException.class,
                    () -> calcite.prepareStatement(
                            "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (2)) AS v(x)"));
            assertEquals(
                    "Calcite 1.42 cannot run this statement, although it is SQL (its planner fails): leave parts of it out"
                            + " to find which, and say that otherwise; the limits in src/docs/sql.md list what is known",
                    SqlErrors.of(failure).getMessage());
        }
    }

    @Test
    void theVersionIsTheOneThatIsBuiltWith() throws Exception {
        String version = CalciteBugs.CALCITE.replace("Calcite ", "<calcite.version>");
        assertTrue(Files.readString(Path.of("pom.xml")).contains(version + "."), version);
    }

    /** Failures of {@code sql}, one for each way to run it. */
    private static List<SQLException> failures(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return List.of(
                    assertThrows(SQLException.class, () -> connection.prepareStatement(sql), sql),
                    assertThrows(SQLException.class, () -> statement.executeQuery(sql), sql));
        }
    }

    /** The statements in a column of the document's list. */
    private static Stream<String> column(int number) throws IOException {
        List<String> rows = Document.page("sql.md").rowsBelow(HEADING);
        assertTrue(rows.size() >= 3, rows::toString);
        return rows.stream()
                .flatMap(row -> Pattern.compile("`(SELECT [^`]+)`")
                        .matcher(row.split("\\|", -1)[number])
                        .results())
                .map(match -> match.group(1));
    }
}
