package dev.ticketsql.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.TestAccount;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlKind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every aggregate function of the whitelist, run in the mirror's engine, in Calcite and in HSQLDB; and the functions
 * that are left out.
 */
final class AgreedAggregatesTest {

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    /** A statement that shows that the engines agree on a function. */
    record Case(SqlKind kind, String sql) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(SqlKind.COUNT, "SELECT COUNT(*), COUNT(via), COUNT(DISTINCT via) FROM ticket_events"),
                new Case(SqlKind.COUNT, "SELECT via, COUNT(*), COUNT(ticket_id) FROM ticket_events GROUP BY via"),
                new Case(SqlKind.COUNT, "SELECT type, COUNT(DISTINCT via) FROM ticket_events GROUP BY type"),
                new Case(SqlKind.COUNT, "SELECT COUNT(*), COUNT(via) FROM ticket_events WHERE id < -100"),
                new Case(
                        SqlKind.COUNT,
                        "SELECT type, COUNT(*) FILTER (WHERE ticket_id > 0) FROM ticket_events GROUP BY type"),
                new Case(SqlKind.COUNT, "SELECT via, COUNT(*) FROM ticket_events GROUP BY via HAVING COUNT(*) > 4"),
                new Case(
                        SqlKind.MIN,
                        "SELECT type, MIN(via), MIN(ticket_id), MIN(latitude), MIN(\"time\") FROM ticket_events GROUP BY type"),
                new Case(
                        SqlKind.MAX,
                        "SELECT type, MAX(via), MAX(ticket_id), MAX(latitude), MAX(\"time\") FROM ticket_events GROUP BY type"),
                new Case(
                        SqlKind.MAX,
                        "SELECT MAX(CAST(\"time\" AS DATE)), MAX(via) FROM ticket_events WHERE via LIKE '%i%'"),
                new Case(SqlKind.SUM, "SELECT type, SUM(ticket_id) FROM ticket_events GROUP BY type"),
                new Case(SqlKind.SUM, "SELECT SUM(ticket_id), SUM(id) FROM ticket_events WHERE id < -100"),
                new Case(
                        SqlKind.SUM,
                        "SELECT type, SUM(ticket_id) FILTER (WHERE via <> 'Email') FROM ticket_events GROUP BY type"),
                new Case(SqlKind.SUM, "SELECT SUM(DISTINCT ticket_id), COUNT(*) FROM ticket_events"),
                new Case(SqlKind.SUM0, "SELECT SUM(id), SUM(start_time) FROM ticket_events"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theEnginesAgree(Case agreed) throws Exception {
        account.sql(agreed.sql()).runsInTheEngine().agreesWithHsqldb();
    }

    @Test
    void aConditionOnASumIsPushedWithIt() throws Exception {
        account.sql("SELECT type, SUM(ticket_id) FROM ticket_events GROUP BY type HAVING SUM(ticket_id) > 8")
                .runsInTheEngine()
                .agreesWithHsqldb();
    }

    @Test
    void anAverageOfWholeNumbersHasAFraction() throws Exception {
        account.sql("SELECT type, AVG(ticket_id) FROM ticket_events GROUP BY type")
                .runsInTheEngine()
                // Its average of whole numbers is a whole number; ours has a fraction, as in PostgreSQL.
                .agreesWithHsqldb("SELECT type, SUM(ticket_id) / CAST(COUNT(ticket_id) AS DOUBLE) FROM ticket_events"
                        + " GROUP BY type");
    }

    /** Their sum is -13510790629847718, of which DuckDB 2.0 makes a DOUBLE that is 2 more. */
    @Test
    void anAverageOfLargeWholeNumbersBelowZeroIsThatOfPostgresql() throws Exception {
        account.sql("SELECT AVG(x) FROM (VALUES (-13510790629847713), (-1), (-1), (-1), (-1), (-1)) AS v(x)")
                .returns("-2251798438307953");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT SUM(latitude), AVG(latitude) FROM ticket_events | SELECT SUM(latitude), AVG(latitude) FROM ticket_events
            SELECT ROUND(STDDEV_POP(instance_id), 12), ROUND(VAR_SAMP(instance_id), 12) FROM ticket_events | SELECT ROUND(STDDEV_POP(instance_id), 12), ROUND(VAR_SAMP(instance_id), 12) FROM ticket_events
            SELECT COUNT(DISTINCT via, client) FROM ticket_events | SELECT COUNT(*) FROM (SELECT DISTINCT via, client FROM ticket_events WHERE via IS NOT NULL AND client IS NOT NULL)
            SELECT type, LISTAGG(via) WITHIN GROUP (ORDER BY id) FROM ticket_events GROUP BY type | SELECT type, GROUP_CONCAT(via ORDER BY id SEPARATOR ',') FROM ticket_events GROUP BY type
            SELECT type, metric, COUNT(*) FROM ticket_events GROUP BY GROUPING SETS ((type), (metric), ()) | SELECT type, metric, COUNT(*) FROM ticket_events GROUP BY GROUPING SETS ((type), (metric), ())
            SELECT type, metric, COUNT(*) FROM ticket_events GROUP BY ROLLUP (type, metric) | SELECT type, metric, COUNT(*) FROM ticket_events GROUP BY ROLLUP (type, metric)
            SELECT type, metric, COUNT(*) FROM ticket_events GROUP BY CUBE (type, metric) | SELECT type, metric, COUNT(*) FROM ticket_events GROUP BY CUBE (type, metric)
            """)
    void theEngineComputesWhatHsqldbDoes(String sql, String hsqldb) throws Exception {
        account.sql(sql).runsInTheEngine().agreesWithHsqldb(hsqldb);
    }

    @Test
    void aSumBeyond64BitsIsAnErrorAndNotAWrongNumber() throws Exception {
        try (TestAccount large = TestAccount.of(LongStream.of(1, 2)
                .mapToObj(second ->
                        EventBuilder.event(Long.MAX_VALUE - second, second).build())
                .toList())) {
            large.sql("SELECT SUM(id) FROM ticket_events").runsInTheEngine().fails("out of range");
            // HSQLDB adds in as many digits as it takes.
            assertEquals(List.of("18446744073709551611"), large.hsqldb().rows("SELECT SUM(id) FROM ticket_events"));
        }
    }
}
