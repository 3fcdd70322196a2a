package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Calcite cannot run, as the README lists it: it is said in a sentence, and what to write instead runs. */
final class KnownLimitsTest {

    private static final String HEADING = "| what does not run | what to write |";

    private static final String WINDOW =
            "of a window function, order and partition by columns instead of constants, and select a column beside it";

    private static final String JOIN =
            "write the subquery as a join with (SELECT ... GROUP BY ...), or name it with WITH and join that";

    private static Connection connection;

    @BeforeAll
    static void connect() throws Exception {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=3000&seed=1'");
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
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

    /** The sentence tells which part of the statement to write otherwise, as far as the failure tells that. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY id) FROM ticket_events  ¦ There are not enough rules to produce a node  ¦ write PERCENTILE_CONT, or sort, and take the row in the middle: ORDER BY ... LIMIT 1 OFFSET 500
            SELECT COUNT(*) FROM ticket_events GROUP BY TUMBLE("time", INTERVAL '1' HOUR) ¦ Unable to implement Enumerable             ¦ group by FLOOR("time" TO HOUR), or another unit
            SELECT SUM(NULL) FROM ticket_events                                        ¦ Unable to implement Enumerable                ¦ leave out what is always NULL, or write CAST(NULL AS VARCHAR), or of whatever type it is
            SELECT ROW_NUMBER() OVER (ORDER BY (SELECT 1)) FROM ticket_events          ¦ its planner fails                             ¦ WINDOW
            SELECT LAG(id, id) OVER (ORDER BY id) FROM ticket_events                   ¦ Error while compiling generated Java code     ¦ WINDOW
            SELECT a.id FROM ticket_events a FULL JOIN ticket_comments b ON a.id = (SELECT MAX(c.event_id) FROM ticket_comments c WHERE c.ticket_id = b.ticket_id)  ¦ Correlated FULL join is not supported  ¦ JOIN
            SELECT a.id FROM ticket_events a RIGHT JOIN ticket_comments b ON a.id = (SELECT MAX(c.event_id) FROM ticket_comments c WHERE c.ticket_id = b.ticket_id) ¦ Correlated RIGHT join is not supported ¦ JOIN
            SELECT a.id FROM ticket_events a LEFT JOIN ticket_comments b ON a.id IN (SELECT c.event_id FROM ticket_comments c WHERE c.ticket_id = b.ticket_id)      ¦ Unable to implement Enumerable         ¦ JOIN
            """)
    void theSentenceNamesThePartAndWhatToWrite(String sql, String sign, String advice) throws Exception {
        String expected = advice.replaceFirst("^WINDOW$", WINDOW).replace("JOIN", JOIN);
        for (SQLException failure : failures(sql)) {
            assertEquals(
                    PlannerLimits.CALCITE + " cannot run this statement, although it is SQL (" + sign + "): " + expected
                            + "; the README's limitations list what is known",
                    failure.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT ? FROM ticket_events                                    | At line 1, column 8
            SELECT CASE WHEN id > 0 THEN ? ELSE ? END FROM ticket_events   | At line 1, column 30
            """)
    void aParameterOfUnknownTypeIsToldToBeCast(String sql, String place) {
        assertEquals(
                place + ": Illegal use of dynamic parameter, whose type nothing tells: write CAST(? AS VARCHAR), or of"
                        + " whatever type it is",
                assertThrows(SQLException.class, () -> connection.prepareStatement(sql))
                        .getMessage());
    }

    @Test
    void theVersionIsTheOneThatIsBuiltWith() throws Exception {
        String version = PlannerLimits.CALCITE.replace("Calcite ", "<calcite.version>");
        assertTrue(Files.readString(Path.of("pom.xml")).contains(version + "."), version);
    }

    /** However it is asked. */
    private static List<SQLException> failures(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return List.of(
                    assertThrows(SQLException.class, () -> connection.prepareStatement(sql), sql),
                    assertThrows(SQLException.class, () -> statement.executeQuery(sql), sql));
        }
    }

    /** The statements in a column of the README's list. */
    private static Stream<String> column(int number) throws IOException {
        List<String> rows = Files.readString(Path.of("README.md"))
                .lines()
                .dropWhile(line -> !line.equals(HEADING))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertTrue(rows.size() >= 10, rows::toString);
        return rows.stream()
                .flatMap(row -> Pattern.compile("`(SELECT [^`]+)`")
                        .matcher(row.split("\\|", -1)[number])
                        .results())
                .map(match -> match.group(1));
    }
}
