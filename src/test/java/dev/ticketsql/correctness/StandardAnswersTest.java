package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.TestAccount;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements of which Calcite's own engine gives wrong rows or none: each is one statement of the mirror's engine, and
 * its rows are those of the standard or of PostgreSQL.
 */
@Tag("time-zones")
final class StandardAnswersTest {

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    /** Over computed columns, whose places Calcite 1.42 mistakes for those of the table below them. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            (SELECT COUNT(*) FROM (VALUES (1)) AS d(o) WHERE d.o = r.t) ¦ 8, 0 | 11, 1
            EXISTS (SELECT 1 FROM (VALUES (1)) AS d(o) WHERE d.o = r.t) ¦ 8, false | 11, true
            r.t IN (SELECT d.o FROM (VALUES (1)) AS d(o))               ¦ 8, false | 11, true
            r.t IN (SELECT d.o FROM (VALUES (1)) AS d(o) WHERE d.o + 10 = r.s) ¦ 8, false | 11, true
            (SELECT MAX(d.o + r.s) FROM (VALUES (1), (2)) AS d(o) WHERE d.o <= r.t) ¦ 8, 10 | 11, 12
            r.s > ALL (SELECT d.o * r.t FROM (VALUES (3), (5)) AS d(o))  ¦ 8, false | 11, true
            """)
    void aSubqueryInSelectSeesTheRowsOfADerivedTable(String subquery, String rows) throws Exception {
        String computed = "SELECT k AS t, v + 1 AS s FROM (VALUES (1, 10), (2, 7)) AS z(k, v)";
        account.answers("SELECT r.s, " + subquery + " AS b FROM (" + computed + ") r ORDER BY 1", rows);
        account.answers("WITH r AS (" + computed + ") SELECT r.s, " + subquery + " AS b FROM r ORDER BY 1", rows);
        account.answers(
                "WITH z(k, v) AS (VALUES (1, 4), (1, 10), (2, 7)) SELECT r.s, " + subquery
                        + " AS b FROM (SELECT k AS t, MAX(v) + 1 AS s FROM z GROUP BY k) r ORDER BY 1",
                rows);
    }

    /** The rows of a grouped outer join are the measure. */
    @ParameterizedTest
    @ValueSource(strings = {"ticket_first_replies", "sla_breaches", "ticket_status_intervals"})
    void aSubqueryInSelectReadsAReadyView(String view) throws Exception {
        String outerJoin = "SELECT e.id, COUNT(v.ticket_id), COUNT(v.ticket_id) > 0 FROM ticket_events e LEFT JOIN "
                + view + " v ON v.ticket_id = e.ticket_id GROUP BY e.id";
        String ofTicket = " FROM " + view + " v WHERE v.ticket_id = e.ticket_id)";
        account.sql("SELECT e.id, (SELECT COUNT(*)" + ofTicket + ", EXISTS (SELECT 1" + ofTicket
                        + " FROM ticket_events e")
                .runsInTheEngine()
                .returnsUnordered(account.sql(outerJoin).rows().toArray(String[]::new));
    }

    @Test
    void rowsAreOrderedByASubquery() throws Exception {
        account.sql("SELECT id FROM ticket_events e ORDER BY (SELECT COUNT(*) FROM ticket_comments c"
                        + " WHERE c.ticket_id = e.ticket_id), id")
                .runsInTheEngine()
                .returns(account.sql("SELECT e.id FROM ticket_events e LEFT JOIN ticket_comments c"
                                + " ON c.ticket_id = e.ticket_id GROUP BY e.id ORDER BY COUNT(c.ticket_id), e.id")
                        .rows()
                        .toArray(String[]::new));
    }

    @Test
    void everyRowHasARandomNumberOfItsOwn() throws Exception {
        for (String random : List.of("RAND()", "RANDOM()", "RAND_INTEGER(1000000000)")) {
            account.sql("SELECT COUNT(DISTINCT " + random + ") > 1 FROM ticket_events")
                    .returns("true");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            LN(x)        ¦ cannot take logarithm of a number that is not positive
            LOG10(x)     ¦ cannot take logarithm of a number that is not positive
            SQRT(x - 1)  ¦ cannot take square root of a negative number
            POWER(x, -1) ¦ zero raised to a negative power is undefined
            1.0 / x      ¦ Division by zero
            CAST('a' || x AS DATE FORMAT 'YYYY') ¦ Invalid format: 'YYYY' for datetime string: 'a0'
            1 / x        ¦ division by zero
            """)
    void whatHasNoValueIsRefusedInASentence(String expression, String message) {
        account.sql("SELECT " + expression + " FROM (VALUES (0)) AS v(x)").fails(message);
        account.sql("SELECT " + expression.replace("x", "0")).fails(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            WITH t(p, m) AS (VALUES ('urgent', 60), ('high', 240), ('low', 1440)) SELECT UPPER(p) AS u, RANK() OVER (ORDER BY m) FROM t ORDER BY u LIMIT 1 ¦ HIGH, 2
            SELECT SUM(x) OVER (ORDER BY x), ROW_NUMBER() OVER (ORDER BY x) FROM (VALUES (5)) AS v(x) ¦ 5, 1
            SELECT x, FIRST_VALUE(x) OVER (ORDER BY x ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) FROM (VALUES (1), (2), (3)) AS v(x) ORDER BY x ¦ 1, null | 2, 1 | 3, 1
            SELECT x, SUM(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) FROM (VALUES (1), (2), (4)) AS v(x) ORDER BY x ¦ 1, null | 2, 1 | 4, 3
            SELECT x, COUNT(*) AS n FROM (VALUES (1), (2), (2)) AS v(x) GROUP BY x HAVING n IN (SELECT ROW_NUMBER() OVER (ORDER BY y) FROM (VALUES (7)) AS u(y)) ¦ 1, 1
            SELECT l.x, v.y, COUNT(*) OVER (PARTITION BY l.x) FROM (SELECT x FROM (VALUES (1), (2), (3)) AS a(x) ORDER BY x DESC LIMIT 2) l JOIN (VALUES (2, 'p'), (2, 'q'), (3, 'r')) AS v(x, y) ON v.x = l.x ORDER BY 1, 2 ¦ 2, p, 2 | 2, q, 2 | 3, r, 1
            """)
    void aWindowFunctionSeesItsRows(String sql, String rows) throws Exception {
        account.answers(sql, rows);
    }

    /** Runs either as SQL of DuckDB or as a function of Calcite's that takes text. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT ROUND(x, 1) FROM t ORDER BY 1                       ¦ 9.5 | 10.5 | 100
            SELECT MAX(ROUND(x, 1)), MIN(x / 2), SUM(x / 2), AVG(TRUNCATE(x, 1)) FROM t ¦ 100, 4.77, 60.025, 40
            SELECT x FROM t WHERE x / 2 > 5 ORDER BY x / 2 DESC        ¦ 100 | 10.51
            SELECT ROUND(x, 1) + 1, -ROUND(x, 1), ROUND(x, 1) * 100 FROM t WHERE x < 10 ¦ 10.5, -9.5, 950
            SELECT RANK() OVER (ORDER BY ROUND(x, 1)) FROM t ORDER BY x ¦ 1 | 2 | 3
            SELECT COUNT(*) FROM t AS a JOIN t AS b ON ROUND(a.x, 1) = b.x - 0.04 ¦ 1
            SELECT CASE WHEN x > 10 THEN 100.0 * x / 7 ELSE 0 END FROM t ORDER BY x ¦ 0 | 150.1428571428571 | 1428.571428571429
            SELECT COALESCE(NULLIF(x / 2, 50), 1) FROM t ORDER BY x    ¦ 4.77 | 5.255 | 1
            SELECT 100.0 * COUNT(*) / SUM(COUNT(*)) OVER () AS pct FROM t GROUP BY x > 10 HAVING COUNT(*) * 100.0 / 3 > 1.5 ORDER BY pct DESC ¦ 66.666667 | 33.333333
            SELECT FLOOR(x / 2), CEIL(x / 2), CAST(x / 2 AS INTEGER) FROM t ORDER BY x ¦ 4, 5, 5 | 5, 6, 5 | 50, 50, 50
            SELECT x / 2 FROM t UNION ALL SELECT 7 ORDER BY 1          ¦ 4.77 | 5.255 | 7 | 50
            """)
    void aDecimalIsANumberWhoeverComputesIt(String sql, String rows) throws Exception {
        account.answers("WITH t(x) AS (VALUES (9.54), (10.51), (100.00)) " + sql, rows);
    }

    /** DuckDB 2.0 fails where its statistics say that no row has another text than NULL. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT DISTINCT CASE WHEN start_time < -99999999999 THEN 'a' END = 'b' FROM ticket_events ¦ null
            SELECT DISTINCT 'b' <> CASE WHEN (start_time < -99999999999) IS TRUE THEN UPPER('a') END FROM ticket_events ¦ null
            SELECT COUNT(*) FROM (SELECT CASE WHEN start_time < -99999999999 THEN 'a' END AS y FROM ticket_events) WHERE y = 'b' ¦ 0
            SELECT COUNT(*) FROM ticket_events WHERE COALESCE(CASE WHEN start_time < -99999999999 THEN 'a' END, NULL) = via ¦ 0
            SELECT DISTINCT CASE WHEN start_time > -99999999999 THEN ' a ' END || '!' FROM ticket_events ¦ ` a !`
            """)
    void aTextThatIsNullOfEveryRowIsComparedWithAnother(String sql, String rows) throws Exception {
        assertEquals(rows, String.join(" | ", account.sql(sql).runsInTheEngine().rows()), sql);
    }

    /** DuckDB 2.0 answers 2 where the comparison with NULL reaches it. */
    @Test
    void whatIsComparedWithNullIsTrueOfNoRowAlsoAboveOuterJoins() throws Exception {
        account.answers(
                "SELECT COUNT(*) FROM (SELECT t.id, t.h, c.owner FROM (VALUES (1, 'a'), (2, 'b')) AS t(id, h)"
                        + " FULL JOIN (VALUES ('a', 'Email'), ('b', 'x')) AS c(name, owner) ON c.name = t.h) AS x"
                        + " LEFT JOIN (VALUES (7)) AS e(n) ON e.n = x.id + 100"
                        + " WHERE (x.id IS NOT NULL AND x.owner >= 'E' AND x.h = CAST(NULL AS VARCHAR)) OR x.id < 0",
                "0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            1 + '2'::int * 3                                ¦ 7
            -'2'::int                                       ¦ -2
            5400 / 3600::double                             ¦ 1.5
            '2026-09-01'::date + 1                          ¦ 2026-09-02
            '2026-09-01'::date BETWEEN '2026-08-31' AND '2026-09-01'::date ¦ true
            CAST(CAST(TRIM('Email ') AS VARCHAR(3)) AS VARCHAR) || '.' ¦ Ema.
            CAST(CAST('Email' AS VARCHAR(3)) AS VARCHAR(9)) ¦ Ema
            COALESCE(CAST(TRIM('Email ') AS VARCHAR(3)), 'nobody') ¦ Ema
            SUM((1 = 1)::INT)                               ¦ 1
            CAST(10 AS TINYINT) * 100                       ¦ 1000
            '32107'::bigint = 32107                         ¦ true
            DATE '2026-01-05' + INTERVAL '12' HOUR          ¦ 2026-01-05 12:00:00
            CURRENT_SCHEMA                                  ¦ zendesk
            ROUND(AVG(5 / 3e0)::numeric, 2), '1.7'::NUMERIC, CAST(100 AS DECIMAL) ¦ 1.67, 1.7, 100
            EXTRACT(EPOCH FROM TIMESTAMP '2026-01-01 01:30:00' - TIMESTAMP '2026-01-01 00:00:00') / 3600 ¦ 1.5
            ROUND(AVG(DATE_PART('epoch', TIMESTAMP '2026-01-01 00:45:30' - TIMESTAMP '2026-01-01 00:00:00') / 60), 1) ¦ 45.5
            CAST(ROUND(100.0 * 2 / 3, 1) AS VARCHAR), CAST(ROUND(9.99, 1) AS VARCHAR), ROUND(-2.5) ¦ 66.7, 10.0, -3
            ROUND(1234.5, -2), ROUND(2.345, 1 + 1), ROUND(CAST(NULL AS NUMERIC), 1) ¦ 1200, 2.35, null
            MOD(123456.5e0, 7)                              ¦ 4.5
            ROUND(2.5e0), ROUND(-2.5e0), ROUND(3.5e0), ROUND(2.5) ¦ 2, -2, 4, 3
            5 | 3, 5 & 3, 5 # 3, ~5, 1 << 3, 256 >> 3, -8 >> 1 ¦ 7, 1, 6, -6, 8, 32, -4
            91 & ~15, 5 - 3 | 1, ~5 + 1, ~5 | 3, 3 | ~5, 3 & ~5 + 1, 1 | 2 # 3 & 1, 5 # -1 ¦ 80, 3, -7, -5, -5, 1, 0, -6
            5 & 3 = 1, CAST(1 AS BIGINT) << 40, NULL & 3    ¦ true, 1099511627776, null
            EXTRACT(HOUR FROM INTERVAL '30 hours'), EXTRACT(HOUR FROM INTERVAL '-30' HOUR), EXTRACT(HOUR FROM 24 * INTERVAL '1 hour') ¦ 30, -30, 24
            EXTRACT(HOUR FROM INTERVAL '1 day 06:00'), EXTRACT(DAY FROM INTERVAL '1 day 06:00'), EXTRACT(HOUR FROM INTERVAL '90 minutes') ¦ 6, 1, 1
            DATE '2026-01-01' + INTERVAL '24 hours', DATE '2026-01-01' + INTERVAL '1 day', DATE '2026-01-02' - INTERVAL '1 day 06:00' ¦ 2026-01-02 00:00:00, 2026-01-02, 2025-12-31 18:00:00
            CAST(12345678901234567890.5 AS DECIMAL(30, 2))  ¦ 12345678901234567890.5
            ROW(NULL, CAST(NULL AS INTEGER)) IS NULL        ¦ true
            ROW(NULL, 1) IS NULL                            ¦ false
            ROW(NULL, 1) IS NOT NULL                        ¦ false
            (1, 2) IS NOT NULL                              ¦ true
            ARRAY(SELECT x FROM (VALUES (1), (3), (2)) v(x) ORDER BY x DESC) ¦ [3, 2, 1]
            ARRAY(SELECT x FROM (VALUES (1, 4), (3, 5), (2, 6)) v(x, y) ORDER BY y DESC) ¦ [2, 3, 1]
            ARRAY(SELECT x FROM (VALUES (1), (3), (2)) v(x) ORDER BY x LIMIT 2) ¦ [1, 2]
            CAST(DATE '2026-01-02' AS VARCHAR FORMAT 'DD.MM.YYYY') ¦ 02.01.2026
            CAST('02.01.2026' AS DATE FORMAT 'DD.MM.YYYY')  ¦ 2026-01-02
            TO_CHAR(TIMESTAMP '2026-01-02 03:04:05', 'YYYY') ¦ 2026
            TO_DATE('2026-01-02', 'YYYY-MM-DD')             ¦ 2026-01-02
            """)
    void anOperatorOfPostgresqlBindsAsThere(String expression, String value) throws Exception {
        account.answers("SELECT " + expression, value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT a, COUNT(*), EXISTS (SELECT 1 FROM (VALUES (1)) AS w(q) WHERE w.q = v.a) FROM (VALUES (1), (1), (2)) AS v(a) GROUP BY a, a ORDER BY a ¦ 1, 2, true | 2, 1, false
            SELECT a, GROUPING(a) AS g, COUNT(*) FROM (VALUES (1), (2)) AS v(a) GROUP BY GROUPING SETS ((a), (a), ()) ORDER BY g, a ¦ 1, 0, 1 | 1, 0, 1 | 2, 0, 1 | 2, 0, 1 | null, 1, 2
            SELECT a, COUNT(*) AS n FROM (VALUES (1), (2)) AS v(a) GROUP BY ROLLUP(a, a) ORDER BY n, a ¦ 1, 1 | 1, 1 | 2, 1 | 2, 1 | null, 2
            """)
    void aKeyNamedTwiceGroupsOnceInEachSet(String sql, String rows) throws Exception {
        account.answers(sql, rows);
    }
}
