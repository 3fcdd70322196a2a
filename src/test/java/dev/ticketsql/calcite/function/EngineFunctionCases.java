package dev.ticketsql.calcite.function;

/** Calls of every engine function with their values, a line each: function, operands, value. */
final class EngineFunctionCases {

    private EngineFunctionCases() {}

    static final String OF_POSTGRES = """
            -> ¦ '{"a": {"b": 1}}'; 'a' ¦ {"b":1}
            -> ¦ '{"a.b": 5}'; 'a.b' ¦ 5
            -> ¦ '{"$": 5}'; '$' ¦ 5
            -> ¦ '{"a": null}'; 'a' ¦ null
            -> ¦ '{"a": "x"}'; 'a' ¦ "x"
            -> ¦ '{"a": 1}'; 'b' ¦
            -> ¦ '{"a": 1}'; 0 ¦
            -> ¦ '[1]'; 'a' ¦
            -> ¦ '[1, 2, 3]'; 0 ¦ 1
            -> ¦ '[1, 2, 3]'; -1 ¦ 3
            -> ¦ '[1, 2, 3]'; 3 ¦
            -> ¦ NULL::VARCHAR; 'a' ¦
            ->> ¦ '{"a": "x"}'; 'a' ¦ x
            ->> ¦ '{"a": null}'; 'a' ¦
            ->> ¦ '{"a": {"b": 1}}'; 'a' ¦ {"b":1}
            ->> ¦ '{"a": true}'; 'a' ¦ true
            ->> ¦ '[1, [2]]'; 1 ¦ [2]
            ->> ¦ '[1, 2, 3]'; CAST(-2 AS BIGINT) ¦ 2
            LOCAL_TIME ¦ TIMESTAMP '2026-01-20 15:00:00'; 'Asia/Tokyo' ¦ 2026-01-21 00:00:00
            LOCAL_TIME ¦ TIMESTAMP '2026-07-01 12:00:00'; 'America/New_York' ¦ 2026-07-01 08:00:00
            LOCAL_TIME ¦ NULL::TIMESTAMP; 'Asia/Tokyo' ¦
            CONVERT_TZ ¦ TIMESTAMP '2026-07-01 12:00:00'; 'Europe/Berlin'; 'America/New_York' ¦ 2026-07-01 06:00:00
            CONVERT_TZ ¦ NULL::TIMESTAMP; 'UTC'; 'Asia/Tokyo' ¦
            REGEXP_SUBSTR ¦ 'abc123'; '[0-9]+' ¦ 123
            REGEXP_SUBSTR ¦ 'abc'; 'x' ¦
            REGEXP_SUBSTR ¦ 'a' || chr(10) || 'b'; 'a.b$' ¦ a\\nb
            REGEXP_COUNT ¦ 'a1b2'; '[0-9]' ¦ 2
            REGEXP_COUNT ¦ 'ab'; '[0-9]' ¦ 0
            LPAD ¦ 'hi'; 5; 'xy' ¦ xyxhi
            LPAD ¦ 'hello'; 2; 'x' ¦ he
            LPAD ¦ 'hi'; 4 ¦ `  hi`
            LPAD ¦ 'hi'; 5; '' ¦ hi
            LPAD ¦ 'hi'; -1; 'x' ¦ ``
            LPAD ¦ NULL::VARCHAR; 4 ¦
            RPAD ¦ 'hi'; 5; 'xy' ¦ hixyx
            RPAD ¦ 'hello'; 2; 'x' ¦ he
            RPAD ¦ 'hi'; 5; '' ¦ hi
            WIDTH_BUCKET ¦ 5.35; 0.024; 10.06; 5 ¦ 3
            WIDTH_BUCKET ¦ 0; 1; 10; 3 ¦ 0
            WIDTH_BUCKET ¦ 10; 0; 10; 5 ¦ 6
            WIDTH_BUCKET ¦ 5; 10; 0; 5 ¦ 3
            WIDTH_BUCKET ¦ 10; 10; 0; 5 ¦ 1
            WIDTH_BUCKET ¦ 0; 10; 0; 5 ¦ 6
            WIDTH_BUCKET ¦ 11; 10; 0; 5 ¦ 0
            WIDTH_BUCKET ¦ NULL::INTEGER; 10; 0; 5 ¦
            TO_CHAR ¦ TIMESTAMP '2026-05-06 15:04:05.123'; 'YYYY-MM-DD hh12:mi:ss.ms am' ¦ 2026-05-06 03:04:05.123 pm
            TO_CHAR ¦ DATE '2026-05-06'; 'YYYY-"Q"Q' ¦ 2026-Q2
            TO_CHAR ¦ TIME '10:11:12'; 'HH24:MI' ¦ 10:11
            TO_CHAR ¦ NULL::TIMESTAMP; 'YYYY' ¦
            TO_CHAR ¦ DATE '2026-05-06'; NULL::VARCHAR ¦
            AGE ¦ TIMESTAMP '2026-03-01 12:00:00'; TIMESTAMP '2025-01-15 10:30:00' ¦ 1 year 1 mon 17 days 01:30:00
            AGE ¦ DATE '2026-01-15'; DATE '2026-03-01' ¦ -1 mons -17 days
            AGE ¦ TIMESTAMP '2026-01-15 10:00:00.25'; TIMESTAMP '2028-03-01 12:30:00' ¦ -2 years -1 mons -17 days -02:29:59.75
            AGE ¦ TIMESTAMP '2026-01-15 10:00:00'; TIMESTAMP '2027-01-16 10:00:00' ¦ -1 years -1 days
            AGE ¦ DATE '2026-01-15'; DATE '2026-01-15' ¦ 00:00:00
            AGE ¦ DATE '2026-01-15'; NULL::DATE ¦
            TO_TIMESTAMP ¦ 1284352323.5 ¦ 2010-09-13 04:32:03.5
            TO_TIMESTAMP ¦ 1735689600 ¦ 2025-01-01 00:00:00
            JSON_ARRAY_LENGTH ¦ '[1, 2]' ¦ 2
            JSON_EXTRACT_PATH ¦ '{"a": {"0": [5]}}'; 'a'; '0' ¦ [5]
            JSON_EXTRACT_PATH ¦ '{"a": null}'; 'a' ¦ null
            JSON_EXTRACT_PATH ¦ '{"a": 1}'; 'b' ¦
            JSON_EXTRACT_PATH_TEXT ¦ '{"a": {"b/c": [1, "x"]}}'; 'a'; 'b/c'; '1' ¦ x
            JSON_EXTRACT_PATH_TEXT ¦ '{"a": null}'; 'a' ¦
            JSON_EXTRACT_PATH_TEXT ¦ '{"~1": 2}'; '~1' ¦ 2
            JSON_TYPEOF ¦ '{}' ¦ object
            JSON_TYPEOF ¦ '[1]' ¦ array
            JSON_TYPEOF ¦ '-1.5' ¦ number
            JSON_TYPEOF ¦ '"x"' ¦ string
            JSON_TYPEOF ¦ 'null' ¦ null
            JSON_TYPEOF ¦ 'true' ¦ boolean
            JSON_TYPEOF ¦ NULL::VARCHAR ¦
            JSON:ARRAY ¦ ['b', 'a"', NULL] ¦ ["b","a\\"",null]
            JSON:ARRAY ¦ NULL::INTEGER[] ¦
            JSON:ARRAY:OF:JSON ¦ ['{"a":1}', NULL] ¦ [{"a":1},null]
            JSON:ARRAY:OF:JSON ¦ NULL::VARCHAR[] ¦
            BTRIM ¦ '  x '  ¦ x
            BTRIM ¦ 'xyaxy'; 'yx' ¦ a
            BTRIM ¦ 'x'; '' ¦ x
            BTRIM ¦ NULL::VARCHAR; 'x' ¦
            LTRIM ¦ 'xyaxy'; 'yx' ¦ axy
            LTRIM ¦ ' x ' ¦ `x `
            RTRIM ¦ 'xyaxy'; 'yx' ¦ xya
            RTRIM ¦ ' x ' ¦ ` x`
            BIT_LENGTH ¦ 'aé' ¦ 24
            LEVENSHTEIN ¦ 'GUMBO'; 'GAMBOL' ¦ 2
            LEVENSHTEIN ¦ NULL::VARCHAR; 'a' ¦
            BIT_LENGTH ¦ '' ¦ 0
            ARRAY_TO_STRING ¦ ['a', NULL, 'b']; ',' ¦ a,b
            ARRAY_TO_STRING ¦ ['a', NULL, 'b']; ','; '-' ¦ a,-,b
            ARRAY_TO_STRING ¦ ['a', NULL]; ','; NULL ¦ a
            ARRAY_TO_STRING ¦ [NULL]::VARCHAR[]; ',' ¦ ``
            ARRAY_TO_STRING ¦ []::VARCHAR[]; ',' ¦ ``
            ARRAY_TO_STRING ¦ ['a']; NULL ¦
            ARRAY_TO_STRING ¦ NULL::VARCHAR[]; ',' ¦
            STRING_TO_ARRAY ¦ 'a,b'; ',' ¦ [a, b]
            STRING_TO_ARRAY ¦ ''; ',' ¦ []
            STRING_TO_ARRAY ¦ 'a,b'; '' ¦ ['a,b']
            STRING_TO_ARRAY ¦ 'ab'; NULL ¦ [a, b]
            STRING_TO_ARRAY ¦ NULL::VARCHAR; ',' ¦
            ARRAY_LENGTH ¦ [1, 2]; 1 ¦ 2
            ARRAY_LENGTH ¦ []::INTEGER[]; 1 ¦
            ARRAY_LENGTH ¦ [1]; 2 ¦
            GCD ¦ -4; 6 ¦ 2
            GCD ¦ 0; 0 ¦ 0
            LCM ¦ 4; 6 ¦ 12
            LCM ¦ 0; 2 ¦ 0
            MAKE_DATE ¦ 2026; 1; 31 ¦ 2026-01-31
            MAKE_DATE ¦ 2026; NULL::INTEGER; 31 ¦
            MAKE_TIMESTAMP ¦ 2026; 1; 31; 3; 4; 5.5 ¦ 2026-01-31 03:04:05.5
            DATE_BIN ¦ 900000; TIMESTAMP '2026-01-01 00:20:00'; TIMESTAMP '2026-01-01 00:05:00' ¦ 2026-01-01 00:20:00
            DATE_BIN ¦ 900000; TIMESTAMP '2025-12-31 23:58:00'; TIMESTAMP '2026-01-01 00:00:00' ¦ 2025-12-31 23:45:00
            DATE_BIN ¦ 900000; NULL::TIMESTAMP; TIMESTAMP '2026-01-01 00:00:00' ¦
            """;

    /**
     * Of Trino: JSON_EXTRACT, JSON_EXTRACT_SCALAR and REGEXP_EXTRACT; of MySQL: DATE_FORMAT, DAYNAME, MONTHNAME and
     * JSON_VALID; of SQLite: STRFTIME; of Oracle: ADD_MONTHS, MONTHS_BETWEEN; of Snowflake: CONTAINS, SPLIT, DIV0; of
     * Spark: ARRAY_CONTAINS, ARRAY_LENGTH; of BigQuery: FORMAT_DATE; of DuckDB: STRPTIME, TIME_BUCKET,
     * JSON_EXTRACT_STRING.
     */
    static final String OF_OTHERS = """
            JSON_EXTRACT ¦ '{"a": [1, 2]}'; '$.a' ¦ [1,2]
            JSON_EXTRACT ¦ '{"a": "x"}'; '$.a' ¦ "x"
            JSON_EXTRACT ¦ '{"a": 1}'; '$.b' ¦
            JSON_EXTRACT_SCALAR ¦ '{"a": "x"}'; '$.a' ¦ x
            JSON_EXTRACT_SCALAR ¦ '{"a": [1]}'; '$.a' ¦
            JSON_EXTRACT_SCALAR ¦ '{"a": null}'; '$.a' ¦
            JSON_EXTRACT_SCALAR ¦ '[1, true]'; '$[1]' ¦ true
            JSON_ARRAY_LENGTH ¦ '{}' ¦
            REGEXP_EXTRACT ¦ 'order-17'; '[a-z]+-([0-9]+)' ¦ order-17
            REGEXP_EXTRACT ¦ 'order-17'; '[a-z]+-([0-9]+)'; 1 ¦ 17
            REGEXP_EXTRACT ¦ 'order'; '[0-9]+'; 0 ¦
            DATE_FORMAT ¦ TIMESTAMP '2026-01-05 13:04:09'; '%Y-%m-%d %H:%i:%s' ¦ 2026-01-05 13:04:09
            DATE_FORMAT ¦ TIMESTAMP '2026-01-05 13:04:09'; '%M %b %W %a %e %c %k %l %h %p' ¦ January Jan Monday Mon 5 1 13 1 01 PM
            DATE_FORMAT ¦ TIMESTAMP '2026-01-05 13:04:09'; '%T %r %x-%v %j %y %%i' ¦ 13:04:09 01:04:09 PM 2026-02 005 26 %i
            DATE_FORMAT ¦ DATE '2026-01-05'; '%Y%m' ¦ 202601
            STRFTIME ¦ TIMESTAMP '2026-01-05 13:04:09'; '%Y-%m-%d %H:%M' ¦ 2026-01-05 13:04
            STRFTIME ¦ NULL::TIMESTAMP; '%Y' ¦
            FORMAT_DATE ¦ '%Y/%m'; DATE '2026-01-05' ¦ 2026/01
            FORMAT_DATETIME ¦ '%H:%M'; TIMESTAMP '2026-01-05 13:04:09' ¦ 13:04
            FORMAT_TIMESTAMP ¦ '%Y'; NULL::TIMESTAMP ¦
            STRPTIME ¦ '5.1.2026 13:04'; '%d.%m.%Y %H:%M' ¦ 2026-01-05 13:04:00
            CONTAINS ¦ 'abc'; 'b' ¦ true
            CONTAINS ¦ 'abc'; 'B' ¦ false
            CONTAINS ¦ 'abc'; '' ¦ true
            CONTAINS ¦ NULL::VARCHAR; 'b' ¦
            SPLIT ¦ 'a,b'; ',' ¦ [a, b]
            SPLIT ¦ ''; ',' ¦ ['']
            DIV0 ¦ 1; 0 ¦ 0.0
            DIV0 ¦ 1; 2 ¦ 0.5
            DIV0 ¦ NULL::INTEGER; 0 ¦
            ARRAY_LENGTH ¦ []::INTEGER[] ¦ 0
            ARRAY_LENGTH ¦ NULL::INTEGER[] ¦
            ARRAY_CONTAINS ¦ ['a', NULL]; 'a' ¦ true
            ARRAY_CONTAINS ¦ ['a']; 'b' ¦ false
            ARRAY_CONTAINS ¦ NULL::VARCHAR[]; 'a' ¦
            DAYNAME ¦ DATE '2026-01-31' ¦ Saturday
            MONTHNAME ¦ DATE '2026-01-31' ¦ January
            TIME_BUCKET ¦ 900000; TIMESTAMP '2026-01-01 00:20:00' ¦ 2026-01-01 00:15:00
            TIME_BUCKET ¦ 1209600000; TIMESTAMP '2026-01-21 00:20:00' ¦ 2026-01-12 00:00:00
            TIME_BUCKET ¦ 900000; TIMESTAMP '2026-01-01 00:20:00'; TIMESTAMP '2026-01-01 00:05:00' ¦ 2026-01-01 00:20:00
            TIME_BUCKET ¦ 900000; NULL::TIMESTAMP ¦
            TIME_BUCKET:MONTHS ¦ 2; TIMESTAMP '2026-02-21 00:20:00' ¦ 2026-01-01 00:00:00
            ADD_MONTHS ¦ DATE '2026-01-31'; 1 ¦ 2026-02-28 00:00:00
            ADD_MONTHS ¦ TIMESTAMP '2026-02-28 10:30:00'; 1 ¦ 2026-03-31 10:30:00
            ADD_MONTHS ¦ DATE '2026-03-30'; -1 ¦ 2026-02-28 00:00:00
            ADD_MONTHS ¦ NULL::DATE; 1 ¦
            MONTHS_BETWEEN ¦ DATE '1995-02-02'; DATE '1995-01-01' ¦ 1.032258064516129
            MONTHS_BETWEEN ¦ DATE '2026-02-28'; DATE '2026-01-31' ¦ 1.0
            MONTHS_BETWEEN ¦ DATE '2026-01-15'; TIMESTAMP '2026-03-15 12:00:00' ¦ -2.0
            MONTHS_BETWEEN ¦ NULL::DATE; DATE '2026-01-31' ¦
            JSON_EXTRACT_STRING ¦ '{"a": ["x"]}'; '$.a[0]' ¦ x
            JSON_EXTRACT_STRING ¦ '{"a": ["x"]}'; '$.a' ¦ ["x"]
            JSON_VALID ¦ '[1' ¦ false
            JSON_VALID ¦ '[1]' ¦ true
            JSON_VALID ¦ NULL::VARCHAR ¦
            """;
}
