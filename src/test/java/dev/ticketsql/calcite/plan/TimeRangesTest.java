package dev.ticketsql.calcite.plan;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.TestAccount;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.runtime.Hook;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.ViewTable;
import org.apache.calcite.util.Holder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the ranges of a statement's scans in EXPLAIN, for statements of every shape; no row is lost by them. */
@Tag("time-zones")
final class TimeRangesTest {

    private static final String IN_2020 =
            "\"time\" >= TIMESTAMP '2020-01-01 00:00:00' AND \"time\" < TIMESTAMP '2021-01-01 00:00:00'";

    private static final String YEAR_2020 = "[2020-01-01T00:00:00Z, 2021-01-01T00:00:00Z)";

    private static final String SINCE_2026 = "[2026-01-01T00:00:00Z, ..)";

    private static final String BEFORE_2000 = "[.., 2000-01-01T00:00:00Z)";

    @AutoClose
    private static final TestAccount account = TestAccount.of(EdgeEvents.all());

    /** A statement, and the ranges of its scans from top to bottom. */
    record Case(String sql, List<String> windows) {

        Case(String sql, String... windows) {
            this(sql, List.of(windows));
        }
    }

    static Stream<Case> oneScan() {
        return Stream.of(
                new Case("SELECT id FROM ticket_events WHERE " + IN_2020, YEAR_2020),
                new Case("SELECT id FROM ticket_events WHERE start_time BETWEEN 1577836800 AND 1609459199", YEAR_2020),
                new Case("SELECT id FROM ticket_events WHERE EXTRACT(YEAR FROM \"time\") = 2020", YEAR_2020),
                new Case("SELECT id FROM ticket_events WHERE id > 7 AND via = 'Email' AND " + IN_2020, YEAR_2020),
                new Case("SELECT id FROM ticket_events WHERE via = 'Email' OR (" + IN_2020 + ")", "every"),
                new Case("SELECT via, COUNT(*) FROM ticket_events WHERE " + IN_2020 + " GROUP BY via", YEAR_2020),
                new Case("SELECT \"time\", COUNT(*) FROM ticket_events GROUP BY \"time\" HAVING " + IN_2020, YEAR_2020),
                new Case("SELECT id FROM ticket_events WHERE " + IN_2020 + " ORDER BY id LIMIT 3", YEAR_2020),
                new Case("SELECT t FROM (SELECT \"time\" AS t FROM ticket_events WHERE " + IN_2020 + ")", YEAR_2020),
                new Case("SELECT * FROM (SELECT via, \"time\" FROM ticket_events) WHERE " + IN_2020, YEAR_2020),
                new Case(
                        "SELECT * FROM (SELECT id, EXTRACT(YEAR FROM \"time\") AS y FROM ticket_events) WHERE y = 2020",
                        YEAR_2020),
                new Case(
                        "WITH e AS (SELECT * FROM ticket_events WHERE \"time\" >= TIMESTAMP '2020-01-01 00:00:00') "
                                + "SELECT COUNT(*) FROM e WHERE \"time\" < TIMESTAMP '2021-01-01 00:00:00'",
                        YEAR_2020),
                new Case(
                        "SELECT id, \"time\" FROM ticket_events WHERE \"time\" > (SELECT TIMESTAMP '2025-12-31 23:59:59')",
                        SINCE_2026),
                // What stays in Calcite stays beside the window.
                new Case(
                        "SELECT id FROM ticket_events WHERE JSON_EXISTS(metadata, 'lax $.row') AND " + IN_2020,
                        YEAR_2020),
                new Case("SELECT id FROM ticket_events WHERE UPPER(via) = 'EMAIL' AND " + IN_2020, YEAR_2020),
                new Case("SELECT UPPER(via) FROM ticket_events WHERE " + IN_2020, YEAR_2020),
                new Case("SELECT id, ROW_NUMBER() OVER (ORDER BY id) FROM ticket_events WHERE " + IN_2020, YEAR_2020),
                // A condition on what a window function, an aggregate or a LIMIT has seen says nothing about its input.
                new Case(
                        "SELECT * FROM (SELECT \"time\", ROW_NUMBER() OVER (ORDER BY id) FROM ticket_events) WHERE "
                                + IN_2020,
                        "every"),
                new Case(
                        "SELECT * FROM (SELECT via, MAX(\"time\") AS \"time\" FROM ticket_events GROUP BY via) WHERE "
                                + IN_2020,
                        "every"),
                new Case(
                        "SELECT * FROM (SELECT id, \"time\" FROM ticket_events ORDER BY id LIMIT 50) WHERE " + IN_2020,
                        "every"),
                // Unless it cannot change what they see.
                new Case(
                        "SELECT * FROM (SELECT \"time\", ROW_NUMBER() OVER (PARTITION BY \"time\" ORDER BY id) "
                                + "FROM ticket_events) WHERE " + IN_2020,
                        YEAR_2020));
    }

    static Stream<Case> severalScans() {
        return Stream.of(
                new Case(
                        "SELECT id FROM ticket_events WHERE \"time\" < TIMESTAMP '2000-01-01 00:00:00' UNION ALL "
                                + "SELECT id FROM ticket_events WHERE \"time\" >= TIMESTAMP '2026-01-01 00:00:00'",
                        BEFORE_2000,
                        SINCE_2026),
                new Case(
                        "SELECT * FROM (SELECT id, \"time\" FROM ticket_events WHERE via = 'Email' UNION ALL "
                                + "SELECT id, \"time\" FROM ticket_events WHERE via IS NULL) WHERE " + IN_2020,
                        YEAR_2020,
                        YEAR_2020),
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.\"time\" = b.\"time\" "
                                + "WHERE a.\"time\" >= TIMESTAMP '2026-01-01 00:00:00'",
                        SINCE_2026,
                        SINCE_2026),
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.ticket_id = b.ticket_id "
                                + "AND a.\"time\" < TIMESTAMP '2000-01-01 00:00:00' "
                                + "AND b.\"time\" >= TIMESTAMP '2026-01-01 00:00:00'",
                        BEFORE_2000,
                        SINCE_2026),
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a LEFT JOIN ticket_events b ON a.ticket_id = b.ticket_id "
                                + "AND b.\"time\" < TIMESTAMP '2000-01-01 00:00:00'",
                        "every",
                        BEFORE_2000),
                // The condition is on the side that an outer join keeps whole.
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a LEFT JOIN ticket_events b ON a.ticket_id = b.ticket_id "
                                + "AND a.\"time\" < TIMESTAMP '2000-01-01 00:00:00'",
                        "every",
                        "every"),
                // An order carries a bound to the other side, in one direction.
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.ticket_id = b.ticket_id "
                                + "AND b.\"time\" > a.\"time\" WHERE a.\"time\" >= TIMESTAMP '2026-01-01 00:00:00'",
                        SINCE_2026,
                        SINCE_2026),
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.ticket_id = b.ticket_id "
                                + "AND b.\"time\" >= a.\"time\" WHERE a.\"time\" < TIMESTAMP '2000-01-01 00:00:00'",
                        BEFORE_2000,
                        "every"),
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a LEFT JOIN ticket_events b ON a.\"time\" <= b.\"time\" "
                                + "WHERE a.\"time\" >= TIMESTAMP '2026-01-01 00:00:00'",
                        SINCE_2026,
                        SINCE_2026),
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a FULL JOIN ticket_events b ON a.ticket_id = b.ticket_id "
                                + "AND a.\"time\" <= b.\"time\" AND a.\"time\" >= TIMESTAMP '2026-01-01 00:00:00'",
                        "every",
                        "every"),
                new Case(
                        "SELECT a.id, b.id FROM ticket_events a LEFT JOIN ticket_events b ON a.ticket_id = b.ticket_id "
                                + "AND a.\"time\" <= b.\"time\" AND b.\"time\" < TIMESTAMP '2000-01-01 00:00:00'",
                        "every",
                        BEFORE_2000),
                new Case(
                        "SELECT id FROM ticket_events WHERE \"time\" >= TIMESTAMP '2026-01-01 00:00:00' AND ticket_id IN "
                                + "(SELECT ticket_id FROM ticket_events WHERE \"time\" < TIMESTAMP '2000-01-01 00:00:00')",
                        BEFORE_2000,
                        SINCE_2026),
                new Case(
                        "SELECT id FROM ticket_events WHERE \"time\" = "
                                + "(SELECT MAX(\"time\") FROM ticket_events WHERE " + IN_2020 + ")",
                        YEAR_2020,
                        "every"));
    }

    @ParameterizedTest
    @MethodSource({"oneScan", "severalScans"})
    void scansHaveTheConditionsOfTheStatementOnTime(Case expected) throws Exception {
        account.sql(expected.sql())
                .windows(expected.windows().toArray(String[]::new))
                .agreesWithHsqldb(inHsqldb(expected.sql()));
    }

    /**
     * HSQLDB has no SQL/JSON (every document that is there has the key), no SELECT without FROM, and no window function
     * with an order: ids are unique, so a row's number is how many are not above it.
     */
    private static String inHsqldb(String sql) {
        String numbered = "(SELECT COUNT(*) FROM ticket_events lower WHERE lower.id <= ticket_events.id";
        return sql.replace("JSON_EXISTS(metadata, 'lax $.row')", "metadata IS NOT NULL")
                .replace("(SELECT TIMESTAMP '2025-12-31 23:59:59')", "TIMESTAMP '2025-12-31 23:59:59'")
                .replace(
                        "id, ROW_NUMBER() OVER (ORDER BY id)",
                        "id, " + numbered + " AND " + IN_2020.replace("\"time\"", "lower.\"time\"") + ")")
                .replace("ROW_NUMBER() OVER (ORDER BY id)", numbered + ")")
                .replace(
                        "ROW_NUMBER() OVER (PARTITION BY \"time\" ORDER BY id)",
                        numbered + " AND lower.\"time\" = ticket_events.\"time\")");
    }

    @Test
    void aParameterInTheFutureCostsNoRequest() throws Exception {
        try (TestAccount fresh = TestAccount.of(EdgeEvents.all())) {
            fresh.sql("SELECT id FROM ticket_events WHERE start_time > ?")
                    .with(4_000_000_000L)
                    .windows("?")
                    .returns()
                    .agreesWithHsqldb()
                    .requests(0);
        }
    }

    @Test
    void aRangeThatDependsOnTheCurrentTimeIsShownAsOfNow() throws Exception {
        long nowMillis = TestAccount.NOW.toEpochMilli();
        Hook.Closeable standing = Hook.CURRENT_TIME.addThread((Holder<Long> time) -> time.set(nowMillis));
        try {
            account.sql("SELECT id FROM ticket_events WHERE \"time\" >= CURRENT_TIMESTAMP - INTERVAL '7' DAY")
                    .windows("[2026-11-13T00:00:00Z, ..)");
            account.sql(
                            "SELECT id FROM ticket_events WHERE \"time\" < FLOOR(NOW() TO YEAR) AND \"time\" >= DATE '2020-01-01'")
                    .windows("[2020-01-01T00:00:00Z, 2026-01-01T00:00:00Z)");
            account.sql("SELECT id FROM ticket_events WHERE \"time\" < CURRENT_TIMESTAMP AND start_time >= ?")
                    .with(7L)
                    .windows("?");
        } finally {
            standing.close();
        }
    }

    @Test
    void aRangeThatDependsOnAParameterIsAQuestionMark() throws Exception {
        account.sql("SELECT id FROM ticket_events WHERE start_time < ? AND via = 'Email'")
                .with(1_582_934_400L)
                .windows("?")
                .agreesWithHsqldb();
    }

    @Test
    void aParameterOfAnotherColumnChangesNoRange() throws Exception {
        account.sql("SELECT id FROM ticket_events WHERE ticket_id = ? AND " + IN_2020)
                .with(7L)
                .windows(YEAR_2020)
                .agreesWithHsqldb();
    }

    @Test
    void theDifferenceFromADateIsThatFromItsMidnight() throws Exception {
        account.sql("SELECT id FROM ticket_events WHERE TIMESTAMPDIFF(DAY, DATE '2020-02-28', \"time\") = 1")
                .windows("[2020-02-29T00:00:00Z, 2020-03-01T00:00:00Z)")
                .agreesWithHsqldb("SELECT id FROM ticket_events WHERE (start_time - 1582848000) / 86400 = 1");
    }

    @Test
    void aRangeWithoutASecondIsNone() throws Exception {
        account.sql(
                        "SELECT COUNT(*) FROM ticket_events WHERE start_time > 5 AND \"time\" < TIMESTAMP '1970-01-01 00:00:05'")
                .windows("none")
                .returns("0")
                .agreesWithHsqldb()
                .requests(0);
    }

    @Test
    void viewsPassConditionsThrough() throws Exception {
        SchemaPlus schema =
                requireNonNull(account.connection().getRootSchema().subSchemas().get("zendesk"));
        // Calcite reads a view's text with its own defaults: what is not quoted is upper case.
        String sql = "SELECT \"id\", \"time\" AS \"happened\" FROM \"ticket_events\" WHERE \"via\" = 'Email'";
        schema.add("emails", ViewTable.viewMacro(schema, sql, List.of("zendesk"), List.of("zendesk", "emails"), false));
        account.sql("SELECT COUNT(*) FROM emails WHERE happened < TIMESTAMP '2000-01-01 00:00:00'")
                .windows(BEFORE_2000)
                .agreesWithHsqldb("SELECT COUNT(*) FROM ticket_events "
                        + "WHERE via = 'Email' AND \"time\" < TIMESTAMP '2000-01-01 00:00:00'");
    }
}
