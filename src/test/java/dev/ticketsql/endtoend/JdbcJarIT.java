package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.JdbcJar;
import dev.ticketsql.testing.RowTexts;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The single jar in class loaders such as tools have: alone, twice, and below libraries of years ago. */
@Timeout(240)
final class JdbcJarIT {

    private static final String ACCOUNT = "jdbc:ticketsql:baseUrl='sandbox:?events=2000&seed=1'";

    @Test
    void alone() throws Exception {
        Driver driver = JdbcJar.driver(JdbcJar.alone());
        // A thread of a tool knows the tool's loader, which has none of ours.
        JdbcJar.inContext(ClassLoader.getPlatformClassLoader(), () -> {
            try (Connection connection = JdbcJar.connect(driver, ACCOUNT)) {
                assertAnswers(connection);
                assertEquals(version(), connection.getMetaData().getDriverVersion());
                assertTrue(version().startsWith(driver.getMajorVersion() + "." + driver.getMinorVersion() + "."));
            }
        });
    }

    @Test
    void twiceSideBySide() throws Exception {
        Driver first = JdbcJar.driver(JdbcJar.alone());
        Driver second = JdbcJar.driver(JdbcJar.alone());
        assertNotSame(first.getClass(), second.getClass());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> counts = threads.invokeAll(List.of(count(first), count(second)));
            for (Future<String> count : counts) {
                assertEquals("2000", count.get());
            }
        } finally {
            threads.shutdown();
        }
        try (Connection one = JdbcJar.connect(first, ACCOUNT);
                Connection two = JdbcJar.connect(second, ACCOUNT)) {
            assertAnswers(one);
            assertAnswers(two);
        }
    }

    @Test
    void belowLibrariesOfYearsAgo() throws Exception {
        ClassLoader old = JdbcJar.oldLibraries();
        assertEquals("2.9.10", jackson(old));
        ClassLoader loader = JdbcJar.below(old);
        for (String library : List.of(
                "com.fasterxml.jackson.databind.ObjectMapper",
                "com.google.common.collect.ImmutableList",
                "com.google.protobuf.Message",
                "org.codehaus.janino.SimpleCompiler",
                "kotlin.Unit",
                "org.slf4j.LoggerFactory",
                "org.apache.commons.logging.LogFactory")) {
            assertSame(old, loader.loadClass(library).getClassLoader(), library);
        }
        Driver driver = JdbcJar.driver(loader);
        JdbcJar.inContext(old, () -> {
            try (Connection connection = JdbcJar.connect(driver, ACCOUNT)) {
                assertAnswers(connection);
            }
        });
    }

    @Test
    void itRefusesInTheSentencesOfTheMavenJar() throws Exception {
        try (Connection expected = DriverManager.getConnection(ACCOUNT);
                Connection connection = JdbcJar.connect(JdbcJar.driver(JdbcJar.alone()), ACCOUNT)) {
            for (String sql : List.of(
                    "SELEC 1",
                    "SELECT nothing FROM ticket_events",
                    "SELECT ? FROM ticket_events",
                    "SELECT 1 / 0",
                    "SELECT CAST('x' AS INTEGER)",
                    "SELECT SOUNDEX(1, 2)",
                    "SELECT MAX(via) + 1 FROM ticket_events GROUP BY nothing",
                    "SELECT JSON_VALUE('{', 'strict $.a' ERROR ON ERROR)",
                    "SELECT COUNT(*) FROM ticket_events GROUP BY TUMBLE(\"time\", INTERVAL '1' HOUR)",
                    "SELECT * FROM ticket_events MATCH_RECOGNIZE (ORDER BY id MEASURES A.id AS a PATTERN (A B)"
                            + " DEFINE B AS B.id > A.id)",
                    "DELETE FROM ticket_events")) {
                assertEquals(refusal(expected, sql), refusal(connection, sql), sql);
            }
        }
    }

    @Test
    void oneLoggerOfJavaUtilLoggingGovernsAllOfItsLog() throws Exception {
        Driver driver = JdbcJar.driver(JdbcJar.alone());
        Logger parent = driver.getParentLogger();
        assertEquals("dev.ticketsql", parent.getName());
        assertEquals(Level.WARNING, parent.getLevel());
        Set<String> names = ConcurrentHashMap.newKeySet();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                names.add(line.getLoggerName());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            assertEquals("2000", count(driver).call());
            assertEquals(Set.of(), Set.copyOf(names));
            parent.setLevel(Level.FINEST);
            try (Connection connection = JdbcJar.connect(driver, ACCOUNT.replace("seed=1", "seed=2"))) {
                assertEquals("2000", row(connection, "SELECT COUNT(*) FROM ticket_events"));
            }
            assertTrue(names.contains("dev.ticketsql.account.AccountStore"), names::toString);
            assertTrue(names.contains("dev.ticketsql.shaded.org.apache.calcite.sql.parser"), names::toString);
        } finally {
            parent.setLevel(Level.WARNING);
            root.removeHandler(handler);
        }
    }

    private static void assertAnswers(Connection connection) throws SQLException {
        assertEquals("2000", row(connection, "SELECT COUNT(*) FROM ticket_events"));
        assertEquals("ABC", row(connection, "SELECT UPPER('abc')"));
        assertEquals("日本", row(connection, "SELECT CONCAT('日', '本')"));
        assertEquals("1", row(connection, "SELECT JSON_VALUE('{\"a\": 1}', '$.a')"));
        // Computed by code that Calcite generates and Janino compiles.
        assertEquals("H400", row(connection, "SELECT SOUNDEX('hello')"));
        assertEquals("2000, 2000", row(connection, """
                        SELECT MAX(n), COUNT(*) FROM (
                          SELECT ROW_NUMBER() OVER (ORDER BY "time", id) AS n FROM ticket_events) t"""));
    }

    private static Callable<String> count(Driver driver) {
        return () -> {
            try (Connection connection = JdbcJar.connect(driver, ACCOUNT)) {
                return row(connection, "SELECT COUNT(*) FROM ticket_events");
            }
        };
    }

    private static String row(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return String.join("\n", RowTexts.read(result));
        }
    }

    private static String refusal(Connection connection, String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> row(connection, sql), sql);
        return refused.getSQLState() + " " + refused.getMessage();
    }

    private static String jackson(ClassLoader loader) throws ReflectiveOperationException {
        return String.valueOf(loader.loadClass("com.fasterxml.jackson.databind.cfg.PackageVersion")
                .getField("VERSION")
                .get(null));
    }

    private static String version() throws Exception {
        return JdbcJar.file().getFileName().toString().replaceFirst("ticketsql-(.*)-jdbc\\.jar", "$1");
    }
}
