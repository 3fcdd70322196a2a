package dev.ticketsql.correctness;

import dev.ticketsql.testing.RowsOfAllKinds;
import dev.ticketsql.testing.TestAccount;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements that Calcite's planner answers wrongly, or that an earlier planner of ours refused or answered wrongly.
 */
final class PlannerRegressionsTest {

    @AutoClose
    private static final TestAccount account = RowsOfAllKinds.account();

    private static void assertAgreed(String sql) throws Exception {
        account.sql(sql).agreesWithHsqldb(sql.replace("office.", ""));
    }

    @Test
    void aPlanWhoseBestOperatorIsForAWhileItsOwnInputIsFound() throws Exception {
        assertAgreed("""
                SELECT t1.body
                FROM ticket_comments t1
                JOIN (SELECT (SELECT MIN(type) FROM ticket_events) AS c2,
                             EXTRACT(YEAR FROM TIMESTAMP '1970-01-01 00:00:00') AS c4
                      FROM (SELECT LOWER(other) AS c2 FROM ticket_events WHERE ticket_id = 2020) t3
                      WHERE (CAST(NULL AS BOOLEAN) AND 7 IN (SELECT event_id FROM ticket_field_changes))
                          OR t3.c2 LIKE '[%') t2 ON t2.c2 = t1.body
                LEFT JOIN ticket_field_changes t7 ON t7.event_id = t2.c4
                WHERE NOT EXISTS (SELECT 1 FROM ticket_comments t8 WHERE t8.plain_body = t1.body)""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT e.id FROM ticket_events e CROSS JOIN (SELECT COUNT(*) AS n FROM ticket_events WHERE 1 = 2) t",
                "SELECT e.id FROM ticket_events e CROSS JOIN (SELECT MAX(id) AS n FROM ticket_events WHERE id = 99) t",
                "SELECT e.id FROM ticket_events e LEFT JOIN (SELECT COUNT(*) AS n FROM ticket_events WHERE id = 99) t ON TRUE",
                "SELECT e.id FROM ticket_events e JOIN (SELECT DISTINCT ticket_id FROM ticket_comments) t ON e.ticket_id = t.ticket_id",
                "SELECT v.n FROM (VALUES (1), (2)) AS v (n) CROSS JOIN (SELECT COUNT(*) AS m FROM ticket_events WHERE 1 = 2) t",
            })
    void theAggregateOfNoRowsIsARow(String sql) throws Exception {
        assertAgreed(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM ticket_events e JOIN (SELECT COUNT(*) AS n FROM ticket_events) t ON UPPER(e.via) <> 'x' AND e.id < t.n - 2",
                "SELECT e.id, t.ticket_id FROM ticket_events e LEFT JOIN (SELECT DISTINCT ticket_id FROM ticket_comments) t ON MOD(e.id, 7) < t.ticket_id / 2",
                "SELECT e.id FROM ticket_events e WHERE e.id > (SELECT MAX(CHAR_LENGTH(UPPER(via))) FROM ticket_comments)",
            })
    void aJoinOnNoEqualityAsksTheEngineOnce(String sql) throws Exception {
        assertAgreed(sql);
        account.sql(sql).runsInTheEngine().asksTheEngine(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT updater_id FROM ticket_events WHERE CASE WHEN updater_id <> 2147483648 THEN event_type NOT BETWEEN '' AND 'ü'"
                        + " ELSE NOT (COALESCE(instance_id, updater_id) BETWEEN 2147483648 AND EXTRACT(YEAR FROM \"time\")) END",
                "SELECT id FROM ticket_events WHERE CASE WHEN updater_id <> 5 THEN FALSE"
                        + " ELSE COALESCE(instance_id, updater_id) < 9 OR COALESCE(instance_id, updater_id) > CHAR_LENGTH(UPPER(via)) + 7 END",
            })
    void whatIsLeftOfACoalesceSeesNulls(String sql) throws Exception {
        assertAgreed(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ticket_id, COUNT(*) FROM ticket_events WHERE 1 = 2 GROUP BY ROLLUP (ticket_id)",
                "SELECT ticket_id, COUNT(*), SUM(id) FROM ticket_events WHERE via = 'nowhere' GROUP BY ROLLUP (ticket_id)",
                "SELECT ticket_id, type, MIN(id) FROM ticket_events WHERE via = 'nowhere' GROUP BY CUBE (ticket_id, type)",
                "SELECT type, GROUPING(type) FROM ticket_events WHERE UPPER(via) = 'x' GROUP BY GROUPING SETS ((type), ())",
                "SELECT n, SUM(m) FROM (SELECT id AS n, 1 AS m FROM ticket_events WHERE via = 'nowhere') t GROUP BY ROLLUP (n)",
                "SELECT COUNT(*) FROM ticket_events WHERE via = 'nowhere' GROUP BY ROLLUP (type) HAVING COUNT(*) > 0",
                "SELECT type, metric, GROUPING(type), GROUPING(metric, type), MIN(id), COUNT(DISTINCT via) "
                        + "FROM ticket_events GROUP BY CUBE (type, metric)",
                "SELECT type, COUNT(*) FROM ticket_events GROUP BY ROLLUP (type) HAVING type IS NULL",
                // No total is asked for.
                "SELECT type, metric, COUNT(*) FROM ticket_events WHERE 1 = 2 GROUP BY GROUPING SETS ((type), (metric))",
            })
    void theGrandTotalOfNoRowsIsARow(String sql) throws Exception {
        assertAgreed(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Nothing, of nothing.
                "SELECT DISTINCT 'a' FROM ticket_events e WHERE e.id = (SELECT MAX(c.event_id) FROM ticket_comments c "
                        + "WHERE c.ticket_id = e.ticket_id AND c.ticket_id = -99)",
                "SELECT DISTINCT 'a' FROM (SELECT id, ticket_id FROM ticket_events ORDER BY id LIMIT 3) e "
                        + "WHERE e.id = (SELECT MAX(c.event_id) FROM ticket_comments c WHERE c.ticket_id = e.ticket_id "
                        + "AND c.ticket_id = -99)",
                "SELECT a, COUNT(*), SUM(n), MIN(id) FROM (SELECT 'a' AS a, 1 AS n, e.id FROM ticket_events e WHERE e.id = "
                        + "(SELECT MAX(c.event_id) FROM ticket_comments c WHERE c.ticket_id = e.ticket_id "
                        + "AND c.ticket_id = -99)) t GROUP BY a",
                // Something, of something.
                "SELECT a, COUNT(*), SUM(n), MIN(id) FROM (SELECT 'a' AS a, 1 AS n, e.id FROM ticket_events e WHERE e.id = "
                        + "(SELECT MAX(c.event_id) FROM ticket_comments c WHERE c.ticket_id = e.ticket_id)) t GROUP BY a",
                "SELECT DISTINCT 'a', 7 FROM ticket_events e WHERE e.id <> "
                        + "(SELECT MAX(c.event_id) FROM ticket_comments c WHERE c.ticket_id = e.ticket_id)",
                // Calcite makes such a group of IN with a constant.
                "SELECT CASE WHEN EXISTS (SELECT 1 FROM ticket_comments c WHERE c.\"time\" = r.released) THEN r.version END "
                        + "FROM office.releases r WHERE (-7 IN (SELECT start_time FROM ticket_events)) OR (r.code < 5)",
                "SELECT CASE WHEN EXISTS (SELECT 1 FROM ticket_comments c WHERE c.\"time\" = r.released) THEN r.version END "
                        + "FROM office.releases r WHERE (-1 IN (SELECT updater_id FROM ticket_events)) OR (r.code < 5)",
            })
    void aGroupOfConstantsIsThereIfItsRowsAre(String sql) throws Exception {
        assertAgreed(sql);
    }

    @Test
    void aGroupOfConstantsIsThereIfItsRowsAreAlsoBesideALateralJoin() throws Exception {
        String sql =
                "SELECT DISTINCT 'a' FROM ticket_events e, LATERAL (SELECT MAX(c.event_id) AS n FROM ticket_comments c "
                        + "WHERE c.ticket_id = e.ticket_id AND c.ticket_id = -99) t WHERE t.n = e.id";
        account.sql(sql).returns();
    }

    /** Rows of one column that are equal may be one object, and nested loops know rows by their identity. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'x' FROM ticket_comments t1 FULL JOIN ticket_comments t2 ON 'a' IN ('b')",
                "SELECT t2.is_public FROM ticket_events t1 RIGHT JOIN ticket_comments t2 ON t1.via > t2.via || '~'",
                "SELECT t1.metric, t2.is_public FROM ticket_events t1 FULL JOIN ticket_comments t2 ON t1.start_time > 5000000000",
                "SELECT COUNT(*) FROM ticket_field_changes t1 FULL JOIN ticket_field_changes t2 ON 'a' < CAST(NULL AS VARCHAR(9))",
                "SELECT COUNT(t1.id), COUNT(*) FROM office.channels c RIGHT JOIN ticket_events t1 ON c.weight > 9000000",
            })
    void everyRowOfTheRightSideIsKept(String sql) throws Exception {
        assertAgreed(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT SUM(2147483647) FROM ticket_events",
                "SELECT type, SUM(CASE WHEN id > 0 THEN 1000000000 ELSE 2 END) FROM ticket_events GROUP BY type",
                "SELECT SUM(CAST(3 AS SMALLINT)), SUM(DISTINCT 7) FROM ticket_comments",
            })
    void aSumHasRoomForMoreThanItsTerms(String sql) throws Exception {
        assertAgreed(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT type, via, COUNT(*) FROM ticket_events GROUP BY ROLLUP (type, via, type)",
                "SELECT type, COUNT(*) FROM ticket_events GROUP BY CUBE (type, type)",
                "SELECT type, via, COUNT(*) FROM ticket_events GROUP BY ROLLUP ((type, via), type)",
                "SELECT type, via, COUNT(*) FROM ticket_events GROUP BY GROUPING SETS ((via), ROLLUP (type, type))",
                "SELECT type, via, MAX(id) FROM ticket_events GROUP BY CUBE (type, via)",
            })
    void groupsThatAreThereTwiceAreAnsweredTwice(String sql) throws Exception {
        assertAgreed(sql);
    }

    @Test
    void groupsThatAreThereTwiceUnderTwoNamesAreAnsweredTwice() throws Exception {
        String[] expected = account.hsqldb()
                .rows("SELECT type, COUNT(*) FROM ticket_events GROUP BY ROLLUP (type, type)")
                .toArray(String[]::new);
        account.sql("SELECT type AS t, COUNT(*) FROM ticket_events e GROUP BY ROLLUP (t, e.type)")
                .returnsUnordered(expected);
    }

    @Test
    void rowsWithoutColumnsCanBeCountedInAWindow() throws Exception {
        account.sql("SELECT COUNT(*) AS n FROM (SELECT RANK() OVER (PARTITION BY FALSE ORDER BY 946684799) AS r"
                        + " FROM ticket_events) t WHERE r = 1")
                .returns(account.hsqldb()
                        .rows("SELECT COUNT(*) FROM ticket_events")
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 2147483647 * 2, 30 * 86400 * 1000, 1000 * (86400 * 30) FROM ticket_events",
                "SELECT id FROM ticket_events WHERE start_time * 1000 > 30 * 86400 * 1000",
                "SELECT 2 + 3, -5 * 2, 7 - 9 FROM ticket_comments",
            })
    void arithmeticOnLiteralsHasTheRoomThatItNeeds(String sql) throws Exception {
        assertAgreed(sql);
    }

    @Test
    void whatNoBigintHoldsIsRefusedAndWhatNoIntegerHoldsIsNot() throws Exception {
        account.sql("SELECT 4294967296 * 4294967296 FROM ticket_events")
                .fails("is 18446744073709551616, which no BIGINT can hold");
        // HSQLDB says 2147483647.
        account.sql("SELECT MIN(-2147483647 - 2) AS n FROM ticket_events").returns("-2147483649");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT e.metric, EXISTS (SELECT 1 FROM ticket_events n WHERE n.type = e.metric) AS x "
                        + "FROM office.channels c JOIN ticket_events e ON e.via = c.name",
                "SELECT e.metric, e.id, (SELECT MAX(n.event_id) FROM ticket_comments n WHERE n.via = e.via) AS x "
                        + "FROM ticket_comments c LEFT JOIN ticket_events e ON e.via = SUBSTRING(c.via FROM 1)",
                "SELECT CASE WHEN e.child_events IS NOT NULL THEN c.owner NOT LIKE 'A%' "
                        + "ELSE EXISTS (SELECT 1 FROM ticket_events n WHERE n.other = e.metric) END AS x "
                        + "FROM office.channels c LEFT JOIN ticket_events e ON e.via = c.name",
            })
    void aSubqueryAboveAJoinWhoseConditionComputesSomethingSeesTheRightColumns(String sql) throws Exception {
        assertAgreed(sql);
    }
}
