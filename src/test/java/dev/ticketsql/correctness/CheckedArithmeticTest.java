package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.RowsOfAllKinds;
import dev.ticketsql.testing.TestAccount;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole numbers that do not fit their type are refused in each engine, and so are times outside of the years: no value
 * begins again at the other end.
 */
final class CheckedArithmeticTest {

    /** In the words of Java, Calcite and the mirror's engine. */
    private static final Pattern TOO_LARGE = Pattern.compile(
            "(long |integer )?overflow(: .*)?|Value -?\\d+ out of range|Out of Range Error: Overflow.*"
                    + "|.* out of range for the destination type INT.*|.*Failed to cast decimal value.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @AutoClose
    private static final TestAccount account = TestAccount.of(RowsOfAllKinds.events());

    /** The ids are those of the generated queries, both ends of a BIGINT among them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id + 1 FROM ticket_events",
                "SELECT id - 2 FROM ticket_events",
                "SELECT id * 2 FROM ticket_events",
                "SELECT -id FROM ticket_events",
                "SELECT id / -1 FROM ticket_events",
                "SELECT ABS(id) FROM ticket_events",
                "SELECT id + CAST(1 AS INTEGER) FROM ticket_events",
                "SELECT CAST(1 AS SMALLINT) - id FROM ticket_events",
                "SELECT COUNT(*) FROM ticket_events WHERE id + id = 0",
                "SELECT COUNT(*) FROM ticket_events WHERE id > CAST(2147483647 AS INTEGER) + CAST(1 AS INTEGER)",
                "SELECT COUNT(*) FROM ticket_events WHERE start_time < CAST('9223372036854775807' AS BIGINT) + 1",
                "SELECT MAX(id * 3) FROM ticket_events",
                "SELECT id FROM ticket_events ORDER BY id * 3",
                "SELECT COUNT(*) FROM ticket_events GROUP BY id * 3",
                "SELECT a.id FROM ticket_events a JOIN ticket_events b ON a.id + 1 > b.id + 1",
                "SELECT a.id FROM ticket_events a LEFT JOIN ticket_events b ON a.id + 1 = b.id",
                "SELECT id FROM ticket_events a WHERE EXISTS (SELECT 1 FROM ticket_events b WHERE b.id = a.id - 1)",
                "SELECT id, (SELECT MAX(b.id) FROM ticket_events b WHERE b.id > a.id + 1) FROM ticket_events a",
                "SELECT CASE WHEN type IS NULL THEN id * 2 ELSE 0 END FROM ticket_events",
                "SELECT CAST(2147483647 AS INTEGER) + CAST(1 AS INTEGER) FROM ticket_events",
                "SELECT -CAST('-9223372036854775808' AS BIGINT) FROM ticket_events",
                "SELECT CAST(127 AS TINYINT) + CAST(1 AS TINYINT) FROM ticket_events",
                "SELECT CAST(id AS INTEGER) FROM ticket_events",
                "SELECT ROUND(id, -1) FROM ticket_events",
                "SELECT ROUND(CAST(2147483647 AS INTEGER), -1) FROM ticket_events",
                "SELECT CAST(id * 1E10 AS BIGINT) FROM ticket_events",
            })
    void arithmeticThatDoesNotFitIsRefused(String sql) throws Exception {
        assertRefused(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT SUM(id) FROM ticket_events WHERE id > 9223372036854775800",
                "SELECT SUM(id) FROM ticket_events WHERE id < -9223372036854775800",
                "SELECT type, SUM(id) FROM ticket_events WHERE id > 9223372036854775800 GROUP BY ROLLUP (type)",
                "SELECT SUM(DISTINCT id) FROM ticket_events WHERE id > 9223372036854775800",
                "SELECT SUM(id) FILTER (WHERE id > 0) FROM ticket_events",
                "SELECT SUM(CASE WHEN JSON_EXISTS(other, 'strict $.a') THEN id ELSE 9223372036854775807 END)"
                        + " FROM ticket_events",
                "SELECT id, SUM(9223372036854775807) OVER (ORDER BY id) FROM ticket_events",
                "SELECT id, SUM(id) OVER (ORDER BY id DESC ROWS 1 PRECEDING) FROM ticket_events",
            })
    void aSumThatDoesNotFitIsRefused(String sql) throws Exception {
        assertRefused(sql);
    }

    @Test
    void parametersAreNoExcuse() throws Exception {
        String sql = "SELECT id FROM ticket_events WHERE start_time < CAST(? AS BIGINT) + 1";
        try (PreparedStatement statement = account.connection().prepareStatement(sql)) {
            statement.setLong(1, Long.MAX_VALUE);
            assertSays(TOO_LARGE, assertThrows(Throwable.class, () -> readAll(statement.executeQuery())), sql);
            statement.setLong(1, Long.MAX_VALUE - 1);
            readAll(statement.executeQuery());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT SUM(id), SUM(id) - 5 FROM ticket_events",
                "SELECT type, SUM(id) FROM ticket_events" + " WHERE ABS(id / 2) < 4611686018427387900 GROUP BY type",
                "SELECT via, SUM(DISTINCT ticket_id), SUM(CASE WHEN via IS NULL THEN 1 END)"
                        + " FROM ticket_events GROUP BY via",
                "SELECT SUM(id), SUM(instance_id), COUNT(*) FROM ticket_events WHERE id = 4711",
                "SELECT ticket_id + 1, 1 - ticket_id, -ticket_id, ticket_id * -3, ABS(ticket_id), ticket_id / 2"
                        + " FROM ticket_events",
                "SELECT id FROM ticket_events WHERE id / 2 + 1 > 4611686018427387903 OR id / 2 - 1 < -4611686018427387904",
                "SELECT CASE WHEN id > 4611686018427387900 OR id < -4611686018427387900 THEN NULL ELSE id * 2 END"
                        + " FROM ticket_events",
                "SELECT ROUND(ticket_id, -1), ROUND(ticket_id / 2, 1), ROUND(id / 2, -3) FROM ticket_events",
                "SELECT SUM(ticket_id * 2 + 1), MIN(-ticket_id) FROM ticket_events GROUP BY metric",
            })
    void whatFitsIsAnswered(String sql) throws Exception {
        account.sql(sql).agreesWithHsqldb();
    }

    /** No result has it, since no literal could be compared with it. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            "time" + INTERVAL '9999' YEAR                         | timestamp
            CAST("time" AS DATE) - INTERVAL '9999' YEAR           | date
            TIMESTAMPADD(MONTH, 99999, CAST("time" AS DATE))      | date
            TIMESTAMP '9999-12-31 23:59:59' + INTERVAL '1' SECOND | timestamp
            CEIL(TIMESTAMP '9999-12-31 23:59:59' TO YEAR)         | timestamp
            """)
    void aTimeInAYearThatThereIsNotIsRefused(String expression, String type) throws Exception {
        assertRefused(
                "SELECT " + expression + " FROM ticket_events",
                Pattern.compile("a " + type + " was computed that is in no year from 1 to 9999: .*"));
    }

    /** As in PostgreSQL, whose years go further than those of literals. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            TIMESTAMP '9999-12-31 23:59:59' + INTERVAL '1' SECOND | 10000
            TIMESTAMP '2020-01-01 00:00:00' + INTERVAL '9999' YEAR | 12019
            CEIL(TIMESTAMP '9999-12-31 23:59:59' TO YEAR)          | 10000
            """)
    void aTimeAfterTheYear9999IsAnswered(String expression, String year) throws Exception {
        account.sql("SELECT EXTRACT(YEAR FROM " + expression + ") FROM (VALUES (1)) t (n)")
                .returns(year);
    }

    @Test
    void theFirstAndTheLastTimesOfAllAreAnswered() throws Exception {
        account.sql("SELECT TIMESTAMP '9999-12-31 23:59:58' + INTERVAL '1' SECOND * n,"
                        + " DATE '0001-01-02' - INTERVAL '1' DAY * n, CAST(NULL AS TIMESTAMP) + INTERVAL '1' DAY * n"
                        + " FROM (VALUES (1)) t (n)")
                .returns("9999-12-31 23:59:59, 0001-01-01, null");
    }

    @Test
    void theSizeOfAConstantThatIsNotComputedBeforeIsAnswered() throws Exception {
        account.sql("SELECT COUNT(*) FILTER (WHERE ABS(0) IS NULL) AS n FROM ticket_events WHERE UPPER(via) = 'EMAIL'")
                .returns("0");
    }

    /** Only the end counts, not the sum on its way. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SUM(n) OVER ()                                                    | 9223372036854775806
            SUM(n) OVER (ORDER BY p ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING) | 9223372036854775806
            SUM(CASE WHEN p > 9 THEN n END) OVER ()                           |
            SUM(p) OVER (ORDER BY p RANGE UNBOUNDED PRECEDING)                | 1
            """)
    void windowsAddUpTheSame(String sum, String expected) throws Exception {
        String sql = "SELECT s FROM (SELECT p, " + sum + " AS s FROM (VALUES (1, 9223372036854775807),"
                + " (2, 9223372036854775807), (3, -9223372036854775808), (4, 9223372036854775807),"
                + " (5, -9223372036854775807)) t (p, n))"
                + " WHERE p = 1";
        account.sql(sql).returns(String.valueOf(expected));
    }

    private static void assertRefused(String sql) throws SQLException {
        assertRefused(sql, TOO_LARGE);
    }

    private static void assertRefused(String sql, Pattern reason) throws SQLException {
        try (Statement statement = account.connection().createStatement()) {
            assertSays(reason, assertThrows(Throwable.class, () -> readAll(statement.executeQuery(sql)), sql), sql);
        }
    }

    private static void readAll(ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                assertEquals(rows, rows.getStatement().getResultSet());
            }
        }
    }

    private static void assertSays(Pattern reason, Throwable failure, String sql) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        assertTrue(reason.matcher(message).matches(), sql + ": " + message);
    }
}
