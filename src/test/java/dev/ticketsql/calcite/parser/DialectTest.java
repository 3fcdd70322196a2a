package dev.ticketsql.calcite.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.InHsqldb;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SqlAssert;
import dev.ticketsql.testing.TestAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of PostgreSQL and BI tools that are not the standard's, with their answers. */
@Tag("time-zones")
final class DialectTest {

    @AutoClose
    private static TestAccount account;

    /** Ten events, one each day from Sunday 2026-03-01 noon on; ids 0 to 9, even ones by mail. */
    @BeforeAll
    static void open() throws Exception {
        long firstSec = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();
        account = TestAccount.of(LongStream.range(0, 10)
                .mapToObj(
                        day -> EventBuilder.audit(day, firstSec + day * 86_400, day, day % 2 == 0 ? "Mail" : "Web form")
                                .build())
                .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT COUNT(*) FROM ticket_events WHERE via != 'Mail'                                  ¦ 5
            SELECT COUNT(*) FROM ticket_events WHERE id % 3 = 0                                     ¦ 4 ¦ SELECT COUNT(*) FROM ticket_events WHERE MOD(id, 3) = 0
            SELECT via, COUNT(*) FROM ticket_events GROUP BY 1 ORDER BY 1                           ¦ Mail, 5, Web form, 5 ¦ SELECT via, COUNT(*) FROM ticket_events GROUP BY via ORDER BY 1
            SELECT via AS channel, COUNT(*) FROM ticket_events GROUP BY channel ORDER BY channel    ¦ Mail, 5, Web form, 5
            SELECT via, COUNT(*) AS n FROM ticket_events WHERE id > 0 GROUP BY via HAVING n > 4     ¦ Web form, 5 ¦ SELECT via, COUNT(*) AS n FROM ticket_events WHERE id > 0 GROUP BY via HAVING COUNT(*) > 4
            SELECT COUNT(*) AS count, MAX(id) AS value FROM ticket_events                           ¦ 10, 9
            SELECT id::VARCHAR || '!' FROM ticket_events WHERE id = 7                               ¦ 7! ¦ SELECT CAST(id AS VARCHAR(20)) || '!' FROM ticket_events WHERE id = 7
            SELECT COUNT(*) FROM ticket_events WHERE "time"::DATE = DATE '2026-03-04'               ¦ 1 ¦ SELECT COUNT(*) FROM ticket_events WHERE CAST("time" AS DATE) = DATE '2026-03-04'
            SELECT COUNT(*) FROM ticket_events WHERE via ILIKE 'MAIL'                               ¦ 5 ¦ SELECT COUNT(*) FROM ticket_events WHERE UPPER(via) LIKE 'MAIL'
            SELECT COUNT(*) FROM ticket_events WHERE "time" < NOW()                                 ¦ 10
            SELECT LENGTH(via), LEFT(via, 3) FROM ticket_events WHERE id = 1                        ¦ 8, Web
            SELECT DATE_TRUNC('month', "time") FROM ticket_events WHERE id = 3                      ¦ 2026-03-01 00:00:00 ¦ SELECT TRUNC("time", 'MM') FROM ticket_events WHERE id = 3
            SELECT DATE_TRUNC('quarter', "time") FROM ticket_events WHERE id = 3                    ¦ 2026-01-01 00:00:00 ¦ SELECT ADD_MONTHS(TRUNC("time", 'YYYY'), 3 * (QUARTER("time") - 1)) FROM ticket_events WHERE id = 3
            SELECT DATE_TRUNC('year', "time") FROM ticket_events WHERE id = 3                       ¦ 2026-01-01 00:00:00 ¦ SELECT TRUNC("time", 'YYYY') FROM ticket_events WHERE id = 3
            SELECT DATE_TRUNC('HOUR', "time") FROM ticket_events WHERE id = 3                       ¦ 2026-03-04 12:00:00 ¦ SELECT TRUNC("time", 'HH') FROM ticket_events WHERE id = 3
            SELECT DATE_TRUNC('week', "time") FROM ticket_events WHERE id = 0                       ¦ 2026-02-23 00:00:00 ¦ SELECT TRUNC("time", 'IW') FROM ticket_events WHERE id = 0
            SELECT DATE_TRUNC('week', "time") FROM ticket_events WHERE id = 1                       ¦ 2026-03-02 00:00:00 ¦ SELECT TRUNC("time", 'IW') FROM ticket_events WHERE id = 1
            SELECT DATE_TRUNC('week', "time") FROM ticket_events WHERE id = 7                       ¦ 2026-03-02 00:00:00 ¦ SELECT TRUNC("time", 'IW') FROM ticket_events WHERE id = 7
            SELECT DATE_TRUNC('week', "time") w, COUNT(*) FROM ticket_events GROUP BY w ORDER BY w LIMIT 1 ¦ 2026-02-23 00:00:00, 1 ¦ SELECT TRUNC("time", 'IW') w, COUNT(*) FROM ticket_events GROUP BY w ORDER BY w LIMIT 1
            SELECT AVG(id) FROM ticket_events                                                       ¦ 4.5 ¦ SELECT AVG(CAST(id AS DOUBLE)) FROM ticket_events
            SELECT CASE WHEN id = 7 THEN 'x' ELSE 'long' END || '!' FROM ticket_events WHERE id = 7 ¦ x! ¦ SELECT RTRIM(CASE WHEN id = 7 THEN 'x' ELSE 'long' END) || '!' FROM ticket_events WHERE id = 7
            SELECT id FROM ticket_events ORDER BY id LIMIT 8, 1                                     ¦ 8
            SELECT 1 + 1                                                                            ¦ 2 ¦ VALUES (1 + 1)
            """)
    void eachStatementHasItsAnswer(String sql, String expected, @InHsqldb String hsqldb) throws Exception {
        SqlAssert statement = account.sql(sql);
        assertEquals(expected, String.join(", ", statement.rows()));
        statement.agreesWithHsqldb(hsqldb);
    }

    /** PostgreSQL's rule, and not MySQL's: an alias means a column only where no column has its name. */
    @Test
    void inGroupByAColumnComesBeforeAnAlias() throws Exception {
        account.sql("SELECT via, COUNT(*) FROM (SELECT via, id AS x FROM ticket_events WHERE id IN (2, 4))"
                        + " GROUP BY x, via")
                .returns("Mail, 1", "Mail, 1")
                .agreesWithHsqldb();
        SQLException refusal = assertThrows(
                SQLException.class, () -> rows("SELECT event_type AS via, COUNT(*) FROM ticket_events GROUP BY via"));
        assertEquals("Expression 'event_type' is not being grouped", messageOf(refusal));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT id FROM ticket_events WHERE DATE_TRUNC('month', "time") = TIMESTAMP '2026-03-01 00:00:00' ¦ window=[2026-03-01T00:00:00Z, 2026-04-01T00:00:00Z) ¦ SELECT id FROM ticket_events WHERE TRUNC("time", 'MM') = TIMESTAMP '2026-03-01 00:00:00'
            SELECT id FROM ticket_events WHERE "time"::DATE = DATE '2026-03-01'                              ¦ window=[2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z) ¦ SELECT id FROM ticket_events WHERE CAST("time" AS DATE) = DATE '2026-03-01'
            SELECT id FROM ticket_events WHERE "time" != TIMESTAMP '2026-03-01 00:00:00' AND start_time >= 1772323200 ¦ window=[2026-03-01T00:00:01Z, ..)
            """)
    void aConditionHasTheRangeOfItsStandardSpelling(String sql, String window, @InHsqldb String hsqldb)
            throws Exception {
        account.sql(sql).plan(window).runsInTheEngine().agreesWithHsqldb(hsqldb);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            TIMESTAMPDIFF(DAY, "time", DATE '2026-01-08') < 7              ¦ window=[2026-01-01T00:00:01Z, ..) ¦ (1767830400 - start_time) / 86400 < 7
            "time" - DATE '2026-01-08' >= INTERVAL '1' DAY                 ¦ window=[2026-01-09T00:00:00Z, ..) ¦ "time" >= TIMESTAMP '2026-01-09 00:00:00'
            TIMESTAMPDIFF(MONTH, DATE '2026-01-01', "time") = 0            ¦ window=[2025-12-01T00:00:00Z, 2026-02-01T00:00:00Z) ¦ "time" > TIMESTAMP '2025-12-01 00:00:00' AND "time" < TIMESTAMP '2026-02-01 00:00:00'
            TIMESTAMPDIFF(MONTH, CAST("time" AS DATE), TIMESTAMP '2026-02-01 00:00:00') >= 1 ¦ window=[.., 2026-01-02T00:00:00Z) ¦ "time" < TIMESTAMP '2026-01-02 00:00:00'
            """)
    void aDifferenceOfADateAndATimestampMovesTheRange(String where, String window, String inHsqldb) throws Exception {
        account.sql("SELECT id FROM ticket_events WHERE " + where)
                .plan(window)
                .runsInTheEngine()
                .agreesWithHsqldb("SELECT id FROM ticket_events WHERE " + inHsqldb);
    }

    @Test
    void rowsInParenthesesAreDistinctAsTheirColumnsAre() throws Exception {
        String pairs = String.valueOf(account.sql("SELECT DISTINCT via, type FROM ticket_events")
                .agreesWithHsqldb()
                .rows()
                .size());
        account.sql("SELECT COUNT(DISTINCT (via, type)) FROM ticket_events").returns(pairs);
        account.sql("SELECT COUNT(*) FROM (SELECT DISTINCT (via, type) FROM ticket_events) t")
                .returns(pairs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            SELECT DATE_TRUNC('eon', "time") FROM ticket_events    ¦ DATE_TRUNC knows no unit 'eon': write one of 'year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'
            """)
    void anUnknownUnitIsRefusedWithTheKnownOnes(String sql, String message) {
        assertEquals(message, messageOf(assertThrows(SQLException.class, () -> rows(sql))));
    }

    /**
     * HSQLDB has no functions on JSON. Calcite's own JSON_EXISTS is true for every path with a wildcard or a filter.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            [{"a":1},{"b":2}] ¦ $[*].a                    ¦ true
            [{"a":1},{"b":2}] ¦ $[*].c                    ¦ false
            [{"a":1},{"b":2}] ¦ $[?(@.a == 1)]            ¦ true
            [{"a":1},{"b":2}] ¦ $[?(@.a == 2)]            ¦ false
            [{"a":1},{"b":2}] ¦ $..b                      ¦ true
            [{"a":1},{"b":2}] ¦ $..c                      ¦ false
            [{"a":1},{"b":2}] ¦ lax $[*].b                ¦ true
            [{"a":null}]      ¦ $[*].a                    ¦ true
            []                ¦ $[*]                      ¦ false
            [{"a":1}]         ¦ $[0].a                    ¦ true
            [{"a":1}]         ¦ $[0].b                    ¦ false
            no json           ¦ $[*].a                    ¦ false
            """)
    void aJsonPathExistsWhereItLeadsSomewhere(String json, String path, String exists) throws Exception {
        assertEquals(
                List.of(exists, "null"),
                rows("SELECT JSON_EXISTS('" + json + "', '" + path + "'), JSON_EXISTS(CAST(NULL AS VARCHAR), '" + path
                        + "')"));
    }

    @Test
    void aFilterInTheStandardsSpellingIsNotSilentlyFalse() {
        for (String function : List.of("JSON_EXISTS", "JSON_VALUE", "JSON_QUERY")) {
            assertEquals(
                    "JSON path 'lax $[*] ?(@.a == 1)': write a filter between brackets, as in"
                            + " '$[?(@.event_type == \"Comment\")]'",
                    messageOf(assertThrows(
                            SQLException.class,
                            () -> rows("SELECT " + function + "(child_events, 'lax $[*] ?(@.a == 1)')"
                                    + " FROM ticket_events"))));
        }
    }

    private static String messageOf(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return String.valueOf(reason.getMessage());
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Statement statement = account.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return RowTexts.read(rows).stream()
                    .flatMap(row -> List.of(row.split(", ")).stream())
                    .toList();
        }
    }
}
