package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.TestAccount;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refuses statements that write, in one sentence and without a request. */
final class ReadOnlyTest {

    private static TestAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(EdgeEvents.all());
    }

    @AfterAll
    static void close() throws Exception {
        assertEquals(0, account.requests());
        account.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO ticket_events (id, \"time\", start_time) VALUES (1, TIMESTAMP '2026-01-01 00:00:00', 2)",
                "INSERT INTO ticket_events SELECT * FROM ticket_events",
                "UPDATE ticket_events SET via = 'Email'",
                "UPDATE ticket_events SET via = 'Email' WHERE id = 7",
                "MERGE INTO ticket_events AS t USING (SELECT id, via FROM ticket_events) AS s ON t.id = s.id "
                        + "WHEN MATCHED THEN UPDATE SET via = s.via",
                "DELETE FROM ticket_events",
                "DELETE FROM ticket_events WHERE \"time\" < TIMESTAMP '2020-01-01 00:00:00'",
            })
    void changesAreRefused(String sql) throws Exception {
        assertEquals(
                "ticket_events is read-only: Zendesk writes the events, TicketSQL only reads them", messageOf(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (id BIGINT)",
                "CREATE VIEW v AS SELECT id FROM ticket_events",
                "DROP TABLE ticket_events",
                "TRUNCATE TABLE ticket_events",
                "SET \"timeZone\" = 'UTC'",
            })
    void definitionsAreRefused(String sql) throws Exception {
        try (Statement statement = account.connection().createStatement()) {
            assertThrows(SQLException.class, () -> statement.execute(sql), sql);
        }
    }

    /** The message of the first cause, which is what a tool shows. */
    private static String messageOf(String sql) throws SQLException {
        try (Statement statement = account.connection().createStatement()) {
            Throwable reason = assertThrows(SQLException.class, () -> statement.execute(sql), sql);
            while (reason.getCause() != null) {
                reason = reason.getCause();
            }
            return String.valueOf(reason.getMessage());
        }
    }
}
