package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.TestAccount;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Named windows, distances, limits and parameters of window functions, and those that are refused. */
final class WindowFunctionsTest {

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    @Test
    void aNamedWindowKeepsTheFrameThatIsAddedToIt() throws Exception {
        account.sql(
                        "SELECT id, COUNT(*) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), COUNT(*) OVER w,"
                                + " COUNT(*) OVER (p ORDER BY id ROWS 1 PRECEDING) FROM ticket_events WHERE id < -6"
                                + " WINDOW w AS (ORDER BY id), p AS (PARTITION BY id)"
                                + " ORDER BY COUNT(*) OVER (w ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)")
                .planWithout("EnumerableWindow")
                .returns("-7, 4, 4, 1", "-8, 4, 3, 1", "-9, 4, 2, 1", "-10, 4, 1, 1");
    }

    @Test
    void aWindowThatMayNotBeExtendedIsRefused() throws Exception {
        account.sql("SELECT COUNT(*) OVER (w ORDER BY id) FROM ticket_events WINDOW w AS (ORDER BY \"time\")")
                .fails("ORDER BY");
    }

    @Test
    void whatWindowFunctionsComputeIsGroupedByAndFilteredInTheEngine() throws Exception {
        account.sql("SELECT n, COUNT(*) FROM (SELECT COUNT(*) OVER (PARTITION BY type) AS n FROM ticket_events)"
                        + " GROUP BY n")
                .runsInTheEngine()
                .returnsUnordered("22, 88");
        account.sql("SELECT type, MAX(id) OVER (PARTITION BY type) FROM ticket_events WHERE type <> 'breach'"
                        + " QUALIFY ROW_NUMBER() OVER (PARTITION BY type ORDER BY id) = 1")
                .runsInTheEngine()
                .agreesWithHsqldb("SELECT type, MAX(id) FROM ticket_events WHERE type <> 'breach' GROUP BY type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT id FROM ticket_events ORDER BY id LIMIT 3                                    | 3
            SELECT id FROM ticket_events ORDER BY id OFFSET 86 ROWS                             | 2
            SELECT id FROM ticket_events ORDER BY "time" DESC, id LIMIT 5                       | 5
            SELECT instance_id AS id FROM ticket_events GROUP BY instance_id ORDER BY 1 LIMIT 2 | 2
            SELECT instance_id AS id FROM ticket_events UNION SELECT 7 ORDER BY 1 DESC LIMIT 2  | 2
            SELECT DISTINCT instance_id AS id FROM ticket_events LIMIT 3                        | 3
            """)
    void windowFunctionsSeeTheRowsThatALimitLeaves(String rows, int expected) throws Exception {
        for (String beside : List.of("", ", UPPER(CAST(id AS VARCHAR))")) {
            account.sql("SELECT COUNT(*), MIN(n), MAX(n) FROM (SELECT COUNT(*) OVER () AS n" + beside + " FROM (" + rows
                            + ") t) u")
                    .returns(expected + ", " + expected + ", " + expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROWS 1 + 1 PRECEDING",
                "ROWS CAST(? AS INTEGER) PRECEDING",
                "RANGE 3 + 4 PRECEDING",
                "RANGE BETWEEN CAST(? AS BIGINT) PRECEDING AND CURRENT ROW",
                "RANGE BETWEEN start_time PRECEDING AND CURRENT ROW",
            })
    void aDistanceMayBeComputed(String frame) throws Exception {
        Object[] parameters = frame.contains("?") ? new Object[] {2} : new Object[0];
        String known = frame.replace("CAST(? AS INTEGER)", "2").replace("CAST(? AS BIGINT)", "2");
        List<String> rows = account.sql("SELECT id, COUNT(*) OVER (ORDER BY id " + frame + ") FROM ticket_events")
                .with(parameters)
                .rows();
        if (!known.contains("start_time")) {
            assertEquals(
                    account
                            .sql("SELECT id, COUNT(*) OVER (ORDER BY id "
                                    + known.replace("1 + 1", "2").replace("3 + 4", "7") + ") FROM ticket_events")
                            .rows()
                            .stream()
                            .sorted()
                            .toList(),
                    rows.stream().sorted().toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INTERVAL '36:30' HOUR TO MINUTE | INTERVAL '2190' MINUTE(4)
            INTERVAL '1-2' YEAR TO MONTH    | INTERVAL '14' MONTH
            INTERVAL '100' DAY(3)           | INTERVAL '8640000' SECOND(7)
            INTERVAL '36 hours 30 minutes'  | INTERVAL '2190' MINUTE(4)
            '14 months'::interval           | INTERVAL '14' MONTH
            """)
    void distancesInTimeAreReadInEveryUnit(String distance, String same) throws Exception {
        String sql = "SELECT id, COUNT(*) OVER (ORDER BY \"time\" RANGE %s PRECEDING) FROM ticket_events ORDER BY id";
        assertEquals(
                account.sql(sql.formatted(same)).runsInTheEngine().rows(),
                account.sql(sql.formatted(distance)).rows());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT COUNT(*) OVER (w ROWS 1 PRECEDING) FROM ticket_events WINDOW w AS (PARTITION BY via = CAST(? AS VARCHAR) ORDER BY id) | a window with a parameter cannot be extended
            """)
    void whatWouldBeComputedWronglyIsRefused(String sql, String sentence) {
        account.sql(sql)
                .with(sql.contains("?") ? new Object[] {"a"} : new Object[0])
                .fails(sentence);
    }

    @Test
    void rowsThatARowOutsideChoosesHaveAWindowOfTheirOwn() throws Exception {
        account.sql(
                        "SELECT e.id, (SELECT MAX(n) FROM (SELECT ROW_NUMBER() OVER (ORDER BY c.id) AS n FROM ticket_events c"
                                + " WHERE c.type = e.type) t) FROM ticket_events e WHERE e.id < 0")
                .agreesWithHsqldb("SELECT e.id, (SELECT NULLIF(COUNT(*), 0) FROM ticket_events c WHERE c.type = e.type)"
                        + " FROM ticket_events e WHERE e.id < 0");
        account.sql("SELECT x, n FROM (VALUES (1), (2)) t(x), LATERAL (SELECT COUNT(*) OVER () AS n FROM ticket_events"
                        + " WHERE instance_id >= x LIMIT 1) ORDER BY x")
                .agreesWithHsqldb("SELECT x, (SELECT COUNT(*) FROM ticket_events WHERE instance_id >= x) AS n"
                        + " FROM (VALUES (1), (2)) t(x) ORDER BY x");
    }

    @Test
    void parametersKeepTheirPlaces() throws Exception {
        account.sql(
                        "SELECT id, COUNT(*) OVER w, SUM(instance_id) FILTER (WHERE via = CAST(? AS VARCHAR)) OVER (ORDER BY id)"
                                + " FROM ticket_events WHERE id > ? WINDOW w AS (PARTITION BY via = CAST(? AS VARCHAR))")
                .with("Email", 3L, "email");
        account.sql(
                        "SELECT id, LAG(id, 1, CAST(? AS BIGINT)) OVER (ORDER BY id) FROM ticket_events WHERE id < CAST(? AS"
                                + " BIGINT) ORDER BY id")
                .with(-99L, -8L)
                .returns("-10, -99", "-9, -10");
    }

    @Test
    void aRunningTotalOfGroupsRunsInTheEngine() throws Exception {
        account.sql("SELECT type, SUM(COUNT(*)) OVER (ORDER BY type NULLS LAST ROWS UNBOUNDED PRECEDING),"
                        + " SUM(SUM(id)) OVER () FROM ticket_events WHERE id < 0 GROUP BY type")
                .runsInTheEngine()
                .agreesWithHsqldb("""
                        SELECT type, (SELECT COUNT(*) FROM ticket_events b
                                WHERE b.id < 0 AND (b.type <= a.type OR a.type IS NULL)), SUM(SUM(id)) OVER ()
                        FROM ticket_events a WHERE id < 0 GROUP BY type""".replace("SUM(SUM(id)) OVER ()", "-55"));
    }

    @Test
    void besideWhatOnlyCalciteComputesTheEngineStillComputesWindowFunctions() throws Exception {
        account.sql("SELECT id, UPPER(via), RANK() OVER (ORDER BY via NULLS LAST),"
                        + " ROW_NUMBER() OVER (PARTITION BY UPPER(via) ORDER BY id) FROM ticket_events")
                .runsInTheEngine();
        account.sql("SELECT id, ROUND(SUM(latitude) OVER (PARTITION BY via), 6),"
                        + " COUNT(DISTINCT via) OVER (PARTITION BY ticket_id) FROM ticket_events ORDER BY id LIMIT 5")
                .runsInTheEngine();
        account.sql("SELECT id, AVG(instance_id) OVER (ORDER BY id ROWS 3 PRECEDING) FROM ticket_events")
                .planWithout("EnumerableWindow");
    }

    @Test
    void aConditionOnTimeNarrowsTheWindowBelowFunctionsButNotAbove() throws Exception {
        account.sql("SELECT id, COUNT(*) OVER (ORDER BY id) FROM ticket_events"
                        + " WHERE \"time\" >= TIMESTAMP '2020-01-01 00:00:00' LIMIT 2")
                .windows("[2020-01-01T00:00:00Z, ..)");
        account.sql("SELECT * FROM (SELECT \"time\", COUNT(*) OVER () FROM ticket_events)"
                        + " WHERE \"time\" >= TIMESTAMP '2026-06-01 00:00:00'")
                .windows("every");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ORDER BY id RANGE 60 PRECEDING", "ORDER BY id DESC RANGE BETWEEN 0 PRECEDING AND 60 FOLLOWING"})
    void aDistanceThatLeadsOutOf64BitsIsRefused(String window) throws Exception {
        try (TestAccount smallest = TestAccount.of(
                List.of(EventBuilder.event(Long.MIN_VALUE + 50, 1).build()))) {
            String sql = "SELECT COUNT(*) OVER (" + window + ") FROM ticket_events";
            smallest.sql(sql).runsInTheEngine().fails("Overflow in subtraction of INT64");
        }
    }
}
