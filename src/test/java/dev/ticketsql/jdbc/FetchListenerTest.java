package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.FetchListener;
import dev.ticketsql.event.FetchProgress;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.Sandboxes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listens to the progress of fetching as an application does. */
final class FetchListenerTest {

    private static final String COUNT =
            "SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= TIMESTAMP '%s-01 00:00:00'"
                    + " AND \"time\" < TIMESTAMP '%s-01 00:00:00'";

    private final Sandbox sandbox = Sandboxes.until2026(20_000, 7);

    private final List<FetchProgress> reports = new ArrayList<>();

    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = connection();
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:ticketsql:baseUrl='" + sandbox.baseUrl() + "';mirror='" + directory + "';pageSize=100");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        sandbox.close();
    }

    @Test
    void percentagesRiseToAHundredAndRequestsAreTheServers() throws Exception {
        listen(reports::add);
        long events = count("2025-05", "2025-06");
        List<Double> percentages = reports.stream().map(FetchProgress::percent).toList();
        assertEquals(percentages.stream().sorted().toList(), percentages);
        assertEquals(0, percentages.get(0));
        assertEquals(100, percentages.get(percentages.size() - 1));
        assertEquals(31L * 86_400, reports.get(0).wantedSec());

        assertTrue(sandbox.requests().size() >= 5, "a month of few pages shows little");
        assertEquals(sandbox.requests().size(), latest().requests());
        assertEquals(
                sandbox.requests().stream()
                        .mapToInt(request -> request.eventCount())
                        .sum(),
                latest().events());
        assertTrue(latest().events() >= events);
    }

    @Test
    void onlyTheMissingRangesAreReported() throws Exception {
        count("2025-05", "2025-06");
        listen(reports::add);
        count("2025-05", "2025-06");
        assertEquals(List.of(), reports);

        int asked = sandbox.requests().size();
        count("2025-04", "2025-06");
        assertEquals(30L * 86_400, reports.get(0).wantedSec());
        assertEquals(sandbox.requests().size() - asked, latest().requests());
        assertEquals(100, latest().percent());
    }

    @Test
    void slicesAreReportedAsOneRangeThatMayStopEarlier() throws Exception {
        listen(reports::add);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id FROM ticket_events WHERE \"time\" >= TIMESTAMP '2025-01-01 00:00:00'"
                                + " AND metric = 'reply_time' ORDER BY \"time\" DESC LIMIT 100")) {
            assertTrue(rows.next());
        }
        assertTrue(sandbox.requests().size() >= 3, "a search of few pages shows little");
        assertEquals(sandbox.requests().size(), latest().requests());
        assertTrue(reports.stream().allMatch(FetchProgress::mayStopEarlier));
        assertEquals(1, reports.stream().map(FetchProgress::windows).distinct().count());
        List<Long> covered = reports.stream().map(FetchProgress::coveredSec).toList();
        assertEquals(covered.stream().sorted().toList(), covered);
        assertTrue(latest().percent() < 100);
    }

    @Test
    void rowsThatComePageByPageUntilTheLastAreAsFarAsTheirTime() throws Exception {
        count("2025-03", "2025-06");
        listen(reports::add);
        int asked = sandbox.requests().size();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id FROM ticket_events WHERE \"time\" < TIMESTAMP '2025-07-01 00:00:00' AND UPPER(via) = 'CHAT'")) {
            assertEquals(0, reports.get(0).percent());
            while (rows.next()) {
                assertFalse(latest().mayStopEarlier());
            }
        }
        int made = sandbox.requests().size() - asked;
        assertTrue(made > 20, () -> made + " requests show little");
        // The decades before the first event are no progress.
        double afterTwoPages = reports.stream()
                .filter(progress -> progress.requests() == 2)
                .mapToDouble(FetchProgress::percent)
                .max()
                .orElseThrow();
        assertTrue(afterTwoPages < 50, () -> afterTwoPages + "% after two pages of " + made);
        assertEquals(100, latest().percent());
        assertTrue(latest().expectedRequests().isPresent());
    }

    @Test
    void whereTheMirrorKnowsComparableWeeksTheRequestsAreEstimated() throws Exception {
        count("2025-03", "2025-06");
        int asked = sandbox.requests().size();
        listen(reports::add);
        count("2025-06", "2025-07");
        long estimated = reports.get(0).expectedRequests().orElseThrow();
        long made = (long) sandbox.requests().size() - asked;
        assertTrue(
                made > 2 && estimated >= made / 2 && estimated <= made * 2,
                estimated + " estimated, " + made + " made");
        assertEquals(OptionalLong.of(estimated), latest().expectedRequests());
    }

    @Test
    void requestsForNamesAreCountedApart() throws Exception {
        count("2025-05", "2025-06");
        int asked = sandbox.requests().size();
        listen(reports::add);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COUNT(u.name) FROM ticket_events e JOIN users u ON u.id = e.updater_id"
                                + " WHERE e.\"time\" >= TIMESTAMP '2025-05-01 00:00:00'"
                                + " AND e.\"time\" < TIMESTAMP '2025-06-01 00:00:00'")) {
            assertTrue(row.next());
            assertTrue(row.getLong(1) > 0);
        }
        assertTrue(sandbox.requests().size() > asked);
        assertEquals(sandbox.requests().size() - asked, latest().lookUps());
        assertEquals(0, latest().requests());
    }

    @Test
    void aListenerThatThrowsLosesNothing() throws Exception {
        listen(progress -> {
            reports.add(progress);
            throw new IllegalStateException("no");
        });
        long events = count("2025-05", "2025-06");
        assertTrue(reports.size() > 2);
        int asked = sandbox.requests().size();
        assertEquals(events, count("2025-05", "2025-06"));
        assertEquals(asked, sandbox.requests().size());
    }

    @Test
    void theListenerOfOneConnectionHearsNothingOfAnother() throws Exception {
        listen(reports::add);
        try (Connection other = connection()) {
            count(other, "2025-05", "2025-06");
        }
        assertEquals(List.of(), reports);
    }

    @Test
    void anotherListenerTakesItsPlace() throws Exception {
        listen(reports::add);
        listen(FetchListener.none());
        count("2025-05", "2025-06");
        assertEquals(List.of(), reports);
    }

    @Test
    void theConnectionIsItsOwnWrapper() throws Exception {
        assertTrue(connection.isWrapperFor(TicketSqlConnection.class));
        assertSame(connection, connection.unwrap(TicketSqlConnection.class));
        try (Statement statement = connection.createStatement()) {
            assertSame(connection, statement.getConnection());
            assertFalse(statement.isWrapperFor(TicketSqlConnection.class));
        }
    }

    @Test
    void aClosedConnectionTakesNoListener() throws Exception {
        connection.close();
        assertEquals(
                "the connection is closed",
                assertThrows(SQLException.class, () -> listen(reports::add)).getMessage());
    }

    private FetchProgress latest() {
        return reports.get(reports.size() - 1);
    }

    private void listen(FetchListener listener) throws SQLException {
        connection.unwrap(TicketSqlConnection.class).setFetchListener(listener);
    }

    private long count(String fromMonth, String toMonth) throws SQLException {
        return count(connection, fromMonth, toMonth);
    }

    private static long count(Connection connection, String fromMonth, String toMonth) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT.formatted(fromMonth, toMonth))) {
            row.next();
            return row.getLong(1);
        }
    }
}
