package dev.ticketsql.calcite.parser;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.calcite.ConnectionDefaults;
import dev.ticketsql.calcite.TicketSqlPrepare;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.TestAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.LongStream;
import org.apache.calcite.jdbc.Driver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names resolve to columns. The answers over VALUES are those of PostgreSQL 15, where it has the words. */
final class NameResolutionTest {

    private static final long FIRST_SEC = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();

    @AutoClose
    private static TestAccount account;

    /** Six events, one a day; of the tickets 0, 1, 2, 0, 1, 2. */
    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(LongStream.range(0, 6)
                .mapToObj(day -> EventBuilder.audit(day, FIRST_SEC + day * 86_400, day % 3, "Mail")
                        .build())
                .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT -x AS x FROM (VALUES (1), (2), (3)) t(x) ORDER BY x * 2                            ¦ -1; -2; -3
            SELECT -x AS x FROM (VALUES (1), (2), (3)) t(x) ORDER BY ABS(x) DESC NULLS FIRST          ¦ -3; -2; -1
            SELECT -x AS x FROM (VALUES (1), (2), (3)) t(x) ORDER BY -x                               ¦ -3; -2; -1
            SELECT CASE WHEN x > 2 THEN 'big' ELSE 'small' END AS x, COUNT(*) FROM (VALUES (1), (2), (3)) t(x) GROUP BY 1 ORDER BY MIN(x) DESC ¦ big, 1; small, 2
            SELECT k, MAX(x) AS x FROM (VALUES (1, 5), (1, 7), (2, 6)) t(k, x) GROUP BY k ORDER BY MAX(x) DESC ¦ 1, 7; 2, 6
            SELECT k, SUM(x) AS x FROM (VALUES (1, 5), (1, 7), (2, 6)) t(k, x) GROUP BY k ORDER BY SUM(x)      ¦ 2, 6; 1, 12
            SELECT k, AVG(x) AS x FROM (VALUES (1, 5), (1, 8), (2, 6)) t(k, x) GROUP BY k ORDER BY AVG(x) DESC ¦ 1, 6.5; 2, 6
            SELECT k, COUNT(DISTINCT x) AS x FROM (VALUES (1, 5), (1, 7), (2, 6)) t(k, x) GROUP BY k ORDER BY COUNT(DISTINCT x) ¦ 2, 1; 1, 2
            SELECT k, COALESCE(SUM(x), 0) AS x FROM (VALUES (1, 5), (1, 7), (2, 6)) t(k, x) GROUP BY k ORDER BY SUM(x) ¦ 2, 6; 1, 12
            SELECT -x AS x, ROW_NUMBER() OVER (ORDER BY x) AS n FROM (VALUES (1), (2)) t(x) ORDER BY ROW_NUMBER() OVER (ORDER BY x) DESC ¦ -2, 2; -1, 1
            SELECT -k AS k FROM (VALUES (1, 7), (2, 8)) a(k, x) JOIN (VALUES (1, 2), (2, 3)) b(k, z) USING (k) ORDER BY k * 2 ¦ -1; -2
            SELECT (SELECT -y AS x FROM (VALUES (1), (2)) u(y) ORDER BY x * y LIMIT 1) FROM (VALUES (1)) t(x) ¦ -1
            """)
    void insideAnExpressionOfOrderByItMeansAColumnOfFrom(String sql, String rows) throws Exception {
        account.sql(sql).returns(rows.split("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT time FROM ticket_events ORDER BY time LIMIT 1                                       ¦ 2026-03-01 12:00:00
            SELECT id, TIME FROM ticket_events WHERE time > '2026-03-05' AND id > 4                    ¦ 5, 2026-03-06 12:00:00
            SELECT e.time FROM ticket_events e GROUP BY e.time HAVING COUNT(e.time) = 1 ORDER BY 1 DESC LIMIT 1 ¦ 2026-03-06 12:00:00
            SELECT MAX(Time) AS time, MIN(time) FROM ticket_events                                     ¦ 2026-03-06 12:00:00, 2026-03-01 12:00:00
            SELECT COUNT(*) FROM ticket_events a JOIN ticket_events b USING (time)                     ¦ 6
            SELECT EXTRACT(HOUR FROM time), time::DATE FROM ticket_events ORDER BY time::TIME, id LIMIT 1 ¦ 12, 2026-03-01
            SELECT CASE time WHEN time THEN 1 END FROM ticket_events WHERE time BETWEEN '2026-03-01' AND '2026-03-02' ¦ 1
            WITH t(time) AS (VALUES (1)) SELECT time, time + 1 FROM t WHERE time IN (SELECT time FROM t) ¦ 1, 2
            SELECT TIME '12:30:00', CAST(TIMESTAMP '2026-03-01 12:30:00' AS TIME), CAST('12:30:00' AS TIME(0)), '12:30:00'::TIME ¦ 12:30:00, 12:30:00, 12:30:00, 12:30:00
            """)
    void unquotedTimeIsAColumnUnlessItIsAType(String sql, String rows) throws Exception {
        account.sql(sql).returns(rows.split("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT -x AS x FROM (VALUES (1), (2), (3)) t(x) ORDER BY x              ¦ -3; -2; -1
            SELECT -x AS x FROM (VALUES (1), (2), (3)) t(x) ORDER BY (x) DESC       ¦ -1; -2; -3
            SELECT v AS x FROM (VALUES (1, 'z'), (3, 'd')) s(x, v) LEFT JOIN (VALUES (1)) t(x) USING (x) ORDER BY x ¦ d; z
            """)
    void aloneInOrderByItMeansTheAlias(String sql, String rows) throws Exception {
        account.sql(sql).returns(rows.split("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT -x AS x FROM (VALUES (1), (2)) t(x) GROUP BY x HAVING x > 1                                    ¦ -2
            SELECT MAX(x) AS k FROM (VALUES (1, 5), (2, 6)) t(k, x) GROUP BY k + 0 HAVING k + 0 > 1               ¦ 6
            SELECT MAX(x) AS k FROM (VALUES (1, 5), (2, 6)) t(k, x) GROUP BY GROUPING SETS ((k), ()) HAVING k > 1 ¦ 6
            SELECT -COUNT(*) AS n FROM (VALUES (1), (1), (2)) t(k) GROUP BY k HAVING n < -1                       ¦ -2
            """)
    void inHavingItMeansAColumnThatIsGroupedBeforeItMeansTheAlias(String sql, String rows) throws Exception {
        account.sql(sql).returns(rows.split("; "));
    }

    /** PostgreSQL refuses it. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT x AS y FROM (VALUES (1), (2)) t(x) ORDER BY y * -1                                      ¦ 2; 1
            SELECT k, COUNT(*) AS n FROM (VALUES (1), (1), (2)) t(k) GROUP BY k ORDER BY n + 0             ¦ 2, 1; 1, 2
            SELECT a.x AS x FROM (VALUES (1), (2)) a(x) JOIN (VALUES (1), (2)) b(x) ON a.x = b.x ORDER BY -x ¦ 2; 1
            """)
    void insideAnExpressionOfOrderByItMeansTheAliasWhereFromHasNoSuchColumn(String sql, String rows) throws Exception {
        account.sql(sql).returns(rows.split("; "));
    }

    @Test
    void insideAnExpressionOfOrderByAColumnThatIsNotGroupedIsRefused() {
        account.sql("SELECT COALESCE(via, '-') AS via, COUNT(*) FROM ticket_events GROUP BY 1 ORDER BY via || ''")
                .fails("Expression 'via' is not being grouped");
    }

    @Test
    void anAggregateOfAColumnOrdersThoughItsAliasIsTheColumns() throws Exception {
        account.sql("SELECT ticket_id, MAX(\"time\") AS \"time\" FROM ticket_events GROUP BY ticket_id"
                        + " ORDER BY MAX(\"time\") DESC")
                .returns("2, 2026-03-06 12:00:00", "1, 2026-03-05 12:00:00", "0, 2026-03-04 12:00:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT x FROM @s JOIN @t USING (x) WHERE x = 1                             ¦ 1
            SELECT x, v, w FROM @s LEFT JOIN @t USING (x) WHERE x > 0 ORDER BY x       ¦ 1, a, b; 3, d, null
            SELECT x, v, w FROM @s RIGHT JOIN @t USING (x) WHERE x > 0 ORDER BY x DESC ¦ 2, null, c; 1, a, b
            SELECT x, v, w FROM @s FULL JOIN @t USING (x) WHERE x > 1 ORDER BY x + 0   ¦ 2, null, c; 3, d, null
            SELECT x, v, w FROM @s NATURAL FULL JOIN @t WHERE x > 1 ORDER BY x         ¦ 2, null, c; 3, d, null
            SELECT x, COUNT(*) FROM @s FULL JOIN @t USING (x) GROUP BY x HAVING x < 3 ORDER BY x ¦ 1, 1; 2, 1
            SELECT x + 1 AS y, COUNT(*) FROM @s FULL JOIN @t USING (x) GROUP BY 1 ORDER BY 1     ¦ 2, 1; 3, 1; 4, 1
            SELECT x, COUNT(*) FROM @s NATURAL JOIN @t GROUP BY ALL ORDER BY x                   ¦ 1, 1
            SELECT x, COUNT(*) FROM @s JOIN @t USING (x) GROUP BY ROLLUP (x) ORDER BY x          ¦ 1, 1; null, 1
            SELECT X, COUNT(*) FROM @s JOIN @t USING (x) GROUP BY X HAVING X = 1 ORDER BY X + 1  ¦ 1, 1
            SELECT DISTINCT x FROM @s RIGHT JOIN @t USING (x) ORDER BY x DESC                    ¦ 2; 1
            SELECT x, ROW_NUMBER() OVER (PARTITION BY x ORDER BY w) FROM @s RIGHT JOIN @t USING (x) ORDER BY x ¦ 1, 1; 2, 1
            SELECT x FROM @s RIGHT JOIN @t USING (x) QUALIFY ROW_NUMBER() OVER (ORDER BY x DESC) = 1 ¦ 2
            SELECT x AS n FROM @s LEFT JOIN @t USING (x) ORDER BY x DESC                         ¦ 3; 1
            SELECT s.x, t.x FROM @s LEFT JOIN @t USING (x) WHERE x = 3                           ¦ 3, null
            SELECT x FROM @s FULL JOIN @t USING (x) WHERE EXISTS (SELECT 1 FROM (VALUES (2)) u(y) WHERE y = x) ¦ 2
            SELECT x, (SELECT SUM(y) FROM (VALUES (3), (4)) u(y) WHERE y > x) FROM @s RIGHT JOIN @t USING (x) ORDER BY x ¦ 1, 7; 2, 7
            """)
    void theCommonColumnOfAJoinIsOneColumnInEveryClause(String sql, String rows) throws Exception {
        account.sql(sql.replace("@s", "(VALUES (1, 'a'), (3, 'd')) s(x, v)")
                        .replace("@t", "(VALUES (1, 'b'), (2, 'c')) t(x, w)"))
                .returns(rows.split("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT x, y FROM @s JOIN @t USING (x) JOIN @u USING (x) WHERE x = 1                   ¦ 1, e
            SELECT x, y FROM @s RIGHT JOIN @t USING (x) JOIN @u USING (x) WHERE x > 1             ¦ 2, f
            SELECT * FROM @s RIGHT JOIN @t USING (x) JOIN @u USING (x) ORDER BY x                 ¦ 1, a, b, e; 2, null, c, f
            SELECT * FROM @s FULL JOIN @t USING (x) FULL JOIN @u USING (x) ORDER BY x             ¦ 1, a, b, e; 2, null, c, f; 3, d, null, null; 4, null, null, g
            SELECT * FROM @s NATURAL FULL JOIN @t NATURAL LEFT JOIN @u ORDER BY -x                ¦ 3, d, null, null; 2, null, c, f; 1, a, b, e
            SELECT * FROM @s NATURAL JOIN @t NATURAL JOIN (VALUES (7)) q(z)                       ¦ 1, a, b, 7
            SELECT x, y FROM @u JOIN (@s RIGHT JOIN @t USING (x)) USING (x) ORDER BY x            ¦ 1, e; 2, f
            SELECT x, z FROM @s RIGHT JOIN @t USING (x) JOIN (VALUES (2)) q(z) ON z = x           ¦ 2, 2
            SELECT x, z FROM (VALUES (7)) q(z), @s JOIN @t USING (x) WHERE x = 1                  ¦ 1, 7
            SELECT x, z FROM @s JOIN @t USING (x) CROSS JOIN UNNEST(ARRAY[5, 6]) AS q(z) WHERE x = 1 ORDER BY z ¦ 1, 5; 1, 6
            SELECT z FROM (VALUES (1, ARRAY[5, 6])) a(x, l) CROSS JOIN UNNEST(l) AS q(z) ORDER BY z ¦ 5; 6
            """)
    void theCommonColumnOfSeveralJoinsIsOneColumn(String sql, String rows) throws Exception {
        account.sql(sql.replace("@s", "(VALUES (1, 'a'), (3, 'd')) s(x, v)")
                        .replace("@t", "(VALUES (1, 'b'), (2, 'c')) t(x, w)")
                        .replace("@u", "(VALUES (1, 'e'), (2, 'f'), (4, 'g')) u(x, y)"))
                .returns(rows.split("; "));
    }

    /** Oracle's conformance allows no table name before a common column. */
    @Test
    void theCommonColumnIsFoundInOraclesConformance() throws Exception {
        Properties properties = ConnectionDefaults.properties();
        properties.setProperty("conformance", "ORACLE_12");
        String sql = "SELECT x, COUNT(*) FROM (VALUES (1), (2)) a(x) JOIN (VALUES (1)) b(x) USING (x) GROUP BY x";
        try (Connection connection = requireNonNull(
                        new Driver().withPrepareFactory(TicketSqlPrepare::new).connect("jdbc:calcite:", properties));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertEquals(List.of("1, 1"), RowTexts.read(rows));
        }
    }

    @Test
    void twoColumnsOfANameAreAmbiguous() {
        String join = "(VALUES (1)) a(x) JOIN (VALUES (1)) b(x) ON a.x = b.x";
        account.sql("SELECT a.x FROM " + join + " WHERE x = 1").fails("Column 'x' is ambiguous");
        account.sql("SELECT 1 FROM " + join + " JOIN (VALUES (1)) c(x) USING (x)")
                .fails("Column name 'x' in NATURAL join or USING clause is not unique on one side of join");
    }

    @Test
    void aConditionOfTheCommonTimeIsARangeOfBothTables() throws Exception {
        account.sql("SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b USING (\"time\", ticket_id)"
                        + " WHERE \"time\" >= TIMESTAMP '2026-03-05 00:00:00' AND ticket_id > 1 ORDER BY ticket_id")
                .returns("5, 5")
                .windows("[2026-03-05T00:00:00Z, ..)", "[2026-03-05T00:00:00Z, ..)");
    }
}
