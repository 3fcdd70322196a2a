package dev.ticketsql.calcite.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.AuditHistory;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.TestAccount;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counts the requests of joins of three years of events, on pages of 100, with a few rows of another database: those
 * rows are read first and narrow the time of the events.
 */
final class DynamicFiltersTest {

    private static final String CORRECTED = "UPDATE incidents SET opened_sec = %d WHERE name = 'mail'";

    private static final long FIRST_OF_MAY_2023_SEC = 1_682_899_200;

    @AutoClose
    private static Hsqldb hsqldb;

    @AutoClose
    private TestAccount account;

    @BeforeAll
    static void openHsqldb() throws Exception {
        hsqldb = Hsqldb.of(AuditHistory.events());
        hsqldb.execute(
                "CREATE TABLE incidents (name VARCHAR(20), opened TIMESTAMP(0), closed TIMESTAMP(0), opened_sec BIGINT)",
                "INSERT INTO incidents VALUES "
                        + "('mail', TIMESTAMP '2023-05-01 00:00:00', TIMESTAMP '2023-05-01 06:00:00', 1682899200), "
                        + "('phone', TIMESTAMP '2024-02-29 10:00:00', TIMESTAMP '2024-02-29 11:00:00', 1709200800), "
                        + "('open', TIMESTAMP '2025-12-30 12:00:00', NULL, NULL)",
                "CREATE TABLE hours (struck TIMESTAMP(0))",
                "INSERT INTO hours SELECT TIMESTAMP '2023-01-01 00:00:00' + (n * 20) HOUR FROM UNNEST(SEQUENCE_ARRAY(0, 1199, 1)) AS t(n)",
                // Else HSQLDB reads every event again for each hour.
                "CREATE INDEX hours_struck ON hours (struck)");
    }

    @BeforeEach
    void open() throws Exception {
        account = TestAccount.of(AuditHistory.events(), AuditHistory.PER_PAGE).beside(hsqldb);
        account.addOffice();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT e.id, i.name FROM ticket_events e JOIN office.incidents i ON e."time" BETWEEN i.opened AND i.closed | 2
            SELECT e.id, i.name FROM office.incidents i JOIN ticket_events e ON e."time" >= i.opened AND e."time" < i.closed | 2
            SELECT e.id, i.name FROM ticket_events e JOIN office.incidents i ON e.start_time = i.opened_sec | 2
            SELECT i.name, COUNT(e.id) FROM office.incidents i LEFT JOIN ticket_events e ON e.start_time = i.opened_sec GROUP BY i.name | 2
            SELECT id FROM ticket_events WHERE "time" IN (SELECT opened FROM office.incidents WHERE name = 'phone') | 1
            SELECT id FROM ticket_events e WHERE EXISTS (SELECT 1 FROM office.incidents i WHERE e."time" BETWEEN i.opened AND i.closed) | 2
            SELECT id FROM ticket_events e WHERE UPPER(via) <> 'x' AND EXISTS (SELECT * FROM office.incidents WHERE opened_sec = e.start_time AND name = 'phone') | 1
            SELECT id FROM ticket_events WHERE "time" >= (SELECT MAX(opened) FROM office.incidents) AND UPPER(via) = 'CHAT' | 1
            SELECT id FROM ticket_events WHERE "time" >= (SELECT MAX(opened) FROM office.incidents WHERE name = 'none') | 0
            SELECT e.id FROM ticket_events e JOIN office.incidents i ON e."time" = i.opened WHERE i.name = 'none' | 0
            SELECT e.id FROM ticket_events e JOIN office.incidents i ON e."time" BETWEEN i.opened - INTERVAL '2' HOUR AND i.opened + INTERVAL '1' HOUR | 3
            SELECT e.id FROM ticket_events e JOIN office.incidents i ON e.start_time BETWEEN i.opened_sec - 3600 AND i.opened_sec + 3600 | 2
            SELECT e.id FROM ticket_events e JOIN office.incidents i ON CAST(e."time" AS DATE) = CAST(i.opened AS DATE) | 3
            SELECT e.id FROM ticket_events e JOIN office.incidents i ON e.start_time / 3600 = i.opened_sec / 3600 | 2
            SELECT id FROM ticket_events WHERE CAST("time" AS DATE) IN (SELECT CAST(opened AS DATE) FROM office.incidents WHERE name <> 'open') | 2
            SELECT id FROM ticket_events WHERE start_time >= (SELECT MAX(CAST(opened_sec AS INTEGER)) FROM office.incidents) + 57500000 | 2
            SELECT id FROM ticket_events WHERE "time" BETWEEN (SELECT MIN(opened) FROM office.incidents) AND (SELECT MIN(closed) FROM office.incidents) | 1
            SELECT t.id FROM (SELECT id, start_time + 1 AS s FROM ticket_events WHERE via = 'Chat' UNION ALL SELECT id * 2, start_time + 1 FROM ticket_events) t JOIN office.incidents i ON t.s - 1 = i.opened_sec | 2
            """)
    void onlyTheRangesThatTheBuildSideLeavesAreFetched(String sql, int requests) throws Exception {
        account.sql(sql).plan("NarrowedByRows").requests(requests).agreesWithHsqldb(sql.replace("office.", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT e.id, i.name FROM ticket_events e LEFT JOIN office.incidents i ON e.start_time = i.opened_sec WHERE e.start_time < 1673000000
            SELECT id FROM ticket_events WHERE start_time < 1673000000 AND start_time NOT IN (SELECT opened_sec FROM office.incidents WHERE opened_sec IS NOT NULL)
            SELECT id FROM ticket_events e WHERE start_time < 1673000000 AND NOT EXISTS (SELECT 1 FROM office.incidents i WHERE e.start_time = i.opened_sec)
            SELECT e.id, i.name FROM ticket_events e JOIN office.incidents i ON e.via = i.name WHERE e.start_time < 1673000000
            """)
    void aJoinThatNeedsEveryEventIsNotNarrowed(String sql) throws Exception {
        account.sql(sql).planWithout("NarrowedByRows").agreesWithHsqldb(sql.replace("office.", ""));
    }

    @Test
    void aDayThatNoLiteralHoldsNarrowsNothing() throws Exception {
        String sql = "SELECT COUNT(*) FROM ticket_events e JOIN (SELECT CAST(opened AS DATE) AS d,"
                + " CAST('9999-12-31' AS DATE) + INTERVAL '1' DAY AS far FROM office.incidents) i"
                + " ON CAST(e.\"time\" AS DATE) <= i.far AND e.start_time < 1673000000";
        account.sql(sql).plan("NarrowedByRows").agreesWithHsqldb(sql.replace("office.", ""));
    }

    @Test
    void moreThanAThousandRowsNarrowNothing() throws Exception {
        String sql = "SELECT COUNT(*) FROM ticket_events e JOIN office.hours h ON e.\"time\" = h.struck"
                + " WHERE e.start_time < 1680000000";
        account.sql(sql).plan("NarrowedByRows").agreesWithHsqldb(sql.replace("office.", ""));
        assertTrue(account.requests() > 20, () -> "requests: " + account.requests());
    }

    @Test
    void theBuildSideIsReadAgainAtEveryExecution() throws Exception {
        String sql =
                "SELECT e.id FROM ticket_events e JOIN office.incidents i ON e.start_time = i.opened_sec WHERE i.name = ?";
        String inHsqldb = sql.replace("office.", "");
        account.sql(sql).with("mail").returns("2880").agreesWithHsqldb(inHsqldb).requests(1);
        account.sql(sql)
                .with("phone")
                .returns("10186")
                .agreesWithHsqldb(inHsqldb)
                .requests(1);
        try {
            hsqldb.execute(CORRECTED.formatted(1_672_534_800));
            account.sql(sql)
                    .with("mail")
                    .returns("1")
                    .agreesWithHsqldb(inHsqldb)
                    .requests(1);
        } finally {
            hsqldb.execute(CORRECTED.formatted(FIRST_OF_MAY_2023_SEC));
        }
    }
}
