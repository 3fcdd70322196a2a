package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.TestAccount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Functions and clauses of other dialects, and their answers: PostgreSQL 15's answer where it has them, else that of
 * the dialect they come from.
 */
@Tag("time-zones")
final class FunctionAnswersTest {

    @AutoClose
    private static TestAccount account;

    /** Four events, one each day from 2026-03-01 noon on; ids 0 to 3, of which 3 has no channel. */
    @BeforeAll
    static void open() throws Exception {
        long firstSec = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();
        account = TestAccount.of(LongStream.range(0, 4)
                .mapToObj(day -> EventBuilder.audit(
                                day, firstSec + day * 86_400, day, day == 3 ? null : day % 2 == 0 ? "Mail" : "Web form")
                        .build())
                .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            LEN('a😀'), LEN(NULL)                                                    ¦ 2, null
            UCASE('a') || LCASE('B') || SPACE(2) || '!'                              ¦ Ab  !
            INSTR('abcb', 'b'), INSTR('😀bcb', 'b', 3), INSTR('abc', 'x', 2), INSTR(NULL, 'x', 1) ¦ 2, 4, 0, null
            CHARINDEX('b', 'abcb'), CHARINDEX('b', 'abcb', 3), CHARINDEX('b', NULL)  ¦ 2, 4, null
            LOCATE('b', 'abcb'), LOCATE('b', 'abcb', 3)                              ¦ 2, 4
            STARTSWITH('abc', 'a'), ENDSWITH('abc', 'a'), ENDS_WITH('abc', 'bc')     ¦ true, false, true
            CONTAINS('abc', 'b'), CONTAINS(NULL, 'b')                                ¦ true, null
            BTRIM('  x  ') || '!', LTRIM('xya', 'yx'), RTRIM('axy', 'yx')            ¦ x!, a, a
            FORMAT('%s of %s: 5%%', 'a', 3), FORMAT('%s', NULL) || '!', FORMAT('x')  ¦ a of 3: 5%, !, x
            TO_NUMBER('12.5') * 2, TO_NUMBER(NULL)                                   ¦ 25, null
            TRANSLATE('12345', '143', 'ax'), SUBSTR('alphabet', 3, 2), CHR(65)       ¦ a2x5, ph, A
            INITCAP('hello wORLD-élan 2nd'), INITCAP(''), INITCAP(CAST(NULL AS VARCHAR)), MD5('abc') ¦ Hello World-Élan 2nd, , null, 900150983cd24fb0d6963f7d28e17f72
            'abc' RLIKE 'b.', 'abc' NOT RLIKE 'b', 'abc' REGEXP '^b', NULL RLIKE 'b' ¦ true, false, false, null
            SPLIT_PART('abc', '', 1), SPLIT_PART('abc', '', 2), SPLIT_PART('a,b', ',', -1), SPLIT_PART(NULL, '', 2) ¦ abc, , b, null
            'a%c' LIKE 'a\\%c', 'abc' LIKE 'a\\%c', 'back\\x' LIKE 'back\\\\%', 'b' NOT LIKE '\\b' ¦ true, false, true, false
            'A_' ILIKE 'a\\_', 'AB' ILIKE 'a\\_', 'AB' NOT ILIKE 'a\\_', 'a%c' LIKE 'a' || '\\%' || 'c' ¦ true, false, true, true
            'x' LIKE '%\\%%', '%%' LIKE '\\%\\%', NULL LIKE 'a\\%', 'a\\b' LIKE 'a\\b' ESCAPE '!', 'a\\' LIKE 'a\\' ESCAPE '' ¦ false, true, null, true, true
            'a' COLLATE "C" < 'B', 'a' COLLATE "POSIX" = 'a'                         ¦ false, true
            ARRAY_TO_STRING(ARRAY['a', NULL, 'b'], ','), ARRAY_TO_STRING(ARRAY[1], NULL) ¦ a,b, null
            STRING_TO_ARRAY('a,b', ',')[2], CARDINALITY(STRING_TO_ARRAY('', ','))    ¦ b, 0
            ARRAY_LENGTH(ARRAY[1, 2]), ARRAY_LENGTH(STRING_TO_ARRAY('', ','), 1)     ¦ 2, null
            ARRAY_CONTAINS(ARRAY['a', 'bb'], 'bb'), ARRAY_CONTAINS(ARRAY[1], 2)      ¦ true, false
            SUBSTRING('foobar' FROM 'o.b'), SUBSTRING('foobar' FROM 'o(.)b'), SUBSTRING('foobar' FROM 'x') ¦ oob, o, null
            SUBSTRING('foobar' FROM 2), SUBSTRING('fo(bar' FROM 'o\\(b'), LEVENSHTEIN('GUMBO', 'GAMBOL') ¦ oobar, o(b, 2
            ARRAY_TO_STRING(ARRAY[1, 2] || ARRAY[3], '+'), TO_VARCHAR(1) || 'x', TO_CHAR(2.5) ¦ 1+2+3, 1x, 2.5
            'b' = ANY (STRING_TO_ARRAY('a,b', ',')), 'c' = ANY (SPLIT('a,b', ','))   ¦ true, false
            'c' <> ALL (STRING_TO_ARRAY('a,b', ',')), 'c' = ANY (STRING_TO_ARRAY(NULL, ',')) ¦ true, null
            'c' = ANY (STRING_TO_ARRAY('', ',')), 'c' = ANY (ARRAY['c'])             ¦ false, true
            """)
    void textsAndArrays(String expressions, String expected) throws Exception {
        assertAnswers(expressions, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            2 ^ 3, 2 ^ 3 ^ 2, -2 ^ 2, 2 * 3 ^ 2, 4 ^ 0.5, NULL ^ 2                   ¦ 8, 64, 4, 18, 2, null
            TRUNC(42.8), TRUNC(-42.8), TRUNC(42.4382, 2), TRUNC(1234, -2)            ¦ 42, -42, 42.43, 1200
            TRUNC(CAST(NULL AS DOUBLE)), TRUNC(-1.5E0)                               ¦ null, -1
            DIV(9, 4), DIV(-9, 4), DIV(7.5, 2), DIV(1, NULL)                         ¦ 2, -2, 3, null
            POW(2, 3), SQUARE(3), LOG2(8), LOG(100), LOG(2, 64), MOD(9, 4)           ¦ 8, 9, 3, 2, 6, 1
            EXP(0), EXP(NULL), EXP(709) > 8E307                                      ¦ 1, null, true
            GCD(12, 18), LCM(4, 6), SIGN(-8.4)                                       ¦ 6, 12, -1
            ZEROIFNULL(NULL), NULLIFZERO(0), NULLIFZERO(2)                           ¦ 0, null, 2
            SAFE_DIVIDE(1, 2), SAFE_DIVIDE(1, 0), SAFE_DIVIDE(NULL, 0), DIV0(1, 0)   ¦ 0.5, null, null, 0
            NVL2(NULL, 1, 2), NVL2('x', 1, 2), IIF(1 > 2, 'a', 'b')                  ¦ 2, 1, b
            DECODE(2, 1, 'a', 2, 'b', 'c'), DECODE(3, 1, 'a'), DECODE(NULL, 1, 'a', NULL, 'n') ¦ b, null, n
            GREATEST(1, NULL, 3), LEAST(1, NULL, 3), NULL ISNULL, 1 NOTNULL          ¦ 3, 1, true, true
            """)
    void numbersAndChoices(String expressions, String expected) throws Exception {
        assertAnswers(expressions, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            MAKE_DATE(2026, 1, 31), DATEFROMPARTS(2026, 1, 2), MAKE_DATE(2026, NULL, 1) ¦ 2026-01-31, 2026-01-02, null
            MAKE_TIMESTAMP(2026, 1, 31, 3, 4, 5.5)                                  ¦ 2026-01-31 03:04:05.500
            DATE_BIN('15 minutes', TIMESTAMP '2026-01-01 00:20:00', TIMESTAMP '2026-01-01 00:05:00') ¦ 2026-01-01 00:20:00
            DATE_BIN(INTERVAL '1' HOUR, TIMESTAMP '2025-12-31 23:58:00', TIMESTAMP '2026-01-01 00:30:00') ¦ 2025-12-31 23:30:00
            TIME_BUCKET(INTERVAL '15 minutes', TIMESTAMP '2026-01-01 00:20:00')     ¦ 2026-01-01 00:15:00
            TIME_BUCKET('1 week', TIMESTAMP '2026-01-21 00:20:00')                  ¦ 2026-01-19 00:00:00
            TIME_BUCKET('2 weeks', TIMESTAMP '2026-01-21 00:20:00')                 ¦ 2026-01-12 00:00:00
            TIME_BUCKET('2 months', TIMESTAMP '2026-02-21 00:20:00')                ¦ 2026-01-01 00:00:00
            TIME_BUCKET('1 month', DATE '2026-02-21')                               ¦ 2026-02-01
            TRUNC(DATE '2026-02-21', 'MM'), TRUNC(TIMESTAMP '2026-02-21 10:30:00', 'HH') ¦ 2026-02-01, 2026-02-21 10:00:00
            DATEADD(mm, 1, DATE '2026-02-28'), DATEDIFF(dd, DATE '2026-02-28', DATE '2026-03-01') ¦ 2026-03-28, 1
            ADD_MONTHS(DATE '2026-02-28', 1), ADD_MONTHS(TIMESTAMP '2026-01-30 10:00:00', 1) ¦ 2026-03-31, 2026-02-28 10:00:00
            MONTHS_BETWEEN(DATE '2026-03-31', DATE '2026-01-31'), MONTHS_BETWEEN(NULL, DATE '2026-01-31') ¦ 2, null
            DAYNAME(DATE '2026-01-31'), MONTHNAME(DATE '2026-01-31'), EOMONTH(DATE '2026-02-03') ¦ Saturday, January, 2026-02-28
            DAY(DATE '2026-02-01'), WEEKDAY(DATE '2026-02-01'), ISODOW(DATE '2026-02-01'), DAYOFWEEK(DATE '2026-02-01') ¦ 1, 6, 7, 1
            WEEKOFYEAR(DATE '2027-01-01'), YEAROFWEEK(DATE '2027-01-01'), DATE_PART('isoyear', DATE '2027-01-01') ¦ 53, 2026, 2026
            UNIX_TIMESTAMP(TIMESTAMP '2026-01-01 00:20:00'), FROM_UNIXTIME(1767226800) ¦ 1767226800, 2026-01-01 00:20:00
            TO_TIMESTAMP('2026-01-02 03:04', 'YYYY-MM-DD HH24:MI'), TO_TIMESTAMP('05 Dec 2000', 'DD Mon YYYY') ¦ 2026-01-02 03:04:00, 2000-12-05 00:00:00
            TO_TIMESTAMP('2026-1-2T3:04:05.250 PM', 'YYYY-MM-DD"T"HH:MI:SS.MS AM'), TO_TIMESTAMP(NULL, 'YYYY') ¦ 2026-01-02 15:04:05.250, null
            PARSE_DATE('%d.%m.%Y', '5.1.2026'), FORMAT_DATE('%Y', DATE '2026-01-05'), TO_DATE('2026-01-05') ¦ 2026-01-05, 2026, 2026-01-05
            TO_DATE('2026-05-06', 'yyyy-mm-dd'), TO_DATE('6 May 26', 'DD mon YY'), TO_DATE(NULL, 'YYYY') ¦ 2026-05-06, 2026-05-06, null
            TO_CHAR(TIMESTAMP '2026-05-06 15:04:05', 'yyyy-mm hh24:mi'), TO_CHAR(DATE '2026-05-06', 'YYYY-WW') ¦ 2026-05 15:04, 2026-18
            TO_CHAR(DATE '2026-01-01', 'YYYY-WW'), TO_CHAR(DATE '2026-01-01', 'IYYY-"W"IW') ¦ 2026-01, 2026-W01
            TO_CHAR(TIMESTAMP '2026-05-06 15:04:05', 'YYYY-MM-DD"T"HH24:MI'), TO_CHAR(DATE '2026-05-06', 'YYYY-"Q"Q') ¦ 2026-05-06T15:04, 2026-Q2
            TO_CHAR(DATE '2026-05-06', 'MONTH|Month|FMmonth|DY Dy dy')              ¦ MAY      |May      |may|WED Wed wed
            STRPTIME('5.1.2026', '%d.%m.%Y')                                        ¦ 2026-01-05 00:00:00
            AGE(TIMESTAMP '2026-03-31 00:00:00', TIMESTAMP '2026-01-30 12:00:00')   ¦ 2 mons 12:00:00
            AGE(TIMESTAMP '2026-03-01 12:00:00', TIMESTAMP '2025-01-15 10:30:00')   ¦ 1 year 1 mon 17 days 01:30:00
            AGE(DATE '2026-01-15', DATE '2026-03-01'), AGE(DATE '2026-01-15', NULL) ¦ -1 mons -17 days, null
            AGE(CAST(CURRENT_DATE AS TIMESTAMP)), TODAY() - CURDATE(), GETDATE() - NOW() < INTERVAL '1' SECOND ¦ 00:00:00, 0, true
            """)
    void datesAndTimes(String expressions, String expected) throws Exception {
        assertAnswers(expressions, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            '{"a": [{"b": 7}]}' #>> '{a,0,b}', '{"a": [{"b": 7}]}' #> '{a, 0}'      ¦ 7, {"b":7}
            'x' #>> '{a}', '{"a": null}' #>> '{a}'                                  ¦ null, null
            JSON_EXTRACT_PATH_TEXT('{"a": {"b": "x"}}', 'a', 'b')                   ¦ x
            JSON_TYPEOF('[1]'), JSONB_TYPEOF('1.5'), JSON_VALID('{')                ¦ array, number, false
            GET_JSON_OBJECT('{"a": "x"}', '$.a')                                    ¦ x
            JSON_BUILD_OBJECT('a', 1, 'b', NULL, 'c', JSON_BUILD_ARRAY(1, 'x', TRUE)) ¦ {"a":1,"b":null,"c":[1,"x",true]}
            JSON_BUILD_OBJECT('z', TIMESTAMP '2026-01-02 03:04:05', 'a', DATE '2026-01-02', 'n', 1.50, 'x', 2E0) ¦ {"z":"2026-01-02T03:04:05","a":"2026-01-02","n":1.50,"x":2}
            JSON_OBJECT('a"b': NULL ABSENT ON NULL), JSON_ARRAY(1, NULL), JSON_ARRAY(1, NULL NULL ON NULL), JSON_OBJECT() ¦ {}, [1], [1,null], {}
            JSON_OBJECT('a': '[1]' FORMAT JSON, 'b': JSON_ARRAY(JSON_OBJECT('c': 'd"'))) ¦ {"a":[1],"b":[{"c":"d\\""}]}
            JSON_OBJECT('a': JSON_VALUE('{"x": "y"}', '$.x'), 'b': JSON_QUERY('{"x": [1]}', '$.x')) ¦ {"a":"y","b":[1]}
            JSON_VALUE(JSON_OBJECT('a': 5), '$.a')                                  ¦ 5
            JSON_BUILD_OBJECT('a', '{"b": [1]}' -> 'b', 'c', '{"b": "x"}' ->> 'b')  ¦ {"a":[1],"c":"x"}
            """)
    void json(String expressions, String expected) throws Exception {
        assertAnswers(expressions, expected);
    }

    private static void assertAnswers(String expressions, String expected) throws Exception {
        assertEquals(
                expected, String.join("; ", account.sql("SELECT " + expressions).rows()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            JSON_AGG(via ORDER BY id DESC)                                          ¦ [null,"Mail","Web form","Mail"]
            JSONB_AGG(DISTINCT via ORDER BY via) FILTER (WHERE id < 3)              ¦ ["Mail","Web form"]
            JSON_AGG(id) FILTER (WHERE id > 9)                                      ¦ null
            JSON_AGG(JSON_BUILD_OBJECT('id', id) ORDER BY id) FILTER (WHERE id < 2) ¦ [{"id":0},{"id":1}]
            JSON_ARRAYAGG(JSON_OBJECT('id': id) ORDER BY id)                        ¦ [{"id":0},{"id":1},{"id":2},{"id":3}]
            JSON_BUILD_OBJECT('ids', JSON_AGG(id ORDER BY id))                      ¦ {"ids":[0,1,2,3]}
            JSON_AGG("time") FILTER (WHERE id = 1), JSON_OBJECT_AGG(id, "time") FILTER (WHERE id = 1) ¦ ["2026-03-02T12:00:00"], {"1":"2026-03-02T12:00:00"}
            JSON_ARRAYAGG(CASE WHEN id = 1 THEN "time" END), JSON_ARRAYAGG(CASE WHEN id = 1 THEN 1.50 END) ¦ ["2026-03-02T12:00:00"], [1.50]
            JSON_OBJECT_AGG(id, via) FILTER (WHERE id > 1)                          ¦ {"2":"Mail","3":null}
            JSON_OBJECT_AGG(id, via) FILTER (WHERE id > 9)                          ¦ null
            GROUP_CONCAT(via ORDER BY id SEPARATOR ';'), GROUP_CONCAT(DISTINCT via ORDER BY via) ¦ Mail;Web form;Mail, Mail,Web form
            STRING_AGG(via, '+') WITHIN GROUP (ORDER BY id DESC), STDEVP(id) FILTER (WHERE id < 2), VARP(id) FILTER (WHERE id < 2) ¦ Mail+Web form+Mail, 0.5, 0.25
            STRING_AGG(DISTINCT via, '+' ORDER BY via)                              ¦ Mail+Web form
            ARRAY_TO_STRING(ARRAY_AGG(via IGNORE NULLS ORDER BY id), ',', '-')      ¦ Mail,Web form,Mail
            ARRAY_TO_STRING(ARRAY_AGG(via ORDER BY id), ',', '-')                   ¦ Mail,Web form,Mail,-
            PRODUCT(id + 1), PRODUCT(DISTINCT id / 2 + 2), PRODUCT(id) FILTER (WHERE id > 9) ¦ 24, 6, null
            QUANTILE_CONT(id, 0.5), QUANTILE_DISC(id, 0.5), QUANTILE(id, 0.5)       ¦ 1.5, 1, 1
            PERCENTILE(id, 0.25), APPROX_QUANTILE(id, 0.5), APPROX_PERCENTILE(id, 1) ¦ 0.75, 1, 3
            MEDIAN(id) FILTER (WHERE id > 0), QUANTILE_CONT(id, 0.5) FILTER (WHERE id > 9) ¦ 2, null
            MODE() WITHIN GROUP (ORDER BY via), MODE() WITHIN GROUP (ORDER BY id), MODE() WITHIN GROUP (ORDER BY id DESC NULLS LAST) ¦ Mail, 0, 3
            MODE() WITHIN GROUP (ORDER BY via) FILTER (WHERE id = 1), MODE() WITHIN GROUP (ORDER BY id) FILTER (WHERE id > 9) ¦ Web form, null
            REGR_SLOPE(id, ticket_id * 2), REGR_INTERCEPT(id, ticket_id * 2 - 1), ROUND(REGR_R2(id, ticket_id), 9) ¦ 0.5, 0.5, 1
            REGR_AVGX(id, ticket_id * 2), REGR_AVGY(id, ticket_id), REGR_SXY(id, ticket_id) ¦ 3, 1.5, 5
            REGR_SLOPE(id, 1), REGR_R2(id, 1), REGR_R2(1, id), REGR_INTERCEPT(id, id) FILTER (WHERE id > 9) ¦ null, null, 1, null
            ROUND(KURTOSIS(id), 9), SKEWNESS(id), SKEW(id) FILTER (WHERE id = 1)              ¦ -1.2, 0, null
            ARBITRARY(via) FILTER (WHERE id = 1), APPROX_DISTINCT(via), VAR(id) FILTER (WHERE id < 2) ¦ Web form, 2, 0.5
            LOGICAL_AND(id > 0), LOGICAL_OR(id > 0), BOOL_AND(id > 9) FILTER (WHERE id > 9) ¦ false, true, null
            """)
    void aggregates(String expressions, String expected) throws Exception {
        account.sql("SELECT " + expressions + " FROM ticket_events").returns(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            MEDIAN(id) OVER (PARTITION BY via)                                      ¦ 1; 1; 1; 3
            MEDIAN(id) FILTER (WHERE id > 0) OVER ()                                ¦ 2; 2; 2; 2
            PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY id) OVER ()                ¦ 0.75; 0.75; 0.75; 0.75
            PRODUCT(id) FILTER (WHERE id > 1) OVER (ORDER BY id)                    ¦ null; null; 2; 6
            QUANTILE_DISC(id, 0.5) OVER (ORDER BY id ROWS 1 PRECEDING)              ¦ 0; 0; 1; 2
            LAST_VALUE(via IGNORE NULLS) OVER (ORDER BY id)                         ¦ Mail; Web form; Mail; Mail
            FIRST_VALUE(via) IGNORE NULLS OVER (ORDER BY id DESC)                   ¦ Mail; Mail; Mail; null
            LAG(via RESPECT NULLS) OVER (ORDER BY id DESC)                          ¦ Web form; Mail; null; null
            JSON_AGG(id) OVER (ORDER BY id)                                         ¦ [0]; [0,1]; [0,1,2]; [0,1,2,3]
            REGR_SLOPE(id, id) OVER (ORDER BY id)                                   ¦ null; 1; 1; 1
            """)
    void windowFunctions(String expression, String expected) throws Exception {
        account.sql("SELECT " + expression + " FROM ticket_events ORDER BY id").returns(expected.split("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            WITH x AS MATERIALIZED (SELECT 1 AS a) SELECT a FROM x                  ¦ 1
            WITH x AS NOT MATERIALIZED (SELECT 1), y AS MATERIALIZED (TABLE x) SELECT * FROM y ¦ 1
            SELECT COUNT(*) FROM (TABLE ticket_events UNION ALL TABLE ticket_events) ¦ 8
            SELECT event_type, MEDIAN(id), QUANTILE(id, 0), ARBITRARY(1), JSON_AGG(1) FILTER (WHERE id = 1) FROM ticket_events GROUP BY ALL ¦ Audit, 1.5, 0, 1, [1]
            SELECT COUNT(*) FROM ticket_events WHERE via ISNULL AND via || 'x' ISNULL ¦ 1
            SELECT COUNT(*) FROM ticket_events WHERE via NOTNULL                    ¦ 3
            SELECT t.isnull, ISNULL(t.notnull, 1) FROM (SELECT 1 AS isnull, NULL AS notnull) t WHERE isnull = 1 ¦ 1, 1
            SELECT a, b FROM (SELECT id, via FROM ticket_events) AS x (a, b) WHERE a = 1 ¦ 1, Web form
            SELECT id FROM ticket_events ORDER BY via COLLATE "C", id LIMIT 1       ¦ 0
            SELECT id FROM ticket_events ORDER BY id FETCH FIRST ROW ONLY           ¦ 0
            SELECT id FROM ticket_events ORDER BY id OFFSET 3                       ¦ 3
            SELECT COUNT(*) FROM (SELECT id FROM ticket_events LIMIT ALL)           ¦ 4
            SELECT COUNT(*) FROM (SELECT id FROM ticket_events LIMIT NULL OFFSET 1) ¦ 3
            SELECT COUNT(*) FROM ticket_events WHERE via = ANY (STRING_TO_ARRAY('Mail,Chat', ',')) ¦ 2
            SELECT COUNT(*) FROM (SELECT via, ARRAY_AGG(id) AS ids FROM ticket_events GROUP BY via) WHERE 1 = ANY (ids) ¦ 1
            """)
    void clauses(String sql, String expected) throws Exception {
        account.sql(sql).returns(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            "time" >= TIMESTAMP '2026-03-04 00:00:00' - MAKE_INTERVAL(days => 3) ¦ window=[2026-03-01T00:00:00Z, ..)
            "time" >= TIMESTAMP '2026-03-04 00:00:00' - (3 || ' days')::INTERVAL ¦ window=[2026-03-01T00:00:00Z, ..)
            TIME_BUCKET('1 day', "time") = TIMESTAMP '2026-03-02 00:00:00' ¦ window=[2026-03-02T00:00:00Z, 2026-03-03T00:00:00Z)
            TIME_BUCKET('1 month', "time") < TIMESTAMP '2026-03-01 00:00:00' ¦ window=[.., 2026-03-01T00:00:00Z)
            TRUNC("time", 'MONTH') >= TIMESTAMP '2026-03-01 00:00:00'      ¦ window=[2026-03-01T00:00:00Z, ..)
            UNIX_TIMESTAMP("time") >= 1772323200                            ¦ window=[2026-03-01T00:00:00Z, ..)
            "time" >= FROM_UNIXTIME(1772323200)                             ¦ window=[2026-03-01T00:00:00Z, ..)
            """)
    void whatBoundsTimeRestrictsWhatIsFetched(String condition, String window) throws Exception {
        account.sql("SELECT id FROM ticket_events WHERE " + condition)
                .plan(window)
                .runsInTheEngine();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT MAKE_INTERVAL(months => 1, days => id) FROM ticket_events ¦ MAKE_INTERVAL has months and days, of which the standard has no type: add two intervals, one after the other
            SELECT MAKE_INTERVAL(eons => 1)                    ¦ MAKE_INTERVAL takes years, months, weeks, days, hours, mins, secs
            SELECT via::INTERVAL FROM ticket_events            ¦ TicketSQL makes no interval of via: write n * INTERVAL '1' DAY, or (n || ' days')::INTERVAL
            SELECT TO_NUMBER('1,5', '9,9')                     ¦ TO_NUMBER reads a text without a format: write CAST(REPLACE(x, ',', '') AS DECIMAL(18, 2))
            SELECT TO_TIMESTAMP('x', 'YYYY "x" Q')             ¦ TO_TIMESTAMP does not read Q in 'YYYY "x" Q': write YYYY, MM, MON, DD, HH24, MI, SS and MS, or STRPTIME
            SELECT FORMAT('%1$s', 'a')                         ¦ FORMAT cannot read '%1$s': a percent sign stands before an s, once for each value, or twice for itself; write CONCAT(x, y) otherwise
            SELECT FORMAT(via, 1) FROM ticket_events           ¦ FORMAT takes a literal first: write CONCAT(x, y) of texts that are computed
            SELECT JSON_BUILD_OBJECT('a')                      ¦ JSON_BUILD_OBJECT takes names and values in turn, an even number of operands, not 1
            SELECT '{}' #>> 'a'                                ¦ #>> takes a path such as '{a,0,b}', not 'a': write JSON_EXTRACT_PATH_TEXT(x, 'a', '0', 'b')
            SELECT DATE_BIN('1 month', "time", "time") FROM ticket_events ¦ DATE_BIN counts no months from an origin: write a width of days or less, or DATE_TRUNC
            SELECT TIME_BUCKET(id, "time") FROM ticket_events  ¦ TIME_BUCKET takes the width of its buckets first, as in '15 minutes' or '7 days', not id
            SELECT TRUNC("time", 'eon') FROM ticket_events     ¦ TRUNC knows no unit 'eon': write one of 'year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'
            SELECT FIRST(via) FROM ticket_events               ¦ FIRST(x) depends on the order of rows: write MIN_BY(x, y), which is x where y is least
            SELECT LAST(via) FROM ticket_events                ¦ LAST(x) depends on the order of rows: write MAX_BY(x, y), which is x where y is greatest
            SELECT MEDIAN(DISTINCT id) FROM ticket_events      ¦ MEDIAN takes no DISTINCT: write it over a subquery, SELECT DISTINCT
            SELECT id, via, FROM ticket_events                 ¦ a comma stands before FROM: take it away, or name a column behind it
            SELECT id FROM ticket_events ORDER BY id USING >   ¦ ORDER BY names no operator: write ASC or DESC instead of USING >
            SELECT id FROM ticket_events ORDER BY via COLLATE "de_DE" ¦ TicketSQL has no collation de_DE: text is compared and sorted by code point, which is COLLATE "C"; UPPER(x) or LOWER(x) makes letters equal
            SELECT PERCENTILE_CONT(0.1) WITHIN GROUP (ORDER BY id DESC) OVER () FROM ticket_events ¦ a percentile over a window counts from the least value: write 1 - p for the place p, without DESC and NULLS
            """)
    void whatIsRefusedSaysWhatToWrite(String sql, String message) {
        SQLException refusal =
                assertThrows(SQLException.class, () -> account.sql(sql).rows());
        Throwable reason = refusal;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        assertEquals(message, reason.getMessage());
    }
}
