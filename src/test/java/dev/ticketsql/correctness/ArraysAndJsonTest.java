package dev.ticketsql.correctness;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.TestAccount;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays and JSON as rows and as values: UNNEST, JSON_TABLE, series, and paths. */
@Tag("time-zones")
final class ArraysAndJsonTest {

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT JSON_VALUE(k, '$.event_type') FROM UNNEST(JSON_QUERY('[{"event_type": "Comment"}, {"event_type": "Change"}]', '$' RETURNING VARCHAR ARRAY)) AS u(k) ORDER BY 1 ¦ Change | Comment
            SELECT k FROM UNNEST(JSON_QUERY('[1, "a", true, null, {"b": 2}]', '$' RETURNING VARCHAR ARRAY)) AS u(k) ¦ 1 | a | true | null | {"b":2}
            SELECT a, b FROM UNNEST(ARRAY[1, 2, 3], ARRAY['x', 'y']) AS u(a, b) ¦ 1, x | 2, y | 3, null
            SELECT a, o FROM UNNEST(ARRAY['p', 'q']) WITH ORDINALITY AS u(a, o) ¦ p, 1 | q, 2
            SELECT a, b FROM JSON_TABLE('[{"a": 1, "b": "x"}, {"a": 2}]', '$[*]' COLUMNS (a INTEGER PATH '$.a', b VARCHAR PATH '$.b')) AS j ¦ 1, x | 2, null
            SELECT t, x FROM JSON_TABLE('["a", "b c", 1, true, null, {"x": "y"}, [[1]]]', '$[*]' COLUMNS (t VARCHAR PATH '$', x VARCHAR PATH '$.x')) AS j ¦ a, null | b c, null | 1, null | true, null | null, null | null, y | null, null
            SELECT n FROM JSON_TABLE('[3, "4", null]', 'lax $[*]' COLUMNS (n INTEGER PATH 'lax $')) AS j ¦ 3 | 4 | null
            SELECT x FROM JSONB_ARRAY_ELEMENTS_TEXT('["a", null, 1, {"b": 2}]') AS x ¦ a | null | 1 | {"b":2}
            SELECT value FROM json_array_elements_text('["a"]') ¦ a
            SELECT d.i, x FROM (VALUES (1, '["a", "b"]'), (2, '[]')) AS d(i, j), JSONB_ARRAY_ELEMENTS_TEXT(d.j::JSONB) AS x ORDER BY x ¦ 1, a | 1, b
            SELECT d.i, e.v FROM (VALUES (1, '["A"]'), (2, NULL)) AS d(i, j) LEFT JOIN LATERAL JSON_ARRAY_ELEMENTS_TEXT(LOWER(d.j)) AS e(v) ON TRUE ORDER BY 1 ¦ 1, a | 2, null
            SELECT i, n FROM (VALUES (1), (2)) AS d(i), GENERATE_SERIES(1, d.i) AS n ORDER BY i, n ¦ 1, 1 | 2, 1 | 2, 2
            SELECT i, n FROM (VALUES (1), (2)) AS d(i) CROSS JOIN LATERAL GENERATE_SERIES(ABS(-1), d.i) AS n ORDER BY i, n ¦ 1, 1 | 2, 1 | 2, 2
            SELECT n::DATE FROM GENERATE_SERIES(DATE_TRUNC('month', DATE '2026-01-20'), DATE '2026-01-02', INTERVAL '1 day') AS n ORDER BY 1 ¦ 2026-01-01 | 2026-01-02
            SELECT v FROM UNNEST(JSON_VALUE_ARRAY('["p", "q"]')) AS v ¦ p | q
            """)
    void anArrayIsRows(String sql, String rows) throws Exception {
        account.answers(sql, rows);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {"a": [1, 2, 3]}                      ¦ $.a[last]              ¦ 3
            {"a": [7]}                            ¦ $.a[*]                 ¦ 7
            {"a": [7, 8]}                         ¦ $.a[*]                 ¦ null
            {"a": []}                             ¦ $.a[*]                 ¦ null
            {"a": [{"b": 1}]}                     ¦ $.a[*]                 ¦ null
            [{"f": 1, "v": 5}, {"f": 2, "v": 6}]  ¦ $[?(@.f == 2)].v       ¦ 6
            [{"f": 1, "v": 5}, {"f": 2, "v": 6}]  ¦ $[?(@.f > 0)].v        ¦ null
            no JSON                               ¦ $[*]                   ¦ null
            no JSON                               ¦ $.a                    ¦ null
            {"a": 1                               ¦ $.a                    ¦ null
            {"a": "{x}"}                          ¦ $.a                    ¦ {x}
            {"a": {"b": 1}}                       ¦ $.a                    ¦ null
            {"a": null}                           ¦ $.a                    ¦ null
            5                                     ¦ $                      ¦ 5
            """)
    void aPathThatLeadsToOneValueHasThatValue(String json, String path, String value) throws Exception {
        account.answers("SELECT JSON_VALUE('" + json + "', '" + path + "')", value);
    }

    @Test
    void aValueOfAnotherTypeIsNullUnlessAnErrorIsAskedFor() throws Exception {
        account.answers("SELECT JSON_VALUE('{\"a\": \"x\"}', '$.a' RETURNING INTEGER)", "null");
        account.sql("SELECT JSON_VALUE('{\"a\": \"x\"}', '$.a' RETURNING INTEGER ERROR ON ERROR)")
                .fails("'x' is not a whole number");
    }

    @Test
    void theJsonMayComeFromASubquery() throws Exception {
        account.answers("SELECT JSON_VALUE(TRIM((SELECT MAX(j) FROM (VALUES ('{\"a\": 7}')) AS t (j))), '$.a')", "7");
        account.answers(
                "SELECT JSON_VALUE(TRIM((SELECT MAX(u.j) FROM (VALUES (1, '{\"a\": 7}')) AS u (k, j) WHERE u.k = t.k)), '$.a')"
                        + " FROM (VALUES (1), (2)) AS t (k) ORDER BY t.k",
                "7 | null");
    }
}
