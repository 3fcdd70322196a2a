package dev.ticketsql.calcite.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of PostgreSQL and MySQL become the standard's, and text of ISO-8601 a timestamp in UTC. */
final class IntervalSpellingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            INTERVAL '7 days'                  ¦ INTERVAL '7' DAY(10)
            '7 days'::interval                 ¦ INTERVAL '7' DAY(10)
            INTERVAL '90 mins'                 ¦ INTERVAL '90' MINUTE(10)
            INTERVAL '1.5 days'                ¦ INTERVAL '1 12:00:00.000' DAY(10) TO SECOND(3)
            INTERVAL '2 weeks'                 ¦ INTERVAL '14' DAY(10)
            INTERVAL '1 year 3 months'         ¦ INTERVAL '15' MONTH(10)
            INTERVAL '1 quarter'               ¦ INTERVAL '3' MONTH(10)
            INTERVAL '01:02:03.5'              ¦ INTERVAL '3723.500' SECOND(10, 3)
            INTERVAL '-1 day 02:00'            ¦ INTERVAL -'0 22:00:00.000' DAY(10) TO SECOND(3)
            CAST('2 days' AS INTERVAL)         ¦ INTERVAL '2' DAY(10)
            INTERVAL '2 hours ago'             ¦ INTERVAL -'2' HOUR(10)
            INTERVAL - '2 hours'               ¦ (- INTERVAL '2' HOUR(10))
            INTERVAL 7 DAYS                    ¦ INTERVAL '7' DAY
            INTERVAL '7' DAY                   ¦ INTERVAL '7' DAY
            INTERVAL '1-2' YEAR TO MONTH       ¦ INTERVAL '1-2' YEAR TO MONTH
            x - INTERVAL '1 month 2 days 3:00' ¦ ((x - INTERVAL '1' MONTH(10)) - INTERVAL '2 03:00:00.000' DAY(10) TO SECOND(3))
            INTERVAL '1 month 2 days' + x      ¦ ((x + INTERVAL '1' MONTH(10)) + INTERVAL '2' DAY(10))
            """)
    void anIntervalIsThatOfTheStandard(String expression, String standard) throws Exception {
        assertEquals(standard, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            INTERVAL '1 fortnight'  ¦ INTERVAL '1 fortnight' is none: write whole months and a time to the millisecond, as in INTERVAL '7 days', INTERVAL '1 month 2 days 03:04:05' or INTERVAL '7' DAY
            INTERVAL '1 month 1 day' ¦ INTERVAL '1 month 1 day' has months and days, of which the standard has no type: add it to, or subtract it from, a timestamp, or write two intervals
            """)
    void aTextThatIsNoStandardIntervalIsRefused(String expression, String message) {
        SqlParseException refused = assertThrows(SqlParseException.class, () -> PlannedSql.expression(expression));
        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            TIMESTAMP '2026-01-20T15:00:00Z'                 ¦ TIMESTAMP '2026-01-20 15:00:00'
            TIMESTAMP WITH TIME ZONE '2026-01-20 15:00:00.250Z' ¦ TIMESTAMP '2026-01-20 15:00:00.250'
            TIMESTAMP WITH TIME ZONE '2026-01-20 15:00:00+02:00' ¦ TIMESTAMP '2026-01-20 13:00:00'
            TIMESTAMP '2026-01-20T15:00:00.250Z'             ¦ TIMESTAMP '2026-01-20 15:00:00.250'
            TIMESTAMP '2026-01-20 15:00+09'                  ¦ TIMESTAMP '2026-01-20 06:00:00'
            TIMESTAMP '2026-01-20 15:00:00'                  ¦ TIMESTAMP '2026-01-20 15:00:00'
            DATE '2026-01-20T15:00:00Z'                      ¦ DATE '2026-01-20'
            DATETIME '2026-01-20 15:00:00'                   ¦ TIMESTAMP '2026-01-20 15:00:00'
            '2026-01-20T15:00:00+05:30'::timestamp           ¦ CAST('2026-01-20 09:30:00' AS TIMESTAMP)
            '2026-01-20T15:00:00Z'::date                     ¦ CAST('2026-01-20' AS DATE)
            TRY_CAST('2026-01-20T15:00:00Z' AS TIMESTAMP)    ¦ (TRY_CAST('2026-01-20 15:00:00' AS TIMESTAMP))
            '2026-01-20T15:00:00Z'::text                     ¦ CAST('2026-01-20T15:00:00Z' AS VARCHAR)
            TO_TIMESTAMP(1735689600)                         ¦ TIMESTAMP '2025-01-01 00:00:00'
            "time" < CAST('2026-01-20 15:00:00+02:00' AS TIMESTAMP WITH TIME ZONE) ¦ (`time` < CAST('2026-01-20 13:00:00' AS TIMESTAMP))
            "time" >= CAST(? AS TIMESTAMP(3) WITH TIME ZONE) ¦ (`time` >= CAST(? AS TIMESTAMP(3)))
            """)
    void isoTextIsATimestampInUtc(String expression, String standard) throws Exception {
        assertEquals(standard, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            "time" >= '2026-01-20T15:00:00Z'        ¦ >=($4, CAST('2026-01-20 15:00:00'):TIMESTAMP(0) NOT NULL)
            '2026-01-20T15:00:00+09:00' < "time"    ¦ <(CAST('2026-01-20 06:00:00'):TIMESTAMP(0) NOT NULL, $4)
            "time" IN ('2026-01-20T15:00Z', '2026') ¦ OR(=($4, CAST('2026-01-20 15:00:00'):TIMESTAMP(0) NOT NULL), =($4, CAST('2026'):TIMESTAMP(0) NOT NULL))
            d = '2026-01-20T15:00:00Z'              ¦ =($6, CAST('2026-01-20'):DATE NOT NULL)
            s = '2026-01-20T15:00:00Z'              ¦ =($1, '2026-01-20T15:00:00Z')
            """)
    void isoTextIsATimestampWhereItMeetsOne(String condition, String planned) throws Exception {
        assertEquals(
                "LogicalProject(i=[$0]) | LogicalFilter(condition=[" + planned + "]) | LogicalTableScan(table=[[t]])",
                PlannedSql.plan("SELECT i FROM t WHERE " + condition));
    }

    @Test
    void aBetweenOfIsoTextsIsOneOfTimestamps() throws Exception {
        assertEquals(
                "LogicalProject(i=[$0]) | LogicalFilter(condition=[AND(>=($4, CAST('2026-01-20 15:00:00'):TIMESTAMP(0)"
                        + " NOT NULL), <=($4, CAST('2026-01-20 23:00:00'):TIMESTAMP(0) NOT NULL))]) |"
                        + " LogicalTableScan(table=[[t]])",
                PlannedSql.plan("SELECT i FROM t WHERE \"time\" BETWEEN '2026-01-20T15:00:00Z' AND"
                        + " '2026-01-21T00:00:00+01:00'"));
    }
}
