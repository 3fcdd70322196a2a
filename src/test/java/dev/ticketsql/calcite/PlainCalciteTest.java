package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.AuditHistory;
import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.TestAccount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.apache.calcite.jdbc.CalciteConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Queries our tables through Calcite's own driver, whose planner chooses the part of a plan that the mirror's engine
 * runs.
 */
final class PlainCalciteTest {

    private static TestAccount account;
    private static CalciteConnection plain;

    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(EdgeEvents.all());
        plain = account.connectPlainly();
        account.hsqldb()
                .execute(
                        "CREATE TABLE channels (name VARCHAR(20), owner VARCHAR(20))",
                        "INSERT INTO channels VALUES ('Email', 'Ada'), ('Web form', 'Grace'), ('日本語', '恵'),"
                                + " ('Ａ', 'wide'), ('🎫', 'ticket'), (NULL, 'nobody')");
        account.addOffice(plain);
        account.addOffice();
    }

    @AfterAll
    static void close() throws Exception {
        plain.close();
        account.close();
    }

    /** Each is one that Calcite's rules alone answer wrongly, or that would end at the border of two engines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM ticket_events WHERE EXTRACT(YEAR FROM \"time\") = 2020 AND EXTRACT(QUARTER FROM \"time\") = 1",
                "SELECT COUNT(*) FROM ticket_events WHERE EXTRACT(YEAR FROM \"time\") = 2026 AND EXTRACT(MONTH FROM \"time\") = 3"
                        + " AND EXTRACT(DAY FROM \"time\") = 8 AND EXTRACT(HOUR FROM \"time\") = 2",
                "SELECT e.id FROM ticket_events e CROSS JOIN (SELECT COUNT(*) AS n FROM ticket_events WHERE 1 = 2) t",
                "SELECT e.id FROM ticket_events e JOIN office.channels c ON e.via = c.name WHERE COALESCE(e.ticket_id, -1) = 0",
                "SELECT e.via, c.owner FROM ticket_events e JOIN office.channels c ON e.via = c.name ORDER BY 1, 2",
                "SELECT via FROM ticket_events UNION ALL SELECT owner FROM office.channels ORDER BY 1 NULLS LAST",
            })
    void theAnswersAreThoseOfHsqldb(String sql) throws Exception {
        account.hsqldb().agrees(plain, sql, sql.replace("office.", ""));
    }

    /** HSQLDB has no words for these. The texts of the last join stand in another order in Java. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, RANK() OVER (PARTITION BY via ORDER BY id) FROM ticket_events",
                "SELECT e.id, COUNT(*) OVER (PARTITION BY c.owner) FROM ticket_events e JOIN office.channels c ON e.via = c.name",
                "SELECT t.k, c.name FROM (SELECT CASE WHEN MOD(id, 2) = 0 THEN CAST('Ａ' AS VARCHAR(20)) ELSE '🎫' END AS k FROM ticket_events) t"
                        + " JOIN (SELECT CASE WHEN MOD(event_id, 2) = 1 THEN CAST('Ａ' AS VARCHAR(20)) ELSE '🎫' END AS name FROM ticket_comments"
                        + " UNION ALL SELECT name FROM office.channels) c ON t.k = c.name ORDER BY 1",
                // Calls are elements of JSON, which Calcite takes out here, and so computes all above them.
                "SELECT * FROM ticket_first_replies",
                "SELECT * FROM ticket_resolutions",
            })
    void theAnswersAreThoseOfOurDriver(String sql) throws Exception {
        try (Statement statement = plain.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            account.sql(sql).returnsUnordered(RowTexts.read(rows).toArray(String[]::new));
        }
    }

    /** Each with the parameter's value as a literal in our driver. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT id FROM ticket_events WHERE via = ? | 'Email'
            SELECT id, via LIKE ? FROM ticket_events | 'E%'
            SELECT id FROM ticket_events WHERE ticket_id >= ? AND via IS NOT NULL | 2
            SELECT COUNT(*) FROM ticket_events WHERE "time" >= ? | TIMESTAMP '2026-03-08 02:00:00'
            SELECT via, COUNT(*) FROM ticket_events GROUP BY via HAVING COUNT(*) > ? | 1
            SELECT e.id FROM ticket_events e JOIN office.channels c ON e.via = c.name WHERE c.owner = ? | 'Ada'
            SELECT id FROM ticket_events ORDER BY id LIMIT ? | 3
            """)
    void parametersHaveTheValuesOfTheExecution(String sql, String literal) throws Exception {
        try (PreparedStatement statement = plain.prepareStatement(sql)) {
            for (int execution = 0; execution < 2; execution++) {
                if (literal.startsWith("TIMESTAMP")) {
                    statement.setTimestamp(1, Timestamp.valueOf("2026-03-08 02:00:00"));
                } else if (literal.startsWith("'")) {
                    statement.setString(1, literal.substring(1, literal.length() - 1));
                } else {
                    statement.setInt(1, Integer.parseInt(literal));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    List<String> read = RowTexts.read(rows);
                    assertFalse(read.isEmpty(), sql);
                    account.sql(sql.replace("?", literal)).returnsUnordered(read.toArray(String[]::new));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a.id, b.id FROM ticket_events a LEFT JOIN ticket_events b ON a.ticket_id = b.ticket_id",
                "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.id < b.id",
                "SELECT a.id FROM ticket_events a JOIN ticket_comments b ON a.id = b.event_id"
                        + " JOIN ticket_field_changes c ON c.event_id = a.id",
                "SELECT id, RANK() OVER (PARTITION BY via ORDER BY id) FROM ticket_events",
                "SELECT id FROM ticket_events e WHERE EXISTS (SELECT 1 FROM ticket_comments c WHERE c.ticket_id = e.ticket_id)",
                "SELECT via FROM ticket_events UNION SELECT client FROM ticket_events ORDER BY 1 LIMIT 5",
                "SELECT * FROM ticket_reopens",
                "SELECT metric, COUNT(*) FROM sla_breaches GROUP BY metric",
            })
    void whatReadsOurTablesAloneIsOneStatementOfTheEngine(String sql) throws Exception {
        assertTrue(plan(sql).startsWith("DuckDbStatement"), () -> sql);
        assertEquals(1, plan(sql).split("DuckDbStatement", -1).length - 1, sql);
    }

    private static String plan(String sql) throws SQLException {
        try (Statement statement = plain.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN PLAN FOR " + sql)) {
            assertTrue(plan.next());
            return plan.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT id FROM ticket_events LIMIT 10 | 1
            SELECT id FROM ticket_events WHERE UPPER(via) = 'CHAT' LIMIT 2 | 1
            SELECT id FROM ticket_events ORDER BY "time" DESC LIMIT 10 | 2
            SELECT MAX("time") FROM ticket_events | 1
            SELECT CAST("time" AS DATE), id, MOD(id, 2), MOD(id, 3), LOWER(via), LOWER(type) FROM ticket_events WHERE "time" < TIMESTAMP '2023-12-01 00:00:00' ORDER BY 1, 2 DESC LIMIT 1 | 3
            SELECT COUNT(*) FROM ticket_events WHERE "time" >= TIMESTAMP '2026-11-19 00:00:00' | 1
            SELECT COUNT(*) FROM ticket_events WHERE EXTRACT(YEAR FROM "time") = 2026 AND EXTRACT(MONTH FROM "time") = 3 | 8
            """)
    void onlyThePagesAreFetchedThatHoldTheRows(String sql, int requests) throws Exception {
        try (TestAccount empty = TestAccount.of(
                        AuditHistory.eventsFrom(TestAccount.NOW.minus(Duration.ofDays(3 * 365))),
                        AuditHistory.PER_PAGE);
                Connection asked = empty.connectPlainly()) {
            empty.hsqldb().agrees(asked, sql);
            assertEquals(requests, empty.requests());
        }
    }

    @Test
    void itsPlanShowsRangesOfTimeAndPricesAndAsksForNothing() throws Exception {
        int before = account.requests();
        String plan = plan("SELECT UPPER(via) FROM ticket_events WHERE EXTRACT(YEAR FROM \"time\") = 2026");
        assertTrue(plan.startsWith("DuckDbStatement(price=[requests="), plan);
        assertTrue(plan.contains("EventScan(window=[2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z), mirrored="), plan);
        assertEquals(before, account.requests());
    }

    @Test
    void itsTablesAreReadOnly() throws Exception {
        try (Statement statement = plain.createStatement()) {
            Throwable reason =
                    assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM ticket_events"));
            while (reason.getCause() != null) {
                reason = reason.getCause();
            }
            assertEquals(
                    "ticket_events is read-only: Zendesk writes the events, TicketSQL only reads them",
                    reason.getMessage());
        }
    }
}
