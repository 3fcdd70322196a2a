package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Leaves results half read, each of which holds a connection of the mirror's engine until it is closed. */
final class HalfReadResultsTest {

    private static final String URL = "jdbc:ticketsql:baseUrl='sandbox:?events=3000&seed=7'";

    private static final int RESULTS = 300;

    /**
     * Counts the connections of the account itself, and those that another test may have left to the garbage collector.
     */
    private static final long FEW = 20;

    @Test
    void threeHundredOfThemEndWithTheirConnection() throws Exception {
        try (Connection keepsTheAccount = DriverManager.getConnection(URL)) {
            beginAndForget(keepsTheAccount);
            long before = lastingConnections();
            Connection connection = DriverManager.getConnection(URL);
            for (int result = 0; result < RESULTS; result++) {
                beginAndForget(connection);
            }
            assertTrue(engineConnections() >= before + RESULTS - FEW, "a half-read result holds a connection");
            connection.close();
            assertTrue(engineConnections() < before + FEW, "connections of the engine are left");
            assertTrue(connection.isClosed());
        }
    }

    /** Reads one row of many, and closes nothing. */
    private static void beginAndForget(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM ticket_events");
        assertTrue(rows.next());
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
