package dev.ticketsql.calcite.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.calcite.runtime.CalciteContextException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions and types of other dialects become the standard's, or the engine's with the types that they have. */
final class FunctionSpellingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            IFNULL(a, b)                              ¦ COALESCE(a, b)
            NVL(a, b)                                 ¦ COALESCE(a, b)
            IFF(a > 1, b, c)                          ¦ (CASE WHEN (a > 1) THEN b ELSE c END)
            IF(a > 1, b, c)                           ¦ (CASE WHEN (a > 1) THEN b ELSE c END)
            COUNTIF(a > 1)                            ¦ COUNT(*) FILTER (WHERE (a > 1))
            COUNT_IF(a) FILTER (WHERE b)              ¦ COUNT(*) FILTER (WHERE (a AND b))
            MEDIAN(x)                                 ¦ PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY (x * (NULLIF(1E0, 0E0))))
            STRING_AGG(s, ',' ORDER BY i)             ¦ STRING_AGG(s, ',' ORDER BY i)
            LISTAGG(s, ',') WITHIN GROUP (ORDER BY i) ¦ LISTAGG(s, ',') WITHIN GROUP (ORDER BY i)
            """)
    void functionsOfOtherDialectsBecomeTheStandards(String expression, String standard) throws Exception {
        assertEquals(standard, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            s::text                       ¦ CAST(s AS VARCHAR)
            s::string                     ¦ CAST(s AS VARCHAR)
            s::varchar                    ¦ CAST(s AS VARCHAR)
            s::varchar(3)                 ¦ CAST(s AS VARCHAR(3))
            s::jsonb                      ¦ CAST(s AS VARCHAR)
            s::int                        ¦ CAST(s AS INTEGER)
            s::int2                       ¦ CAST(s AS SMALLINT)
            s::int4                       ¦ CAST(s AS INTEGER)
            s::int8                       ¦ CAST(s AS BIGINT)
            s::float4                     ¦ CAST(s AS REAL)
            s::float8                     ¦ CAST(s AS DOUBLE)
            s::double                     ¦ CAST(s AS DOUBLE)
            s::double precision           ¦ CAST(s AS DOUBLE)
            s::numeric                    ¦ CAST(s AS DECIMAL(38, 10))
            s::numeric(10, 2)             ¦ CAST(s AS DECIMAL(10, 2))
            s::bool                       ¦ CAST(s AS BOOLEAN)
            s::datetime                   ¦ CAST(s AS TIMESTAMP)
            CAST(s AS TEXT)               ¦ CAST(s AS VARCHAR)
            TRY_CAST(s AS TEXT)           ¦ (TRY_CAST(s AS VARCHAR))
            SAFE_CAST(s AS INT8)          ¦ (SAFE_CAST(s AS BIGINT))
            """)
    void typesHaveTheNamesOfPostgres(String expression, String standard) throws Exception {
        assertEquals(standard, PlannedSql.expression(expression));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            j -> 'a' ->> 0                                          ¦ VARCHAR
            "time" AT TIME ZONE 'UTC'                               ¦ TIMESTAMP_WITH_LOCAL_TIME_ZONE(0) NOT NULL
            ts AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Tokyo'         ¦ TIMESTAMP(0)
            LOCAL_TIME("time", 'Asia/Tokyo')                        ¦ TIMESTAMP(0) NOT NULL
            LOCAL_TIME(ts, 'Asia/Tokyo')                            ¦ TIMESTAMP(0)
            TRY_CAST('1' AS INT)                                    ¦ INTEGER
            SAFE_CAST(s AS TIMESTAMP)                               ¦ TIMESTAMP(0)
            CURRENT_SCHEMA                                          ¦ VARCHAR(2000) NOT NULL
            REGEXP_SUBSTR('a', 'b')                                 ¦ VARCHAR
            REGEXP_EXTRACT(s, '(a)', 1)                             ¦ VARCHAR
            REGEXP_COUNT(s, 'a')                                    ¦ INTEGER
            REGEXP_CONTAINS(s, 'a')                                 ¦ BOOLEAN
            REGEXP_LIKE(s, 'a')                                     ¦ BOOLEAN
            REGEXP_REPLACE(s, 'a', 'b')                             ¦ VARCHAR
            REGEXP_REPLACE(s, 'a', 'b', 'g')                        ¦ VARCHAR
            LPAD(s, 3)                                              ¦ VARCHAR
            RPAD('a', 3, 'x')                                       ¦ VARCHAR NOT NULL
            REVERSE(s)                                              ¦ VARCHAR
            DATE_FORMAT(d, '%Y-%m')                                 ¦ VARCHAR
            STRFTIME("time", '%Y')                                  ¦ VARCHAR NOT NULL
            JSON_EXTRACT(j, '$.a')                                  ¦ VARCHAR
            JSON_EXTRACT_SCALAR(j, '$.a')                           ¦ VARCHAR
            JSON_ARRAY_LENGTH(j)                                    ¦ BIGINT
            WIDTH_BUCKET(x, 0, 10, 5)                               ¦ INTEGER
            TO_TIMESTAMP(x)                                         ¦ TIMESTAMP(3)
            MAX_BY(s, "time")                                       ¦ VARCHAR
            MIN_BY(i, x)                                            ¦ BIGINT
            CORR(x, i)                                              ¦ DOUBLE
            CORR(x, i) OVER (PARTITION BY s)                        ¦ DOUBLE
            """)
    void anEngineFunctionHasANullableTypeIfItMayBeNull(String expression, String type) throws Exception {
        assertEquals(type, PlannedSql.type(expression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i AT TIME ZONE 'UTC'",
                "REGEXP_COUNT(s)",
                "WIDTH_BUCKET(x, 0, 10)",
                "JSON_ARRAY_LENGTH()",
                "CORR(x)"
            })
    void argumentsThatTheEngineWouldRefuseAreRefusedBefore(String expression) {
        assertThrows(CalciteContextException.class, () -> PlannedSql.type(expression));
    }
}
