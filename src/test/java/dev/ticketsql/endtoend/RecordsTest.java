package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables mirror_windows and api_requests: the segments of the mirror and the requests of its statements. */
final class RecordsTest {

    private static final long JUNE = Instant.parse("2025-06-01T00:00:00Z").getEpochSecond();
    private static final long JULY = Instant.parse("2025-07-01T00:00:00Z").getEpochSecond();
    private static final String JUNES_EVENTS =
            "SELECT COUNT(*) FROM ticket_events WHERE start_time >= " + JUNE + " AND start_time < " + JULY;

    private final Sandbox sandbox = Sandboxes.until2026(100_000, 7);

    @TempDir
    private Path directory;

    private SqlClient client;

    /** Condition on rows of {@code api_requests}: another test's server may have listened at this one's port. */
    private String requestsOfThisTest;

    @BeforeEach
    void connect() throws SQLException {
        client = SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString());
        requestsOfThisTest = "statement > " + client.number("SELECT COALESCE(MAX(statement), 0) FROM api_requests");
    }

    @AfterEach
    void close() throws SQLException {
        client.close();
        sandbox.close();
    }

    @Test
    void readingThemCostsNoRequest() throws Exception {
        assertEquals(List.of(), client.rows("SELECT * FROM mirror_windows"));
        assertEquals(List.of(), client.rows("SELECT * FROM api_requests WHERE " + requestsOfThisTest));
        assertEquals(0, sandbox.requests().size());
    }

    @Test
    void windowsCoverWhatWasAskedForWithoutAGap() throws Exception {
        client.number(JUNES_EVENTS);
        int asked = sandbox.requests().size();

        assertEquals(
                "2025-06-01 00:00:00|true|sealed",
                client.rows("SELECT MIN(from_time), MAX(to_time) >= TIMESTAMP '2025-07-01 00:00:00', MIN(kind)"
                                + " FROM mirror_windows")
                        .get(0));
        assertEquals(
                0,
                client.number("SELECT COUNT(*) FROM mirror_windows a WHERE a.to_time < (SELECT MAX(to_time) FROM"
                        + " mirror_windows) AND NOT EXISTS (SELECT * FROM mirror_windows b WHERE b.from_time ="
                        + " a.to_time)"));
        assertEquals(
                client.number(JUNES_EVENTS),
                client.number("SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= TIMESTAMP '2025-06-01 00:00:00' AND"
                        + " \"time\" < TIMESTAMP '2025-07-01 00:00:00'"));
        for (String row : client.rows("SELECT file, bytes FROM mirror_windows")) {
            Path file = Path.of(row.substring(0, row.indexOf('|')));
            long bytes = 0;
            for (String table :
                    List.of("ticket_events", "ticket_field_changes", "ticket_comments", "ticket_child_events")) {
                bytes += Files.size(Path.of(file.toString().replace("ticket_events", table)));
            }
            assertEquals(row, file + "|" + bytes);
        }
        assertEquals(asked, sandbox.requests().size());
    }

    @Test
    void everyRequestIsARowWithTheStatementThatMadeIt() throws Exception {
        client.number(JUNES_EVENTS);
        client.number("SELECT COUNT(*) FROM ticket_events WHERE start_time >= " + (JUNE - 3600) + " AND start_time < "
                + JUNE);

        assertEquals(
                sandbox.requests().stream()
                        .map(request -> request.startSec().orElseThrow() + "|200")
                        .sorted()
                        .toList(),
                client.rows("SELECT start_time, status FROM api_requests WHERE " + requestsOfThisTest
                        + " ORDER BY start_time"));
        assertEquals(
                List.of(sandbox.requests().size() - 1 + "", "1"),
                client.rows("SELECT COUNT(*) FROM api_requests WHERE " + requestsOfThisTest
                        + " GROUP BY statement ORDER BY statement"));
        assertEquals(
                sandbox.requests().size(),
                client.number("SELECT COUNT(*) FROM api_requests WHERE events BETWEEN 1 AND 1000 AND bytes > 1000"
                        + " AND " + requestsOfThisTest
                        + " AND waited_ms >= 0 AND \"time\" > TIMESTAMP '2025-01-01 00:00:00'"));
    }

    @Test
    void nobodyWritesThem() {
        for (String change : List.of(
                "DELETE FROM api_requests",
                "INSERT INTO api_requests SELECT * FROM api_requests",
                "UPDATE api_requests SET status = 200")) {
            SQLException refused = assertThrows(SQLException.class, () -> client.rows(change));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("api_requests is read-only: TicketSQL keeps it"),
                    refused::getMessage);
        }
    }
}
