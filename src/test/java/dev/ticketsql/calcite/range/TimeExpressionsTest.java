package dev.ticketsql.calcite.range;

import dev.ticketsql.testing.InHsqldb;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expressions of time leave ranges exact to the second: leap days, years before 1970 and after 2038, NULL bounds,
 * contradictions. HSQLDB accepts the same events. The last table has the expressions whose ranges are wider than they
 * could be.
 */
@Tag("time-zones")
final class TimeExpressionsTest {

    @AutoClose
    private static RangeAssert conditions;

    @BeforeAll
    static void open() throws Exception {
        conditions = new RangeAssert(TimeExpressionsTest.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "time" BETWEEN ASYMMETRIC TIMESTAMP '2026-02-01 00:00:00' AND TIMESTAMP '2026-01-01 00:00:00' | none
            "time" NOT BETWEEN TIMESTAMP '2026-02-01 00:00:00' AND TIMESTAMP '2026-01-01 00:00:00' | every
            "time" NOT IN (TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:01') | [.., 2026-01-01T00:00:00Z) u [2026-01-01T00:00:02Z, ..)
            "time" > NULL | none
            "time" BETWEEN '2026-01-01 00:00:00' AND '2026-01-31 23:59:59' | [2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z)
            "time" IN ('2026-01-01 00:00:00', '2026-02-01 00:00:00') | [2026-01-01T00:00:00Z, 2026-01-01T00:00:01Z) u [2026-02-01T00:00:00Z, 2026-02-01T00:00:01Z) | "time" IN (TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-02-01 00:00:00')
            "time" >= '2026-01-01' | [2026-01-01T00:00:00Z, ..)
            "time" > DATE '2024-02-29' | [2024-02-29T00:00:01Z, ..)
            "time" BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' | [2026-01-01T00:00:00Z, 2026-01-31T00:00:01Z)
            "time" >= TIMESTAMP '1900-01-01 00:00:00' | [1900-01-01T00:00:00Z, ..)
            "time" < TIMESTAMP '1969-12-31 23:59:59' | [.., 1969-12-31T23:59:59Z)
            "time" >= TIMESTAMP '2038-01-19 03:14:08' AND "time" < TIMESTAMP '2100-01-01 00:00:00' | [2038-01-19T03:14:08Z, 2100-01-01T00:00:00Z)
            "time" >= TIMESTAMP '2024-02-29 00:00:00' + INTERVAL '1' YEAR | [2025-02-28T00:00:00Z, ..)
            "time" < TIMESTAMP '2024-03-31 00:00:00' - INTERVAL '1' MONTH | [.., 2024-02-29T00:00:00Z)
            "time" - INTERVAL '1' DAY BETWEEN TIMESTAMP '2026-01-01 00:00:00' AND TIMESTAMP '2026-01-02 00:00:00' | [2026-01-02T00:00:00Z, 2026-01-03T00:00:01Z)
            "time" IS NOT NULL | every
            "time" >= TIMESTAMP '9999-12-31 23:59:59' | [9999-12-31T23:59:59Z, ..)
            "time" < TIMESTAMP '0001-01-01 00:00:00' | none
            """)
    void everyFormOfAComparisonOfTimeHasItsRange(String where, String ranges, @InHsqldb String hsqldb)
            throws Exception {
        assertRanges(where, ranges, hsqldb);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            start_time NOT IN (0, NULL) | none
            start_time BETWEEN NULL AND 5 | none
            start_time NOT BETWEEN NULL AND 5 | [1970-01-01T00:00:06Z, ..)
            start_time NOT BETWEEN 5 AND NULL | [.., 1970-01-01T00:00:05Z)
            start_time - 3600 >= 1767225600 | [2026-01-01T01:00:00Z, ..)
            start_time + 1 BETWEEN 1 AND 10 | [1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)
            2 * start_time = 20 | [1970-01-01T00:00:10Z, 1970-01-01T00:00:11Z)
            start_time * 2 = 21 | none
            start_time / 60 <= 1 | [.., 1970-01-01T00:02:00Z)
            start_time > 1767225600.000001 | [2026-01-01T00:00:01Z, ..)
            start_time BETWEEN 0.5 AND 2.5 | [1970-01-01T00:00:01Z, 1970-01-01T00:00:03Z)
            start_time IN (1.5, 2) | [1970-01-01T00:00:02Z, 1970-01-01T00:00:03Z)
            start_time < -5 | [.., 1969-12-31T23:59:55Z)
            start_time >= 0 | [1970-01-01T00:00:00Z, ..)
            start_time IS DISTINCT FROM 100 | [.., 1970-01-01T00:01:40Z) u [1970-01-01T00:01:41Z, ..)
            start_time IS NOT DISTINCT FROM CAST(NULL AS BIGINT) | none
            start_time <> 5 AND start_time BETWEEN 4 AND 6 | [1970-01-01T00:00:04Z, 1970-01-01T00:00:05Z) u [1970-01-01T00:00:06Z, 1970-01-01T00:00:07Z)
            """)
    void everyFormOfAComparisonOfSecondsHasItsRange(String where, String ranges, @InHsqldb String hsqldb)
            throws Exception {
        assertRanges(where, ranges, hsqldb);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CAST("time" AS DATE) NOT BETWEEN DATE '2026-01-01' AND DATE '2026-01-31' | [.., 2026-01-01T00:00:00Z) u [2026-02-01T00:00:00Z, ..)
            CAST("time" AS DATE) NOT IN (DATE '2026-01-01', DATE '2026-01-02') | [.., 2026-01-01T00:00:00Z) u [2026-01-03T00:00:00Z, ..)
            DATE '2026-01-31' >= CAST("time" AS DATE) | [.., 2026-02-01T00:00:00Z)
            CAST("time" AS DATE) = '2026-01-01' | [2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z)
            CAST("time" AS DATE) BETWEEN '2026-01-01' AND '2026-01-31' | [2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z)
            CAST("time" AS DATE) = DATE '2024-02-29' | [2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z)
            CAST("time" AS DATE) = DATE '1960-02-29' | [1960-02-29T00:00:00Z, 1960-03-01T00:00:00Z)
            CAST("time" AS DATE) = DATE '2100-02-28' | [2100-02-28T00:00:00Z, 2100-03-01T00:00:00Z)
            CAST("time" AS DATE) > DATE '1969-12-30' | [1969-12-31T00:00:00Z, ..)
            """)
    void everyFormOfAComparisonOfDatesHasItsRange(String where, String ranges, @InHsqldb String hsqldb)
            throws Exception {
        assertRanges(where, ranges, hsqldb);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FLOOR("time" TO YEAR) = TIMESTAMP '1960-01-01 00:00:00' | [1960-01-01T00:00:00Z, 1961-01-01T00:00:00Z)
            FLOOR("time" TO YEAR) = TIMESTAMP '2040-01-01 00:00:00' | [2040-01-01T00:00:00Z, 2041-01-01T00:00:00Z)
            FLOOR("time" TO QUARTER) IN (TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-07-01 00:00:00') | [2026-01-01T00:00:00Z, 2026-04-01T00:00:00Z) u [2026-07-01T00:00:00Z, 2026-10-01T00:00:00Z)
            FLOOR("time" TO MONTH) <> TIMESTAMP '2026-02-01 00:00:00' | [.., 2026-02-01T00:00:00Z) u [2026-03-01T00:00:00Z, ..)
            FLOOR("time" TO MONTH) >= DATE '2026-02-01' | [2026-02-01T00:00:00Z, ..)
            FLOOR("time" TO WEEK) < TIMESTAMP '2026-01-06 00:00:00' | [.., 2026-01-11T00:00:00Z)
            FLOOR("time" TO SECOND) = TIMESTAMP '2026-01-04 00:00:07' | [2026-01-04T00:00:07Z, 2026-01-04T00:00:08Z)
            CEIL("time" TO YEAR) = TIMESTAMP '2026-01-01 00:00:00' | [2025-01-01T00:00:01Z, 2026-01-01T00:00:01Z)
            CEIL("time" TO QUARTER) = TIMESTAMP '2026-04-01 00:00:00' | [2026-01-01T00:00:01Z, 2026-04-01T00:00:01Z)
            CEIL("time" TO DAY) <= TIMESTAMP '2026-02-01 00:00:00' | [.., 2026-02-01T00:00:01Z)
            CEIL("time" TO WEEK) = TIMESTAMP '2026-01-11 00:00:00' | [2026-01-04T00:00:01Z, 2026-01-11T00:00:01Z)
            CEIL("time" TO HOUR) = TIMESTAMP '2026-02-01 15:00:00' | [2026-02-01T14:00:01Z, 2026-02-01T15:00:01Z)
            CEIL("time" TO MINUTE) > TIMESTAMP '2026-02-01 15:00:30' | [2026-02-01T15:00:01Z, ..)
            """)
    void aTimeRoundedToAnyUnitHasItsRange(String where, String ranges, @InHsqldb String hsqldb) throws Exception {
        assertRanges(where, ranges, hsqldb);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            EXTRACT(YEAR FROM "time") = 1960 | [1960-01-01T00:00:00Z, 1961-01-01T00:00:00Z)
            EXTRACT(YEAR FROM "time") = 2040 | [2040-01-01T00:00:00Z, 2041-01-01T00:00:00Z)
            EXTRACT(YEAR FROM "time") < 1970 | [.., 1970-01-01T00:00:00Z)
            EXTRACT(YEAR FROM "time") BETWEEN 2024 AND 2025 | [2024-01-01T00:00:00Z, 2026-01-01T00:00:00Z)
            EXTRACT(YEAR FROM "time") NOT IN (2024, 2026) | [.., 2024-01-01T00:00:00Z) u [2025-01-01T00:00:00Z, 2026-01-01T00:00:00Z) u [2027-01-01T00:00:00Z, ..)
            EXTRACT(YEAR FROM "time") <> 2026 | [.., 2026-01-01T00:00:00Z) u [2027-01-01T00:00:00Z, ..)
            EXTRACT(YEAR FROM "time") + 1 = 2027 | [2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z)
            EXTRACT(YEAR FROM "time") = 2026 AND EXTRACT(MONTH FROM "time") IN (1, 2, 12) | [2026-01-01T00:00:00Z, 2026-03-01T00:00:00Z) u [2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z)
            EXTRACT(YEAR FROM "time") = 2026 AND NOT (EXTRACT(MONTH FROM "time") = 1) | [2026-02-01T00:00:00Z, 2027-01-01T00:00:00Z)
            EXTRACT(YEAR FROM "time") = 2026 AND EXTRACT(MONTH FROM "time") = 2 AND EXTRACT(DAY FROM "time") = 29 | none
            EXTRACT(YEAR FROM "time") = 2026 AND EXTRACT(QUARTER FROM "time") <> 4 | [2026-01-01T00:00:00Z, 2026-10-01T00:00:00Z)
            EXTRACT(YEAR FROM "time") = 2026 AND EXTRACT(QUARTER FROM "time") IN (1, 3) | [2026-01-01T00:00:00Z, 2026-04-01T00:00:00Z) u [2026-07-01T00:00:00Z, 2026-10-01T00:00:00Z)
            EXTRACT(ISOYEAR FROM "time") = 2026 AND EXTRACT(WEEK FROM "time") = 1 | [2025-12-29T00:00:00Z, 2026-01-05T00:00:00Z)
            EXTRACT(ISOYEAR FROM "time") = 2020 AND EXTRACT(WEEK FROM "time") = 53 | [2020-12-28T00:00:00Z, 2021-01-04T00:00:00Z)
            EXTRACT(ISOYEAR FROM "time") BETWEEN 2025 AND 2026 | [2024-12-30T00:00:00Z, 2027-01-04T00:00:00Z)
            CAST("time" AS DATE) BETWEEN DATE '2026-02-02' AND DATE '2026-02-08' AND DAYOFWEEK("time") IN (1, 7) | [2026-02-07T00:00:00Z, 2026-02-09T00:00:00Z)
            CAST("time" AS DATE) BETWEEN DATE '2026-02-02' AND DATE '2026-02-08' AND EXTRACT(ISODOW FROM "time") > 5 | [2026-02-07T00:00:00Z, 2026-02-09T00:00:00Z)
            CAST("time" AS DATE) = DATE '2026-02-01' AND EXTRACT(HOUR FROM "time") NOT BETWEEN 1 AND 22 | [2026-02-01T00:00:00Z, 2026-02-01T01:00:00Z) u [2026-02-01T23:00:00Z, 2026-02-02T00:00:00Z)
            CAST("time" AS DATE) = DATE '2026-02-01' AND EXTRACT(HOUR FROM "time") = 9 AND EXTRACT(MINUTE FROM "time") = 30 | [2026-02-01T09:30:00Z, 2026-02-01T09:31:00Z)
            YEAR("time") = 2026 AND QUARTER("time") = 2 | [2026-04-01T00:00:00Z, 2026-07-01T00:00:00Z)
            DAYOFWEEK("time") = 1 AND CAST("time" AS DATE) BETWEEN DATE '2026-02-01' AND DATE '2026-02-09' | [2026-02-01T00:00:00Z, 2026-02-02T00:00:00Z) u [2026-02-08T00:00:00Z, 2026-02-09T00:00:00Z)
            """)
    void aPartOfABoundedTimeHasItsRanges(String where, String ranges, @InHsqldb String hsqldb) throws Exception {
        assertRanges(where, ranges, hsqldb);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NOT ("time" > TIMESTAMP '2026-01-01 00:00:00' OR NOT ("time" > TIMESTAMP '2025-01-01 00:00:00')) | [2025-01-01T00:00:01Z, 2026-01-01T00:00:01Z)
            NOT (NOT (NOT (start_time >= 100))) | [.., 1970-01-01T00:01:40Z)
            NOT (start_time >= 100 AND (start_time < 50 OR start_time > 200)) | [.., 1970-01-01T00:03:21Z)
            start_time >= 100 AND NOT (start_time = 150 OR start_time BETWEEN 160 AND 169) | [1970-01-01T00:01:40Z, 1970-01-01T00:02:30Z) u [1970-01-01T00:02:31Z, 1970-01-01T00:02:40Z) u [1970-01-01T00:02:50Z, ..)
            (start_time < 100 OR start_time >= 200) AND (start_time < 50 OR start_time >= 300) | [.., 1970-01-01T00:00:50Z) u [1970-01-01T00:05:00Z, ..)
            CASE WHEN metric = 'a' THEN start_time < 100 ELSE start_time < 200 END | [.., 1970-01-01T00:03:20Z)
            (start_time < 100) = TRUE | [.., 1970-01-01T00:01:40Z)
            (start_time < 100) IS NOT TRUE | [1970-01-01T00:01:40Z, ..)
            (start_time < 100) <> (start_time < 50) | [1970-01-01T00:00:50Z, 1970-01-01T00:01:40Z)
            """)
    void connectivesInsideOneAnotherJoinRanges(String where, String ranges, @InHsqldb String hsqldb) throws Exception {
        assertRanges(where, ranges, hsqldb);
    }

    /**
     * Endless series of hours or days, unknown columns, and months: 30 January and 31 January both become 29 February,
     * so that the range between may be too wide.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            EXTRACT(HOUR FROM "time") = 9 | every
            EXTRACT(WEEK FROM "time") = 1 | every
            EXTRACT(QUARTER FROM "time") = 1 | every
            MOD(start_time, 86400) = 0 | every
            "time" + INTERVAL '1' MONTH > TIMESTAMP '2024-02-29 00:00:00' | [2024-01-29T00:00:01Z, ..)
            start_time = start_time + 1 | every
            metric = 'a' OR start_time = 100 | every
            start_time = ticket_id | every
            start_time < ticket_id AND ticket_id < 100 | every
            """)
    void theseConditionsHaveWiderRangesThanTheirEvents(String where, String ranges, @InHsqldb String hsqldb)
            throws Exception {
        assertRanges(where, ranges, hsqldb);
    }

    private static void assertRanges(String where, String ranges, String hsqldb) throws Exception {
        conditions.leaves(where, ranges);
        conditions.agreesWithHsqldb(where, hsqldb);
    }
}
