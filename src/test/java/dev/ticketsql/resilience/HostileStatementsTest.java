package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Malformed and hostile statements: rows, or an SQLException with one sentence; no file is read or written, no host is
 * called, no process started. A series is always the same unless properties choose another: {@code ticketsql.seed},
 * {@code ticketsql.first} (its first number) and {@code ticketsql.statements} (its length).
 */
final class HostileStatementsTest {

    private static final Logger LOG = LoggerFactory.getLogger(HostileStatementsTest.class);

    private static final int MAX_SHOWN = Integer.getInteger("ticketsql.shown", 10);

    private static final int MAX_ROWS = 50;

    private static final int TIMEOUT_SEC = 2;

    @TempDir
    private Path directory;

    private final Map<String, Integer> outcomes = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();

    @Test
    void aHostileStatementGetsRowsOrOneSentence() throws Exception {
        long seed = Long.getLong("ticketsql.seed", 20261130);
        int first = Integer.getInteger("ticketsql.first", 0);
        int count = Series.length("ticketsql.statements", 600, 2_000);
        String url = "jdbc:ticketsql:baseUrl='sandbox:?events=40&seed=1&end=2026-01-01T00:00:00Z'";
        try (Canaries canaries = new Canaries(directory);
                Connection connection = DriverManager.getConnection(url)) {
            HostileStatements statements = new HostileStatements(seed, canaries.file(), canaries.port());
            for (int number = first; number < first + count; number++) {
                String sql = statements.statement(number);
                List<String> broken = ask(connection, sql, canaries);
                if (!broken.isEmpty()) {
                    String finding = "-Dticketsql.seed=" + seed + " -Dticketsql.first=" + number
                            + " -Dticketsql.statements=1 " + broken + "\n  " + shortened(sql);
                    LOG.info("{}", finding);
                    findings.add(finding);
                }
                if (number % 500 == 499) {
                    LOG.info("{} statements, {}", number + 1 - first, outcomes);
                }
            }
            LOG.info("{} statements, of which {} of the list: {}", count, statements.listed(), outcomes);
            connection.setSchema("zendesk");
            assertEquals(List.of(), ask(connection, "SELECT COUNT(*) FROM ticket_events", canaries));
            canaries.assertAlone();
        }
        assertEquals(
                List.of(),
                findings,
                () -> findings.size() + " findings\n"
                        + String.join("\n", findings.subList(0, Math.min(MAX_SHOWN, findings.size()))));
    }

    private List<String> ask(Connection connection, String sql, Canaries canaries) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SEC);
            statement.setMaxRows(MAX_ROWS);
            boolean hasRows = statement.execute(sql);
            boolean isRead = hasRows && isCanaryIn(statement.getResultSet(), canaries);
            count(hasRows ? "rows" : "no rows");
            return isRead ? List.of("the content of a file") : List.of();
        } catch (SQLException e) {
            count(String.valueOf(e.getSQLState()));
            List<String> broken = new ArrayList<>(MessageRules.broken(e, sql));
            if (canaries.isReadIn(String.valueOf(e.getMessage()))) {
                broken.add("the content of a file");
            }
            if (!broken.isEmpty()) {
                broken.add(e.getSQLState() + " " + shortened(String.valueOf(e.getMessage())));
            }
            return broken;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return List.of(e.toString());
        }
    }

    private static boolean isCanaryIn(ResultSet result, Canaries canaries) throws SQLException {
        boolean isRead = false;
        try (result) {
            while (result.next()) {
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    isRead |= canaries.isReadIn(String.valueOf(result.getString(column)));
                }
            }
        }
        return isRead;
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "..." : text;
    }
}
