package dev.ticketsql.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers of the large statements of {@link PlanningBenchmark}, and the size at which larger ones are refused. */
final class LargeStatementsTest {

    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection(PlanningBenchmark.TEN_EVENTS);
    }

    @ParameterizedTest
    @EnumSource
    void aLargeStatementIsAnswered(LargeStatement statement) throws Exception {
        assertEquals(
                statement.answer(statement.size()),
                PlanningBenchmark.value(connection, statement.sql(statement.size())));
    }

    @Test
    void queriesThatReadEachOtherTwiceAreRefusedBeforeTheyAreAMillion() {
        assertEquals(
                "a query that WITH names is planned anew wherever it is read: this statement reads 524288 tables, of at"
                        + " most 1000; read the named queries fewer times, as with a window function instead of a join of"
                        + " one with itself",
                failure(LargeStatement.DOUBLED_WITH.sql(20)));
    }

    @Test
    void aSumOfTooManyTermsIsRefusedWithTheDepthThatIsAllowed() {
        assertEquals(
                "the statement is nested too deeply: an expression may have 1000 levels; split it into parts, as a sum"
                        + " into several in parentheses",
                failure(LargeStatement.SUM_OF_TERMS.sql(9_000)));
    }

    @Test
    void afterWhatIsRefusedTheConnectionAnswers() throws Exception {
        assertTrue(failure("SELECT " + "ABS(".repeat(100_000) + "1" + ")".repeat(100_000))
                .contains("nested too deeply"));
        assertEquals("10", PlanningBenchmark.value(connection, "SELECT COUNT(*) FROM ticket_events"));
    }

    private static String failure(String sql) {
        return String.valueOf(assertThrows(SQLException.class, () -> PlanningBenchmark.value(connection, sql))
                .getMessage());
    }
}
