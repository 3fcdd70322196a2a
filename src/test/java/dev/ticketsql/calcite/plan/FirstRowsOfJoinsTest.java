package dev.ticketsql.calcite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.AuditHistory;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.TestAccount;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counts the pages of 100 events that the first rows of joins and unions need, of three years until now of which
 * nothing is mirrored yet. A client that fetches everything makes 266 requests.
 */
final class FirstRowsOfJoinsTest {

    /** One an hour, the last of them an hour ago; ids from 0 upwards, each of ticket {@code id % 97}. */
    private static final List<TicketEvent> EVENTS =
            AuditHistory.eventsFrom(TestAccount.NOW.minus(Duration.ofDays(3 * 365)));

    private static final int ALL = 266;

    @AutoClose
    private static Hsqldb hsqldb;

    @AutoClose
    private TestAccount account;

    @BeforeAll
    static void openHsqldb() throws Exception {
        hsqldb = Hsqldb.of(EVENTS);
        hsqldb.execute(
                // Else HSQLDB reads every event again for each.
                "CREATE INDEX events_time ON ticket_events (\"time\")",
                "CREATE INDEX events_start_time ON ticket_events (start_time)",
                "CREATE TABLE tickets (ticket_id BIGINT, subject VARCHAR(20))",
                "INSERT INTO tickets VALUES (1, 'Printer'), (1, 'Printer, again'), (50, 'Coffee'), (90, NULL), (400, 'Nobody')",
                "CREATE TABLE incidents (opened TIMESTAMP(0), closed TIMESTAMP(0))",
                "INSERT INTO incidents VALUES "
                        + "(TIMESTAMP '2024-05-01 00:00:00', TIMESTAMP '2024-05-03 00:00:00'), "
                        + "(TIMESTAMP '2026-05-01 00:00:00', TIMESTAMP '2026-05-03 00:00:00')");
    }

    @BeforeEach
    void open() throws Exception {
        account = TestAccount.of(EVENTS, AuditHistory.PER_PAGE).beside(hsqldb);
        account.addOffice();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT e.id, t.subject FROM ticket_events e JOIN office.tickets t ON e.ticket_id = t.ticket_id ORDER BY e."time" DESC, t.subject LIMIT 3 | 3
            SELECT e.id, t.subject FROM office.tickets t JOIN ticket_events e ON e.ticket_id = t.ticket_id WHERE UPPER(e.via) = 'CHAT' ORDER BY e.start_time, t.subject LIMIT 3 | 1
            SELECT e.id, t.subject FROM office.tickets t RIGHT JOIN ticket_events e ON e.ticket_id = t.ticket_id AND t.subject <> e.via ORDER BY e."time" DESC LIMIT 3 | 1
            SELECT e.id, t.subject FROM ticket_events e LEFT JOIN office.tickets t ON e.ticket_id = t.ticket_id WHERE COALESCE(t.subject, 'Coffee') = 'Coffee' ORDER BY e."time" DESC LIMIT 3 | 1
            SELECT e.id, t.subject FROM ticket_events e JOIN office.tickets t ON e.ticket_id < t.ticket_id ORDER BY e."time" DESC, t.ticket_id LIMIT 3 OFFSET 1 | 1
            SELECT id FROM ticket_events WHERE ticket_id IN (SELECT ticket_id FROM office.tickets) ORDER BY "time" DESC LIMIT 2 | 3
            SELECT id FROM ticket_events WHERE ticket_id NOT IN (SELECT ticket_id FROM office.tickets) ORDER BY "time" DESC LIMIT 2 | 1
            SELECT id FROM ticket_events e WHERE NOT EXISTS (SELECT 1 FROM office.tickets t WHERE t.ticket_id = e.ticket_id) ORDER BY "time" DESC LIMIT 2 | 1
            SELECT id FROM ticket_events WHERE ticket_id > (SELECT MIN(ticket_id) FROM office.tickets) ORDER BY "time" DESC LIMIT 2 | 1
            SELECT COUNT(*) FROM (SELECT t.subject FROM ticket_events e JOIN office.tickets t ON e.ticket_id = t.ticket_id LIMIT 4) AS t | 1
            SELECT MAX(e."time"), MIN(e."time") FROM ticket_events e JOIN office.tickets t ON e.ticket_id = t.ticket_id | 3
            """)
    void joinsWithWhatHoldsNoEventsAreSearchedAsEventsAre(String sql, int requests) throws Exception {
        account.sql(sql).plan("SortByTime").requests(requests).agreesWithHsqldb(sql.replace("office.", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT id FROM ticket_events WHERE "time" < (SELECT MAX("time") FROM ticket_events) ORDER BY "time" DESC LIMIT 2 | 1
            SELECT id FROM ticket_events WHERE id < (SELECT COUNT(*) FROM ticket_events WHERE start_time > 1795000000) ORDER BY "time" LIMIT 2 | 2
            SELECT id FROM ticket_events WHERE ticket_id IN (SELECT ticket_id FROM ticket_events WHERE start_time > 1795000000) ORDER BY "time" DESC LIMIT 60 | 3
            SELECT e.id, l.id FROM ticket_events e JOIN (SELECT * FROM ticket_events ORDER BY "time" DESC LIMIT 3) l ON e.ticket_id = l.ticket_id ORDER BY e."time" DESC, l.id LIMIT 4 | 4
            """)
    void soAreThoseWithFewEvents(String sql, int requests) throws Exception {
        account.sql(sql).plan("SortByTime").requests(requests).agreesWithHsqldb();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT e.id, f.via FROM ticket_events e JOIN ticket_events f ON e.id = f.id AND e."time" = f."time" WHERE f.via = 'Chat' ORDER BY e."time" DESC LIMIT 3 | 2
            SELECT e.id, f.via FROM ticket_events e LEFT JOIN ticket_events f ON e.start_time = f.start_time AND f.via = 'Chat' WHERE COALESCE(f.id, -1) < 2 ORDER BY e."time" LIMIT 3 | 1
            SELECT COUNT(*) FROM (SELECT f.via FROM ticket_events e JOIN ticket_events f ON e."time" = f."time" LIMIT 7) AS t | 1
            """)
    void joinsOfOneInstantAreReadInTheSameSlices(String sql, int requests) throws Exception {
        account.sql(sql).plan("SortByTime").requests(requests).agreesWithHsqldb();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT id, start_time FROM ticket_events WHERE via = 'Chat' UNION ALL SELECT id * 2, start_time FROM ticket_events WHERE via = 'Email' ORDER BY start_time DESC LIMIT 3 | 1
            SELECT id, start_time FROM ticket_events WHERE UPPER(via) = 'CHAT' UNION ALL SELECT id * 2, start_time FROM ticket_events ORDER BY start_time DESC, id LIMIT 3 | 1
            SELECT id, start_time FROM ticket_events WHERE id = 7 UNION ALL SELECT id, start_time FROM ticket_events WHERE id > 7 ORDER BY start_time DESC LIMIT 3 | 1
            SELECT id, start_time FROM ticket_events WHERE start_time < 1707000000 UNION ALL SELECT id, start_time FROM ticket_events WHERE start_time > 1795100000 ORDER BY start_time DESC LIMIT 150 | 4
            SELECT COUNT(*) FROM (SELECT id FROM ticket_events UNION ALL SELECT event_id FROM ticket_comments LIMIT 7) AS t | 1
            SELECT MAX(start_time) FROM (SELECT start_time FROM ticket_events WHERE via = 'Chat' UNION ALL SELECT start_time FROM ticket_comments) AS t | 1
            """)
    void theInputsOfAUnionAreReadInTheSameSlices(String sql, int requests) throws Exception {
        account.sql(sql).plan("SortByTime").requests(requests).agreesWithHsqldb();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT e.id FROM ticket_events e JOIN office.incidents i ON e."time" BETWEEN i.opened AND i.closed ORDER BY e."time" DESC LIMIT 3 | 1
            SELECT e.id FROM ticket_events e JOIN office.incidents i ON e."time" BETWEEN i.opened AND i.closed ORDER BY e."time" LIMIT 3 | 1
            SELECT e.id, t.subject FROM ticket_events e JOIN office.tickets t ON e.ticket_id = t.ticket_id JOIN office.incidents i ON e."time" >= i.opened AND e."time" < i.closed ORDER BY e."time" DESC, t.subject LIMIT 2 | 2
            SELECT e.id FROM ticket_events e JOIN office.incidents i ON e."time" >= i.opened JOIN office.incidents j ON e."time" <= j.closed AND i.opened < j.opened ORDER BY e."time" DESC LIMIT 3 | 1
            """)
    void whatRowsNarrowIsSearchedThere(String sql, int requests) throws Exception {
        account.sql(sql)
                .plan("SortByTime", "NarrowedByRows")
                .requests(requests)
                .agreesWithHsqldb(sql.replace("office.", ""));
    }

    @Test
    void theChildrenOfOneEventComeWithIt() throws Exception {
        account.sql("SELECT e.id, c.word FROM ticket_events e, UNNEST(JSON_QUERY("
                        + "CASE WHEN via = 'Chat' THEN '[\"a\", \"b\"]' ELSE '[]' END, '$[*]' RETURNING VARCHAR ARRAY)) AS c(word)"
                        + " ORDER BY e.\"time\" DESC, c.word LIMIT 3")
                .plan("SortByTime")
                .returns("26278, a", "26278, b", "26274, a")
                .requests(1);
    }

    @Test
    void manyEventsJoinedWithManyAreReadWhole() throws Exception {
        account.sql("SELECT e.id, t.events FROM ticket_events e"
                        + " JOIN (SELECT ticket_id, COUNT(*) AS events FROM ticket_events GROUP BY ticket_id) t"
                        + " ON e.ticket_id = t.ticket_id ORDER BY e.\"time\" DESC LIMIT 3")
                .planWithout("SortByTime")
                .requests(ALL)
                .agreesWithHsqldb();
    }

    @Test
    void allRowsOfAJoinInTheOrderOfTimeAreAllRows() throws Exception {
        String sql = "SELECT e.id, t.subject FROM ticket_events e JOIN office.tickets t ON e.ticket_id = t.ticket_id"
                + " ORDER BY e.\"time\", t.subject";
        account.sql(sql).requests(ALL).agreesWithHsqldb(sql.replace("office.", ""));
        account.sql(sql).requests(0).agreesWithHsqldb(sql.replace("office.", ""));
    }

    @Test
    void setMaxRowsStopsTheFetchingForAJoinToo() throws Exception {
        String sql = "SELECT e.id FROM ticket_events e JOIN office.tickets t ON e.ticket_id < t.ticket_id"
                + " ORDER BY e.\"time\" DESC, t.ticket_id";
        try (Statement statement = account.connection().createStatement()) {
            statement.setMaxRows(5);
            try (ResultSet rows = statement.executeQuery(sql)) {
                assertEquals(hsqldb.rows(sql.replace("office.", "") + " LIMIT 5"), RowTexts.read(rows));
            }
        }
        assertEquals(1, account.requests());
    }
}
