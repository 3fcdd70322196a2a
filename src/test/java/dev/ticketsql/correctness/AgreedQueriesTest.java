package dev.ticketsql.correctness;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.TestAccount;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of every kind, run in the mirror's engine, with the rows that HSQLDB answers. */
@Tag("time-zones")
final class AgreedQueriesTest {

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM ticket_events WHERE ticket_id > 0",
                "SELECT via, id FROM ticket_events",
                "SELECT via, COUNT(*), MAX(ticket_id) FROM ticket_events GROUP BY via",
                "SELECT DISTINCT type, via FROM ticket_events",
                "SELECT COUNT(*), MIN(via) FROM ticket_events WHERE ticket_id > 0",
                "SELECT COUNT(*), MIN(via) FROM ticket_events WHERE id = -99",
                "SELECT id, ticket_id FROM ticket_events ORDER BY ticket_id NULLS LAST, id DESC",
                "SELECT id, via FROM ticket_events ORDER BY id OFFSET 3 ROWS FETCH NEXT 5 ROWS ONLY",
                "SELECT COUNT(*) FROM (SELECT DISTINCT via FROM ticket_events FETCH FIRST 3 ROWS ONLY) t",
                "SELECT COUNT(*) FROM (SELECT DISTINCT via FROM ticket_events OFFSET 3 ROWS) t",
                "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.ticket_id = b.instance_id",
                "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.via < b.client",
                "SELECT a.id, b.id FROM ticket_events a LEFT JOIN ticket_events b ON a.ticket_id = b.instance_id",
                "SELECT via FROM ticket_events UNION SELECT client FROM ticket_events",
                "SELECT via, id FROM ticket_events UNION ALL SELECT client, ticket_id FROM ticket_events",
            })
    void everyRelationalOperatorRunsInTheEngine(String sql) throws Exception {
        account.sql(sql).runsInTheEngine().agreesWithHsqldb();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, via FROM ticket_events ORDER BY via NULLS FIRST, id",
                "SELECT id, via FROM ticket_events ORDER BY via NULLS LAST, id",
                "SELECT id, via FROM ticket_events ORDER BY via DESC NULLS FIRST, id DESC",
                "SELECT id, ticket_id FROM ticket_events ORDER BY ticket_id DESC NULLS LAST, id",
                "SELECT id, latitude FROM ticket_events ORDER BY latitude NULLS LAST, longitude DESC NULLS FIRST, id",
                "SELECT id, \"time\" FROM ticket_events ORDER BY ticket_id DESC, id",
                "SELECT id FROM ticket_events ORDER BY id OFFSET 5 ROWS FETCH NEXT 7 ROWS ONLY",
                "SELECT id FROM ticket_events ORDER BY id LIMIT 7 OFFSET 80",
                "SELECT id FROM ticket_events ORDER BY id LIMIT 7 OFFSET 1000",
                "SELECT id, via FROM ticket_events WHERE via IS NOT NULL ORDER BY type NULLS FIRST, id DESC LIMIT 9",
                "SELECT via AS channel, id FROM ticket_events ORDER BY channel NULLS FIRST, 2",
            })
    void ordersAndLimitsRunInTheEngine(String sql) throws Exception {
        account.sql(sql).runsInTheEngine().agreesWithHsqldb();
    }

    /** Not by that of their time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT CAST(\"time\" AS DATE), ticket_id FROM ticket_events ORDER BY 1, 2 NULLS LAST LIMIT 12",
                "SELECT CAST(\"time\" AS DATE), ticket_id FROM ticket_events ORDER BY 1 DESC, 2 NULLS FIRST LIMIT 7",
                "SELECT CAST(\"time\" AS DATE), ticket_id, id FROM ticket_events ORDER BY 1, 2 NULLS LAST, 3 OFFSET 9 ROWS",
                "SELECT CAST(\"time\" AS DATE), UPPER(via), id FROM ticket_events ORDER BY 1, 3 LIMIT 30",
            })
    void aDayIsOrderedByTheNextKey(String sql) throws Exception {
        account.sql(sql).agreesWithHsqldb();
    }

    @Test
    void anOrderStandsBesideAFunction() throws Exception {
        account.sql("SELECT UPPER(via), id FROM ticket_events ORDER BY id LIMIT 3")
                .runsInTheEngine()
                .agreesWithHsqldb();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT MAX(DATE '1999-12-31'), COUNT(e.c1), COUNT(*) FROM (SELECT MIN(metric) AS c1, instance_id, longitude FROM ticket_events GROUP BY instance_id, longitude) AS e",
                "SELECT COUNT(c1), COUNT(*) FROM (SELECT MIN(metric) AS c1, instance_id, AVG(ticket_id) AS c2 FROM ticket_events GROUP BY instance_id) AS e",
                "SELECT MAX(events), MAX(DATE '1999-12-31') FROM (SELECT type, COUNT(*) AS events FROM ticket_events GROUP BY type) AS e",
            })
    void anAggregateOfAnAggregateIsAnswered(String sql) throws Exception {
        account.sql(sql).agreesWithHsqldb();
    }

    /** Calcite's own rule, as of Oracle and PostgreSQL: NULL is larger than every value. HSQLDB's: NULL is smallest. */
    @Test
    void withoutASayNullsAreLargest() throws Exception {
        account.sql("SELECT id, via FROM ticket_events ORDER BY via, id")
                .runsInTheEngine()
                .agreesWithHsqldb("SELECT id, via FROM ticket_events ORDER BY via NULLS LAST, id");
        account.sql("SELECT id, via FROM ticket_events ORDER BY via DESC, id")
                .runsInTheEngine()
                .agreesWithHsqldb("SELECT id, via FROM ticket_events ORDER BY via DESC NULLS FIRST, id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT DISTINCT via FROM ticket_events",
                "SELECT DISTINCT type, metric FROM ticket_events",
                "SELECT DISTINCT CAST(\"time\" AS DATE) FROM ticket_events WHERE via LIKE '%i%'",
                "SELECT COUNT(*) FROM (SELECT DISTINCT via, client FROM ticket_events)",
                "SELECT CAST(\"time\" AS DATE), COUNT(*) FROM ticket_events GROUP BY CAST(\"time\" AS DATE)",
                "SELECT EXTRACT(YEAR FROM \"time\"), EXTRACT(MONTH FROM \"time\"), COUNT(*) FROM ticket_events "
                        + "GROUP BY EXTRACT(YEAR FROM \"time\"), EXTRACT(MONTH FROM \"time\")",
                "SELECT MOD(id, 7), MIN(via) FROM ticket_events WHERE id > 0 GROUP BY MOD(id, 7)",
                "SELECT CASE WHEN ticket_id > 0 THEN 'more' WHEN ticket_id IS NULL THEN 'none' ELSE 'less' END, COUNT(*) "
                        + "FROM ticket_events "
                        + "GROUP BY CASE WHEN ticket_id > 0 THEN 'more' WHEN ticket_id IS NULL THEN 'none' ELSE 'less' END",
                "SELECT via, COUNT(*) FROM ticket_events GROUP BY via HAVING COUNT(*) > 3 AND MIN(id) < 0",
                "SELECT via, type, COUNT(*) FROM ticket_events GROUP BY via, type HAVING MAX(ticket_id) IS NULL",
                "SELECT type, COUNT(*) AS n FROM ticket_events GROUP BY type ORDER BY n DESC, type NULLS LAST",
                "SELECT \"time\", COUNT(*) FROM ticket_events GROUP BY \"time\" ORDER BY \"time\" LIMIT 5",
                "SELECT via FROM ticket_events WHERE id < 0 UNION SELECT client FROM ticket_events WHERE id > 0",
                "SELECT via FROM ticket_events WHERE id < 0 UNION ALL SELECT client FROM ticket_events WHERE id > 0",
                "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.ticket_id = b.instance_id AND a.via = b.via",
                "SELECT a.id, b.id FROM ticket_events a LEFT JOIN ticket_events b ON a.id = b.ticket_id AND b.via <> 'x'",
                "SELECT a.via, COUNT(*), COUNT(b.id) FROM ticket_events a LEFT JOIN ticket_events b ON a.id = b.ticket_id "
                        + "GROUP BY a.via",
                "WITH mails AS (SELECT id, \"time\" FROM ticket_events WHERE via = 'Email') "
                        + "SELECT a.id, b.id FROM mails a JOIN mails b ON a.\"time\" = b.\"time\"",
                "SELECT COUNT(*) FROM ticket_events WHERE via IN ('Email', 'Привет', '日本語', 'e\u0301', '👩‍👩‍👧')",
            })
    void groupsSetsAndJoinsRunInTheEngine(String sql) throws Exception {
        account.sql(sql).runsInTheEngine().agreesWithHsqldb();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT via FROM ticket_events WHERE id < 0 INTERSECT SELECT client FROM ticket_events WHERE id > 0",
                "SELECT via FROM ticket_events EXCEPT SELECT client FROM ticket_events WHERE id < 3",
                "SELECT a.id, b.id FROM ticket_events a RIGHT JOIN ticket_events b ON a.id = b.ticket_id",
                "SELECT a.id, b.id FROM ticket_events a FULL JOIN ticket_events b ON a.id = b.ticket_id",
                "SELECT COUNT(*) FROM ticket_events a CROSS JOIN (VALUES (1), (2)) AS v (n)",
                "SELECT id FROM ticket_events a WHERE EXISTS "
                        + "(SELECT 1 FROM ticket_events b WHERE b.ticket_id = a.id AND b.via IS NOT NULL)",
                "SELECT id FROM ticket_events a WHERE NOT EXISTS "
                        + "(SELECT 1 FROM ticket_events b WHERE b.ticket_id = a.id)",
                "SELECT id FROM ticket_events WHERE via IN (SELECT client FROM ticket_events WHERE id < 0)",
                "SELECT id FROM ticket_events WHERE id NOT IN "
                        + "(SELECT ticket_id FROM ticket_events WHERE ticket_id IS NOT NULL)",
                // NULL among the values: nobody is known not to be in there.
                "SELECT id FROM ticket_events WHERE id NOT IN (SELECT ticket_id FROM ticket_events)",
                "SELECT id, (SELECT MAX(b.id) FROM ticket_events b WHERE b.via = a.via) FROM ticket_events a",
                "SELECT id FROM ticket_events a WHERE ticket_id > (SELECT MIN(b.ticket_id) FROM ticket_events b "
                        + "WHERE b.type = a.type)",
                "SELECT id FROM ticket_events WHERE \"time\" = (SELECT MAX(\"time\") FROM ticket_events)",
                "SELECT id, UPPER(type), CHAR_LENGTH(type), SUBSTRING(type FROM 2 FOR 3), type || '!' FROM ticket_events",
                "SELECT id FROM ticket_events WHERE POSITION('a' IN type) > 0 AND EXTRACT(YEAR FROM \"time\") = 2020",
                "SELECT COUNT(*) FROM ticket_events WHERE UPPER(via) = 'EMAIL'",
                "SELECT id, id / 7, ticket_id + 1, latitude * 2 FROM ticket_events WHERE ticket_id < 1000",
                "SELECT id, 'Ünïcödé → 日本語 🎫', via FROM ticket_events WHERE via = '日本語'",
                "SELECT id, via FROM ticket_events WHERE UPPER(type) = 'BREACH' ORDER BY via NULLS FIRST, id LIMIT 3",
            })
    void subqueriesAndExpressionsRunInTheEngine(String sql) throws Exception {
        account.sql(sql).runsInTheEngine().agreesWithHsqldb();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM ticket_events WHERE COALESCE(ticket_id, -1) = 0",
                "SELECT id FROM ticket_events WHERE COALESCE(ticket_id, -1) = 0 OR UPPER(type) = 'X'",
                "SELECT id FROM ticket_events WHERE COALESCE(ticket_id, 5) < 3 OR UPPER(type) = 'X'",
                "SELECT id FROM ticket_events WHERE COALESCE(latitude, 5) < 3 OR UPPER(type) = 'X'",
                "SELECT id FROM ticket_events WHERE COALESCE(ticket_id, -1) IN (0, 1, 2) OR UPPER(type) = 'X'",
                "SELECT id FROM ticket_events WHERE 946684799 > COALESCE(ticket_id, start_time) OR UPPER(type) = 'X'",
                "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b "
                        + "ON a.id = b.id AND (COALESCE(a.ticket_id, -1) = 0 OR UPPER(b.type) = 'X')",
                "SELECT type, COUNT(*) FROM ticket_events GROUP BY type "
                        + "HAVING COALESCE(MIN(ticket_id), -1) = 0 OR UPPER(type) = 'X'",
            })
    void aNullThatStandsForAnotherValueIsNotZero(String sql) throws Exception {
        account.sql(sql).agreesWithHsqldb();
    }

    /** HSQLDB has no window functions over partitions: a correlated count gives the same numbers. */
    @Test
    void windowFunctionsRunInTheEngine() throws Exception {
        account.sql("SELECT id, ROW_NUMBER() OVER (PARTITION BY type ORDER BY id) FROM ticket_events")
                .runsInTheEngine()
                .agreesWithHsqldb("""
                        SELECT id, (SELECT COUNT(*) FROM ticket_events b
                            WHERE b.type IS NOT DISTINCT FROM a.type AND b.id <= a.id) FROM ticket_events a""");
        account.sql("SELECT id, COUNT(*) OVER (PARTITION BY via), MAX(id) OVER (PARTITION BY via) FROM ticket_events")
                .runsInTheEngine()
                .agreesWithHsqldb("""
                        SELECT id, (SELECT COUNT(*) FROM ticket_events b WHERE b.via IS NOT DISTINCT FROM a.via),
                            (SELECT MAX(id) FROM ticket_events b WHERE b.via IS NOT DISTINCT FROM a.via)
                        FROM ticket_events a""");
        account.sql("SELECT id, LAG(id) OVER (ORDER BY id) FROM ticket_events")
                .runsInTheEngine()
                .agreesWithHsqldb(
                        "SELECT id, (SELECT MAX(id) FROM ticket_events b WHERE b.id < a.id) FROM ticket_events a");
    }

    /** The newest event of each ticket, as reports ask for it. */
    @Test
    void theFirstOfEachGroupIsFoundByRowNumber() throws Exception {
        account.sql("""
                        SELECT type, id FROM (
                            SELECT type, id, ROW_NUMBER() OVER (PARTITION BY type ORDER BY "time" DESC, id) AS n
                            FROM ticket_events) WHERE n = 1""").agreesWithHsqldb("""
                        SELECT type, id FROM ticket_events a WHERE NOT EXISTS (
                            SELECT 1 FROM ticket_events b WHERE b.type IS NOT DISTINCT FROM a.type
                            AND (b."time" > a."time" OR (b."time" = a."time" AND b.id < a.id)))""");
    }

    /** HSQLDB has no functions on JSON: the rows' numbers are known. */
    @Test
    void jsonFunctionsRunInTheEngine() throws Exception {
        account.sql("SELECT JSON_VALUE(metadata, '$.row'), JSON_VALUE(metadata, '$.text') FROM ticket_events "
                        + "WHERE JSON_EXISTS(metadata, '$.row') AND JSON_VALUE(metadata, '$.row') = '7'")
                .runsInTheEngine()
                .returns("7, it's 🎫");
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE JSON_VALUE(metadata, '$.row' RETURNING INTEGER) < 10")
                .runsInTheEngine()
                .returns("8");
        account.sql("SELECT JSON_QUERY(child_events, '$[0]') FROM ticket_events WHERE child_events LIKE '%: 5}%'")
                .returns("{\"id\":5}");
    }

    static Stream<String> emptyAnswers() {
        return Stream.of(
                "SELECT COUNT(*), SUM(id), MIN(via) FROM ticket_events WHERE via = 'nowhere'",
                "SELECT via, COUNT(*) FROM ticket_events WHERE via = 'nowhere' GROUP BY via",
                "SELECT COUNT(*), MAX(\"time\") FROM ticket_events WHERE start_time > 5 AND start_time < 5",
                "SELECT COUNT(*) FROM ticket_events WHERE \"time\" < TIMESTAMP '1960-01-01 00:00:00'",
                "SELECT id FROM ticket_events WHERE ticket_id = NULL");
    }

    @ParameterizedTest
    @MethodSource("emptyAnswers")
    void noRowsAreNoError(String sql) throws Exception {
        account.sql(sql).agreesWithHsqldb();
    }

    @Test
    void aListOfValuesIsAConditionOfTheEngineUntilItIsLong() throws Exception {
        String fifty = IntStream.range(0, 50).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE ticket_id IN (" + fifty + ")")
                .runsInTheEngine()
                .agreesWithHsqldb();
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE ticket_id NOT IN (" + fifty + ")")
                .runsInTheEngine()
                .agreesWithHsqldb();
        String thousand = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE UPPER(via) <> 'x' AND ticket_id IN (" + thousand + ")")
                .runsInTheEngine()
                .agreesWithHsqldb();
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE ticket_id + MOD(id, 7) NOT IN (" + thousand + ")")
                .agreesWithHsqldb();
    }
}
