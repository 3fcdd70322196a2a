package dev.ticketsql.calcite.parser;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clauses of PostgreSQL that the standard writes otherwise, and words that are no reserved ones here. */
final class StatementSpellingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT s, COUNT(*) AS n, i + 1 FROM t GROUP BY ALL  ¦ SELECT s, COUNT(*) AS n, (i + 1) FROM t GROUP BY 1, 3
            SELECT s FROM t GROUP BY ALL HAVING COUNT(*) > 1    ¦ SELECT s FROM t GROUP BY 1 HAVING (COUNT(*) > 1)
            SELECT COUNT(*) FROM t GROUP BY ALL ORDER BY 1      ¦ SELECT COUNT(*) FROM t ORDER BY 1
            (SELECT s, COUNTIF(i > 1) FROM t GROUP BY ALL)      ¦ SELECT s, COUNT(*) FILTER (WHERE (i > 1)) FROM t GROUP BY 1
            SELECT s, (SELECT MAX(i) FROM t) FROM t GROUP BY ALL ¦ SELECT s, (SELECT MAX(i) FROM t) FROM t GROUP BY 1, 2
            """)
    void groupByAllGroupsByColumnsThatAggregateNothing(String query, String standard) throws Exception {
        assertEquals(standard, PlannedSql.query(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT DISTINCT ON (i, s) i, x FROM t ORDER BY i, s, x DESC LIMIT 3 ¦ SELECT i, x FROM t QUALIFY ((ROW_NUMBER() OVER (PARTITION BY i, s ORDER BY i, s, x DESC)) = 1) ORDER BY i, s, x DESC FETCH NEXT 3 ROWS ONLY
            SELECT DISTINCT ON (k) s AS k, i FROM t ORDER BY 1, i               ¦ SELECT s AS k, i FROM t QUALIFY ((ROW_NUMBER() OVER (PARTITION BY s ORDER BY s, i)) = 1) ORDER BY 1, i
            SELECT DISTINCT ON (LOWER(s)) * FROM t                              ¦ SELECT * FROM t QUALIFY ((ROW_NUMBER() OVER (PARTITION BY LOWER(s))) = 1)
            WITH a AS (TABLE t) SELECT DISTINCT ON (s) s FROM a ORDER BY s, i   ¦ WITH a AS (SELECT * FROM t) SELECT s FROM a QUALIFY ((ROW_NUMBER() OVER (PARTITION BY s ORDER BY s, i)) = 1) ORDER BY s, i
            SELECT DISTINCT (i), s FROM t                                       ¦ SELECT DISTINCT i, s FROM t
            """)
    void distinctOnKeepsTheFirstRowOfEach(String query, String standard) throws Exception {
        assertEquals(standard, PlannedSql.query(query));
    }

    @Test
    void theFirstRowsOfAllColumnsHaveTheirNamesAndOrder() throws Exception {
        assertEquals(
                "LogicalSort(sort0=[$1], sort1=[$4], dir0=[ASC], dir1=[DESC]) | LogicalProject(i=[$0], s=[$1], j=[$2],"
                        + " x=[$3], time=[$4], ts=[$5], d=[$6]) | LogicalFilter(condition=[$7]) |"
                        + " LogicalProject(i=[$0], s=[$1], j=[$2], x=[$3], time=[$4], ts=[$5], d=[$6],"
                        + " QualifyExpression=[=(ROW_NUMBER() OVER (PARTITION BY $1 ORDER BY $1, $4 DESC), 1)]) |"
                        + " LogicalTableScan(table=[[t]])",
                PlannedSql.plan("SELECT DISTINCT ON (s) * FROM t ORDER BY s, \"time\" DESC"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT n FROM GENERATE_SERIES(1, 10, 2) AS g(n) ¦ LogicalProject(n=[$0]) | LogicalTableFunctionScan(invocation=[GENERATE_SERIES(1, 10, 2)], rowType=[RecordType(INTEGER generate_series)])
            SELECT * FROM GENERATE_SERIES(DATE '2026-01-01', DATE '2026-02-01', INTERVAL '1 day') ¦ LogicalProject(generate_series=[$0]) | LogicalTableFunctionScan(invocation=[GENERATE_SERIES(2026-01-01, 2026-02-01, 86400000:INTERVAL DAY(10))], rowType=[RecordType(DATE generate_series)])
            """)
    void aSeriesIsATableOfOneColumn(String query, String plan) throws Exception {
        assertEquals(plan, PlannedSql.plan(query));
    }

    @Test
    void jsonTableIsUnnestOfTheArrayAtItsPath() throws Exception {
        assertEquals(
                "LogicalProject(i=[$0], kind=[$7], n=[$8], id=[$9]) | LogicalCorrelate(correlation=[$cor0],"
                        + " joinType=[inner], requiredColumns=[{2}]) | LogicalTableScan(table=[[t]]) |"
                        + " LogicalProject(kind=[JSON_VALUE($0, '$.type')], n=[$1], id=[JSON_VALUE($0, '$.id')]) |"
                        + " Uncollect(withOrdinality=[true]) | LogicalProject(EXPR$0=[JSON_QUERY($cor0.j,"
                        + " '$.events[*]', FLAG(WITH_CONDITIONAL_ARRAY),"
                        + " FLAG(SqlJsonQueryEmptyOrErrorBehavior[NULL]),"
                        + " FLAG(SqlJsonQueryEmptyOrErrorBehavior[NULL]))]) | LogicalValues(tuples=[[{ 0 }]])",
                PlannedSql.plan("SELECT t.i, e.* FROM t, JSON_TABLE(j, '$.events[*]' COLUMNS (kind TEXT PATH '$.type',"
                        + " n FOR ORDINALITY, id INT8)) AS e"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            CREATE TABLE x (i INT)             ¦ TicketSQL only reads: a statement begins with SELECT, WITH, VALUES, TABLE or EXPLAIN PLAN FOR
            SHOW TABLES                        ¦ TicketSQL only reads: a statement begins with SELECT, WITH, VALUES, TABLE or EXPLAIN PLAN FOR
            SET x = 1                          ¦ TicketSQL only reads: a statement begins with SELECT, WITH, VALUES, TABLE or EXPLAIN PLAN FOR
            DESCRIBE TABLE t                   ¦ TicketSQL only reads: a statement begins with SELECT, WITH, VALUES, TABLE or EXPLAIN PLAN FOR
            SELECT * FROM t GROUP BY ALL       ¦ GROUP BY ALL needs to know the columns: write them instead of *
            SELECT DISTINCT ON (1) * FROM t    ¦ DISTINCT ON and its order count columns, which * hides: write their names
            SELECT i FROM JSON_TABLE('[]', '$') ¦ JSON_TABLE is written JSON_TABLE(document, '$.path[*]' COLUMNS (name VARCHAR PATH '$.member'))
            SELECT '$' COLUMNS (a INT)         ¦ COLUMNS belongs into FROM JSON_TABLE(document, path COLUMNS (...))
            SELECT 1 FROM JSON_TABLE('[]', '$' COLUMNS (NESTED PATH '$.x' COLUMNS (y INT))) ¦ JSON_TABLE does not know NESTED: write one JSON_TABLE, or UNNEST, for each level of arrays
            WITH a AS (TABLE t), A AS (TABLE t) SELECT * FROM a ¦ WITH gives the name "A" to two queries: give each a name of its own
            SELECT * FROM t TABLESAMPLE SUBSTITUTE('few') ¦ TABLESAMPLE SUBSTITUTE names a sample that no table has: write a condition such as MOD(id, 100) = 0
            """)
    void otherStatementsAndClausesAreRefusedWithAnAlternative(String statement, String message) {
        SqlParseException refused = assertThrows(SqlParseException.class, () -> PlannedSql.query(statement));
        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 AS value, 2 AS count, 3 AS columns, 4 AS at, 5 AS year, 6 AS path, 7 AS end, 8 AS user FROM t AS value",
                "SELECT count, value, day, month, year, date_trunc, date_diff, datetime, path, nested, language FROM t",
                "SELECT i at FROM t",
                "SELECT * EXCLUDE (i, s) FROM t",
                "SELECT * REPLACE (i + 1 AS i) FROM t",
                "SELECT * FROM t LEFT SEMI JOIN t AS u ON t.i = u.i",
                "SELECT COUNT(DISTINCT s), COUNT(ALL i) FROM t WHERE i > ALL (SELECT 1) LIMIT ALL",
                "SELECT {fn NOW()}, {fn TIMESTAMPADD(SQL_TSI_DAY, 1, x)}, {d '2026-01-01'} FROM t",
                "SELECT ARRAY['a'], ROW(1, 2), DATE '2026-01-01' FROM t",
                "SELECT * FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY i ORDER BY s) = 1",
                "INSERT INTO t SELECT i || 'x' FROM t",
                "EXPLAIN PLAN FOR SELECT DISTINCT ON (i) i FROM t"
            })
    void wordsOfPostgresAndJdbcEscapesAreParsed(String statement) {
        assertDoesNotThrow(() -> PlannedSql.query(statement));
    }
}
