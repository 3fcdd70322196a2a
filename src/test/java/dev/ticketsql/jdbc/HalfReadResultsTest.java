package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;
import org.apache.calcite.jdbc.CalciteConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaves results half read, each of which holds a connection of the mirror's engine until it is closed. */
final class HalfReadResultsTest {

    private static final String URL = "jdbc:ticketsql:baseUrl='sandbox:?events=3000&seed=7'";

    private static final int EVENTS = 3000;

    private static final String ALL = "SELECT * FROM zendesk.ticket_events";

    private static final int RESULTS = 100;

    /** Bound of the wait for the collector and for the thread that closes what it finds. */
    private static final int ATTEMPTS = 500;

    private static final int COLLECTIONS = 5;

    private static final long PAUSE_MILLIS = 20;

    /**
     * Counts the connections of the account itself, and those that another test may have left to the garbage collector.
     */
    private static final long FEW = 20;

    @Test
    void hundredOfThemEndWithTheirConnection() throws Exception {
        try (Connection keepsTheAccount = DriverManager.getConnection(URL)) {
            beginAndForget(keepsTheAccount);
            long before = lastingConnections();
            Connection connection = DriverManager.getConnection(URL);
            List<Statement> halfRead = new ArrayList<>();
            for (int result = 0; result < RESULTS; result++) {
                halfRead.add(beginAndForget(connection));
            }
            assertTrue(engineConnections() >= before + RESULTS - FEW, "a half-read result holds a connection");
            connection.close();
            assertTrue(connection.isClosed());
            for (Statement statement : halfRead) {
                assertTrue(statement.isClosed());
            }
            halfRead.clear();
            assertTrue(engineConnections() < before + FEW, "connections of the engine are left");
        }
    }

    @Test
    void thoseThatAProgramDropsEndWhileTheirConnectionGoesOn() throws Exception {
        try (Connection connection = DriverManager.getConnection(URL)) {
            beginAndForget(connection);
            long before = lastingConnections();
            for (int result = 0; result < 2 * FEW; result++) {
                beginAndForget(connection);
            }
            assertConnectionsOfTheEngineGo(before);
            connection.createStatement().executeQuery("SELECT COUNT(*) FROM ticket_events");
        }
    }

    @Test
    void aCancelledOneThatAProgramDropsEndsItsThread() throws Exception {
        try (Connection connection = DriverManager.getConnection(URL)) {
            cancelAndForget(connection);
            for (int attempt = 0; attempt < ATTEMPTS && cancellationThreads() > 0; attempt++) {
                engineConnections();
                Thread.sleep(PAUSE_MILLIS);
            }
            assertEquals(0, cancellationThreads());
        }
    }

    @Test
    void thoseOfCalcitesOwnConnectionsEndWithTheGarbage(@TempDir Path directory) throws Exception {
        String url = "jdbc:calcite:model=" + model(directory) + ";lex=MYSQL_ANSI";
        try (Connection keepsTheAccount = DriverManager.getConnection(url)) {
            beginAndForget(keepsTheAccount);
            long before = lastingConnections();
            for (int number = 0; number < FEW + 1; number++) {
                try (Connection connection = DriverManager.getConnection(url)) {
                    beginAndForget(connection);
                }
                beginAndForget(DriverManager.getConnection(url));
            }
            assertConnectionsOfTheEngineGo(before);
        }
    }

    @Test
    void rowsGoOnAlthoughStatementAndConnectionAreDropped() throws Exception {
        ResultSet rows = DriverManager.getConnection(URL).createStatement().executeQuery(ALL);
        collectGarbage();
        int count = 0;
        while (rows.next()) {
            count++;
        }
        assertEquals(EVENTS, count);
        rows.getStatement().getConnection().close();
    }

    @Test
    void rowsGoOnWhenWhatTheyNameAsTheirStatementIsDropped() throws Exception {
        try (Connection connection = DriverManager.getConnection(URL)) {
            ResultSet tables = connection.getMetaData().getTables(null, null, "%", null);
            ResultSet keys = connection.createStatement().getGeneratedKeys();
            assertSame(connection, tables.getStatement().getConnection());
            assertSame(connection, keys.getStatement().getConnection());
            collectGarbage();
            assertTrue(tables.next());
            assertFalse(keys.next());
        }
    }

    @Test
    void whatIsInsideADroppedConnectionIsTheProgramsToClose() throws Exception {
        try (Connection inside = DriverManager.getConnection(URL).unwrap(CalciteConnection.class)) {
            collectGarbage();
            assertFalse(inside.isClosed());
        }
    }

    private static Path model(Path directory) throws IOException {
        return Files.writeString(directory.resolve("model.json"), """
                {"version": "1.0", "defaultSchema": "zendesk", "schemas": [{"name": "zendesk", "type": "custom",
                  "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                  "operand": {"baseUrl": "sandbox:?events=3000&seed=7"}}]}
                """);
    }

    private static void assertConnectionsOfTheEngineGo(long before) throws Exception {
        long left = engineConnections();
        for (int attempt = 0; attempt < ATTEMPTS && left >= before + FEW; attempt++) {
            Thread.sleep(PAUSE_MILLIS);
            left = engineConnections();
        }
        assertTrue(left < before + FEW, left + " connections of the engine are left, " + before + " were before");
    }

    private static long cancellationThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ticketsql-cancellation"))
                .count();
    }

    /** Collects garbage, and lets the thread of the cleaner close what it finds. */
    private static void collectGarbage() throws Exception {
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static void cancelAndForget(Connection connection) throws SQLException {
        beginAndForget(connection).cancel();
        assertEquals(1, cancellationThreads());
    }

    /** Reads one row of many, and closes nothing. */
    private static Statement beginAndForget(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL);
        assertTrue(rows.next());
        return statement;
    }

    /** Counts the connections after those of earlier tests are collected. */
    private static long lastingConnections() throws Exception {
        long lasting = engineConnections();
        for (long next = engineConnections(); next < lasting; next = engineConnections()) {
            lasting = next;
        }
        return lasting;
    }

    /** Counts the reachable connections after a garbage collection, in the JVM's class histogram. */
    private static long engineConnections() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(String::strip)
                .filter(line -> line.endsWith(" org.duckdb.DuckDBConnection"))
                .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[1]))
                .sum();
    }
}
