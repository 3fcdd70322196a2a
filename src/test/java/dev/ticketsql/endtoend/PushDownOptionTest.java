package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection with {@code pushDown=false}: the same rows, all of them computed by Calcite from all events. */
final class PushDownOptionTest {

    private static final URI ACCOUNT = URI.create("sandbox:?events=3000&seed=1&end=2026-11-24T13:00:00Z");

    /** What stands between Calcite and a scan, and nothing of ours above it. */
    private static final String SCAN = "DuckDbToEnumerable|EventScan";

    private static SqlClient pushed;
    private static SqlClient unpushed;

    @BeforeAll
    static void connect() throws Exception {
        pushed = SqlClient.to(ACCOUNT);
        unpushed = SqlClient.to(ACCOUNT, "pushDown", "false");
    }

    @AfterAll
    static void close() throws Exception {
        pushed.close();
        unpushed.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT via, COUNT(*) FROM ticket_events WHERE event_type = 'Audit' GROUP BY via ORDER BY via",
                "SELECT id, \"time\" FROM ticket_events WHERE \"time\" >= TIMESTAMP '2026-11-20 00:00:00' ORDER BY id",
                "SELECT id FROM ticket_events ORDER BY \"time\" DESC, id LIMIT 5",
                "SELECT MIN(\"time\"), MAX(\"time\") FROM ticket_events",
                "SELECT field, COUNT(*) FROM ticket_field_changes c JOIN ticket_events e ON e.id = c.event_id"
                        + " GROUP BY field ORDER BY field",
                "SELECT type FROM ticket_events UNION SELECT field FROM ticket_field_changes ORDER BY 1",
            })
    void itsRowsAreTheSameAndCalciteComputesThem(String sql) throws Exception {
        assertEquals(pushed.rows(sql), unpushed.rows(sql));
        assertTrue(pushed.rows(sql).size() > 0, sql);

        assertTrue(operators(pushed, sql).stream().anyMatch(operator -> !operator.startsWith("Enumerable")), sql);
        List<String> ours = operators(unpushed, sql).stream()
                .filter(operator -> !operator.startsWith("Enumerable"))
                .toList();
        assertTrue(ours.isEmpty(), () -> ours + " in\n" + plan(unpushed, sql));
    }

    @Test
    void itsScansReadAllOfTime() throws Exception {
        String sql = "SELECT id FROM ticket_events WHERE \"time\" >= TIMESTAMP '2026-11-20 00:00:00'";
        assertTrue(plan(pushed, sql).contains("window=[2026-11-20T00:00:00Z, ..)"), () -> plan(pushed, sql));
        assertTrue(plan(unpushed, sql).contains("window=every"), () -> plan(unpushed, sql));
    }

    /** The plan's operators from top to bottom, without the scans and the border below which they are. */
    private static List<String> operators(SqlClient client, String sql) {
        return plan(client, sql)
                .lines()
                .map(line -> line.strip().replaceFirst("\\(.*", ""))
                .filter(operator -> !operator.matches(SCAN))
                .toList();
    }

    private static String plan(SqlClient client, String sql) {
        try {
            return client.rows("EXPLAIN PLAN FOR " + sql).get(0);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
