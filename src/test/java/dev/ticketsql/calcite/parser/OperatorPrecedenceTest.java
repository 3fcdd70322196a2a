package dev.ticketsql.calcite.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators bind as PostgreSQL's: each node of the tree that is parsed has parentheses. */
final class OperatorPrecedenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            1 + '2'::int * 3                     ¦ (1 + (CAST('2' AS INTEGER) * 3))
            seconds / 3600::double               ¦ (seconds / CAST(3600 AS DOUBLE))
            "time" >= '2026-09-01'::date         ¦ (`time` >= CAST('2026-09-01' AS DATE))
            x::date BETWEEN a AND b::date        ¦ (CAST(x AS DATE) BETWEEN ASYMMETRIC a AND CAST(b AS DATE))
            a.new_value::bigint = b.id           ¦ (CAST(a.new_value AS BIGINT) = b.id)
            -x::int                              ¦ (- CAST(x AS INTEGER))
            NOT x::bool                          ¦ (NOT CAST(x AS BOOLEAN))
            x::text::int                         ¦ CAST(CAST(x AS VARCHAR) AS INTEGER)
            (a + b)::int                         ¦ CAST((a + b) AS INTEGER)
            COUNT(*)::double / 2                 ¦ (CAST(COUNT(*) AS DOUBLE) / 2)
            CASE WHEN a THEN 1 END::double       ¦ CAST((CASE WHEN a THEN 1 ELSE NULL END) AS DOUBLE)
            """)
    void aCastBindsTighterThanSigns(String expression, String tree) throws Exception {
        assertEquals(tree, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            j -> 'a' ->> 'b' = 'c'               ¦ (((j -> 'a') ->> 'b') = 'c')
            j -> 0 ->> -1                        ¦ ((j -> 0) ->> -1)
            j ->> 'a' || 'y'                     ¦ ((j ->> 'a') || 'y')
            j ->> 'a' IN ('x', 'y') AND b        ¦ (((j ->> 'a') IN ('x', 'y')) AND b)
            NOT j ->> 'a' LIKE 'b%'              ¦ (NOT ((j ->> 'a') LIKE 'b%'))
            j ->> 'a' IS NOT NULL                ¦ ((j ->> 'a') IS NOT NULL)
            j ->> 1 + 1                          ¦ (j ->> (1 + 1))
            (j ->> 'a')::int * 2                 ¦ (CAST((j ->> 'a') AS INTEGER) * 2)
            COALESCE(j -> 'a', k ->> 'b')        ¦ COALESCE((j -> 'a'), (k ->> 'b'))
            """)
    void arrowsOfJsonAssociateToTheLeftBelowArithmetic(String expression, String tree) throws Exception {
        assertEquals(tree, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            'a' || 1 + 2                         ¦ ('a' || (1 + 2))
            'a' || b * 2 || 'c' = d              ¦ ((('a' || (b * 2)) || 'c') = d)
            a LIKE 'x' || b                      ¦ (a LIKE ('x' || b) ESCAPE '\\')
            """)
    void concatenationIsBelowArithmetic(String expression, String tree) throws Exception {
        assertEquals(tree, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            t AT TIME ZONE 'UTC' AT TIME ZONE z  ¦ ((t AT TIME ZONE 'UTC') AT TIME ZONE z)
            t + i AT TIME ZONE 'UTC'             ¦ (t + (i AT TIME ZONE 'UTC'))
            t AT TIME ZONE 'UTC' > u             ¦ ((t AT TIME ZONE 'UTC') > u)
            x::timestamp AT TIME ZONE 'UTC'      ¦ (CAST(x AS TIMESTAMP) AT TIME ZONE 'UTC')
            """)
    void aTimeZoneBindsTighterThanArithmetic(String expression, String tree) throws Exception {
        assertEquals(tree, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            a % 3 = 0                            ¦ ((a % 3) = 0)
            a != b                               ¦ (a <> b)
            a <=> b                              ¦ (a <=> b)
            s ~ 'a' AND s !~* 'b'                ¦ ((s ~ 'a') AND (s !~* 'b'))
            s ~* 'a' OR s !~ 'b'                 ¦ ((s ~* 'a') OR (s !~ 'b'))
            s ILIKE 'x%'                         ¦ (s ILIKE 'x%')
            s NOT ILIKE 'x%'                     ¦ (s NOT ILIKE 'x%')
            """)
    void comparisonsOfOtherDialectsAreRead(String expression, String tree) throws Exception {
        assertEquals(tree, PlannedSql.expression(expression));
    }
}
