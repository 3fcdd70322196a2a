package dev.ticketsql.calcite.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Date functions of other dialects become the standard's, which bound time in conditions. */
final class DateFunctionSpellingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            NOW()                          ¦ CURRENT_TIMESTAMP
            DATE_TRUNC('month', x)         ¦ FLOOR(x TO MONTH)
            DATE_TRUNC('hours', x)         ¦ FLOOR(x TO HOUR)
            DATE_TRUNC(x, MONTH)           ¦ FLOOR(x TO MONTH)
            DATE_TRUNC(x, 'month')         ¦ FLOOR(x TO MONTH)
            DATE_TRUNC(month, x)           ¦ FLOOR(x TO MONTH)
            DATE_TRUNC('day', day)         ¦ FLOOR(day TO DAY)
            TIMESTAMP_TRUNC(x, HOUR)       ¦ FLOOR(x TO HOUR)
            DATE_TRUNC('week', x)          ¦ (FLOOR((x - INTERVAL '1' DAY) TO WEEK) + INTERVAL '1' DAY)
            DATE(x)                        ¦ CAST(x AS DATE)
            TIMESTAMP(x)                   ¦ CAST(x AS TIMESTAMP)
            DATE_PART('year', x)           ¦ EXTRACT(YEAR FROM x)
            DATE_PART(mins, x)             ¦ EXTRACT(MINUTE FROM x)
            EXTRACT(hours FROM x)          ¦ EXTRACT(HOUR FROM x)
            EXTRACT('dow' FROM x)          ¦ (EXTRACT(DOW FROM x) - 1)
            EPOCH(x)                       ¦ EXTRACT(EPOCH FROM x)
            """)
    void truncationsAndPartsAreFloorAndExtract(String expression, String standard) throws Exception {
        assertEquals(standard, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            DATEADD(day, 7, x)                        ¦ TIMESTAMPADD(DAY, 7, x)
            DATEADD('day', -7, x)                     ¦ TIMESTAMPADD(DAY, -7, x)
            DATE_ADD('day', 7, x)                     ¦ TIMESTAMPADD(DAY, 7, x)
            TIMESTAMPADD(SQL_TSI_DAY, 1, x)           ¦ TIMESTAMPADD(DAY, 1, x)
            DATE_ADD(x, INTERVAL 7 DAY)               ¦ (x + INTERVAL '7' DAY)
            DATE_ADD(x, INTERVAL '1 month 1 day')     ¦ ((x + INTERVAL '1' MONTH(10)) + INTERVAL '1' DAY(10))
            DATE_SUB(x, INTERVAL '7 days')            ¦ (x - INTERVAL '7' DAY(10))
            """)
    void additionsAreSumsWithIntervals(String expression, String standard) throws Exception {
        assertEquals(standard, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            DATEDIFF(day, a, b)        ¦ TIMESTAMPDIFF(DAY, CAST(a AS DATE), CAST(b AS DATE))
            DATEDIFF('hour', a, b)     ¦ TIMESTAMPDIFF(HOUR, FLOOR((CAST(a AS TIMESTAMP)) TO HOUR), FLOOR((CAST(b AS TIMESTAMP)) TO HOUR))
            DATE_DIFF('month', a, b)   ¦ TIMESTAMPDIFF(MONTH, FLOOR((CAST(a AS DATE)) TO MONTH), FLOOR((CAST(b AS DATE)) TO MONTH))
            DATE_DIFF(a, b, MONTH)     ¦ TIMESTAMPDIFF(MONTH, FLOOR((CAST(b AS DATE)) TO MONTH), FLOOR((CAST(a AS DATE)) TO MONTH))
            DATEDIFF(a, b)             ¦ TIMESTAMPDIFF(DAY, CAST(b AS DATE), CAST(a AS DATE))
            TIMESTAMP_DIFF(a, b, HOUR) ¦ TIMESTAMPDIFF(HOUR, b, a)
            TIMESTAMPDIFF(DAY, a, b)   ¦ TIMESTAMPDIFF(DAY, a, b)
            """)
    void theOrderOfArgumentsDecidesADifference(String expression, String standard) throws Exception {
        assertEquals(standard, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            DATE_TRUNC('fortnight', x) ¦ DATE_TRUNC knows no unit 'fortnight': write one of 'year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'
            DATE_ADD(x, 7)             ¦ DATE_ADD takes an interval: write x + INTERVAL '1' DAY
            """)
    void anUnknownUnitOrABareNumberIsRefusedWithAnAlternative(String expression, String message) {
        SqlParseException refused = assertThrows(SqlParseException.class, () -> PlannedSql.expression(expression));
        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            d - 7                             ¦ DATE                             ¦ -($6, 604800000:INTERVAL DAY(10))
            7 + d                             ¦ DATE                             ¦ +($6, 604800000:INTERVAL DAY(10))
            d - i                             ¦ DATE                             ¦ -($6, *($0, 86400000:INTERVAL DAY(10)))
            d - DATE '2026-01-01'             ¦ INTEGER                          ¦ -($6, 2026-01-01)
            "time" - ts                       ¦ INTERVAL DAY(10) TO SECOND(3)    ¦ -($4, $5)
            "time" - d                        ¦ INTERVAL DAY(10) TO SECOND(3)    ¦ -($4, CAST($6):TIMESTAMP(0))
            d + INTERVAL '1 day'              ¦ DATE                             ¦ +($6, 86400000:INTERVAL DAY(10))
            d + INTERVAL '1 month'            ¦ DATE                             ¦ +($6, 1:INTERVAL MONTH(10))
            d + INTERVAL '12' HOUR            ¦ TIMESTAMP(0)                     ¦ +(CAST($6):TIMESTAMP(0), 43200000:INTERVAL HOUR)
            "time" - INTERVAL '1' HOUR        ¦ TIMESTAMP(0) NOT NULL            ¦ -($4, 3600000:INTERVAL HOUR)
            i + 1                             ¦ BIGINT                           ¦ +($0, 1)
            x - i                             ¦ DOUBLE                           ¦ -($3, $0)
            EXTRACT(EPOCH FROM ("time" - ts)) ¦ DECIMAL(38, 10)                  ¦ CAST(EXTRACT(FLAG(EPOCH), -($4, $5))):DECIMAL(38, 10)
            EXTRACT(EPOCH FROM "time" - INTERVAL '1' HOUR) ¦ BIGINT NOT NULL     ¦ EXTRACT(FLAG(EPOCH), -($4, 3600000:INTERVAL HOUR))
            """)
    void sumsOfDatesHavePostgresTypes(String expression, String type, String planned) throws Exception {
        assertEquals(type, PlannedSql.type(expression));
        String plan = PlannedSql.plan("SELECT " + expression + " AS y FROM t");
        assertEquals("LogicalProject(y=[" + planned + "]) | LogicalTableScan(table=[[t]])", plan);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT COUNT(*) FROM t GROUP BY d - 7 HAVING d - 7 > DATE '2026-01-01' ¦ LogicalProject(EXPR$0=[$1]) | LogicalFilter(condition=[>($0, 2026-01-01)]) | LogicalAggregate(group=[{0}], EXPR$0=[COUNT()]) | LogicalProject($f0=[-($6, 604800000:INTERVAL DAY(10))]) | LogicalTableScan(table=[[t]])
            SELECT d - d FROM t GROUP BY d - d ORDER BY d - d ¦ LogicalSort(sort0=[$0], dir0=[ASC]) | LogicalProject(EXPR$0=[$0]) | LogicalAggregate(group=[{0}]) | LogicalProject($f0=[-($6, $6)]) | LogicalTableScan(table=[[t]])
            SELECT MAX("time" - ts) FROM t ¦ LogicalAggregate(group=[{}], EXPR$0=[MAX($0)]) | LogicalProject($f0=[-($4, $5)]) | LogicalTableScan(table=[[t]])
            """)
    void sumsOfDatesStandWhereOthersDo(String statement, String plan) throws Exception {
        assertEquals(plan, PlannedSql.plan(statement));
    }
}
