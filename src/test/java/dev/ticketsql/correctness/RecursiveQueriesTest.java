package dev.ticketsql.correctness;

import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.TestAccount;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recursive queries: their end, the length of their texts, and the events that they read. */
final class RecursiveQueriesTest {

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            WITH RECURSIVE c(n) AS (SELECT 1 UNION SELECT c.n + 1 FROM c, (SELECT MAX(x) AS m FROM (VALUES (4), (2)) AS v(x)) y WHERE c.n < y.m) SELECT n FROM c ORDER BY n     ¦ 1 | 2 | 3 | 4
            WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT c.n + 1 FROM c, (SELECT MAX(x) AS m FROM (VALUES (4), (2)) AS v(x)) y WHERE c.n < y.m) SELECT n FROM c ORDER BY n ¦ 1 | 2 | 3 | 4
            WITH RECURSIVE c(n) AS (SELECT 1 UNION SELECT MOD(c.n + 1, 3) FROM c) SELECT n FROM c ORDER BY n ¦ 0 | 1 | 2
            WITH RECURSIVE c(n, p) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, p || 'b' FROM c WHERE n < 3) SELECT p FROM c ORDER BY n ¦ a | ab | abb
            WITH RECURSIVE c(n, p) AS (VALUES (1, '') UNION ALL SELECT n + 1, p || 'b' FROM c WHERE n < 3) SELECT '.' || p FROM c ORDER BY n ¦ . | .b | .bb
            WITH RECURSIVE c AS (SELECT 1 AS n, 1.5 AS p UNION SELECT n + 1, p * 10.25 FROM c WHERE n < 3) SELECT p FROM c ORDER BY n ¦ 1.5 | 15.375 | 157.59375
            """)
    void aRecursionEndsWhereNothingIsNew(String sql, String rows) throws Exception {
        account.answers(sql, rows);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT UPPER('a')                                              ¦ A | Ab | Abb
            SELECT CASE WHEN x = 1 THEN 'y' ELSE 'n' END FROM (VALUES (1)) AS t(x) ¦ y | yb | ybb
            SELECT MAX(x) FROM (VALUES ('a'), ('z')) AS t(x) HAVING MAX(x) > 'a' ¦ z | zb | zbb
            SELECT CAST(x AS VARCHAR(1)) FROM (VALUES ('aa')) AS t(x)      ¦ a | ab | abb
            SELECT x FROM (VALUES ('a')) AS t(x)                           ¦ a | ab | abb
            VALUES (LOWER('A'))                                            ¦ a | ab | abb
            """)
    void aTextOfARecursionGrowsWhateverItBeginsWith(String first, String rows) throws Exception {
        account.answers(
                "WITH RECURSIVE c(p) AS (" + first + " UNION ALL SELECT p || 'b' FROM c WHERE CHAR_LENGTH(p) < 3)"
                        + " SELECT p FROM c ORDER BY p",
                rows);
    }

    /** QueryTimeoutTest ends it by a timeout and by a cancellation. */
    @Test
    void aRecursionWithoutEndEndsAtTheLatestWithTheMemory() throws Exception {
        try (TestAccount small = TestAccount.of(List.of(), new EngineLimits(64L << 20, 2))) {
            small.sql(
                            "WITH RECURSIVE c(n) AS (SELECT 1 UNION SELECT c.n * 10 + x FROM c, (VALUES 1, 2, 3, 4, 5, 6, 7, 8, 9)"
                                    + " AS v(x)) SELECT COUNT(*) FROM c")
                    .fails("Out of Memory Error");
            small.sql("SELECT 1").returns("1");
        }
    }

    @Test
    void aRecursionReadsEventsInASubquery() throws Exception {
        account.sql("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT c.n + 1 FROM c"
                        + " WHERE c.n < (SELECT COUNT(*) FROM ticket_events)) SELECT COUNT(*) FROM c")
                .runsInTheEngine()
                .agreesWithHsqldb("SELECT COUNT(*) FROM ticket_events");
    }
}
