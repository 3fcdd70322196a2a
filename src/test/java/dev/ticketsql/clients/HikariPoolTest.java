package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ticketsql.jdbc.TicketSqlConnection;
import dev.ticketsql.jdbc.TicketSqlDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** HikariCP: a pool made in each of its three ways, with all that it sets of a connection. */
@Tag("clients")
final class HikariPoolTest {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    private static final LocalDate DAY = LocalDate.parse("2025-03-30");

    @Test
    void aPoolOfAUrlAnswersWithAllThatItSetsOfAConnection() throws SQLException {
        HikariConfig config = ofUrl();
        config.setDriverClassName("dev.ticketsql.jdbc.Driver");
        config.setUsername("ann@example.com");
        config.setPassword("secret");
        config.setConnectionTestQuery("SELECT 1");
        config.setConnectionInitSql("SELECT COUNT(*) FROM ticket_events WHERE 1 = 0");
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setIsolateInternalQueries(true);
        config.setSchema("zendesk");
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertTrue(connection.isReadOnly());
            assertFalse(connection.getAutoCommit());
            assertEquals("zendesk", connection.getSchema());
            assertEquals(DESK.of(DAY).size(), countOf(DAY, connection));
            connection.commit();
            connection.rollback();
        }
    }

    @Test
    void aPoolOfTheDataSourcesClassAnswers() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName("dev.ticketsql.jdbc.TicketSqlDataSource");
        DESK.options().forEach((name, value) -> config.addDataSourceProperty((String) name, value));
        answers(config);
    }

    @Test
    void aPoolOfADataSourceAnswers() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(new TicketSqlDataSource(DESK.options()));
        answers(config);
    }

    private static void answers(HikariConfig config) throws SQLException {
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertEquals(DESK.of(DAY).size(), countOf(DAY, connection));
        }
    }

    @Test
    void aConnectionThatComesBackIsAsGoodAsNew() throws SQLException {
        HikariConfig config = ofUrl();
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Connection inside;
            Statement left;
            try (Connection connection = pool.getConnection()) {
                inside = connection.unwrap(Connection.class);
                connection.setAutoCommit(false);
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                left = connection.createStatement();
                ResultSet halfRead = left.executeQuery("SELECT id FROM ticket_events");
                assertTrue(halfRead.next());
            }
            assertTrue(left.isClosed());
            try (Connection connection = pool.getConnection()) {
                assertEquals(inside, connection.unwrap(Connection.class));
                assertTrue(connection.getAutoCommit());
                assertTrue(connection.isValid(1));
                assertEquals(DESK.of(DAY).size(), countOf(DAY, connection));
            }
        }
    }

    @Test
    void aStatementThatFailsLeavesTheConnectionInThePool() throws SQLException {
        HikariConfig config = ofUrl();
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Connection inside;
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                inside = connection.unwrap(Connection.class);
                try {
                    statement.executeQuery("SELECT id FROM no_such_table");
                } catch (SQLException expected) {
                    assertTrue(expected.toString().contains("no_such_table"), expected::toString);
                }
            }
            try (Connection connection = pool.getConnection()) {
                assertEquals(inside, connection.unwrap(Connection.class));
            }
        }
    }

    @Test
    void aConnectionOfThePoolIsOursInside() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource(ofUrl());
                Connection connection = pool.getConnection()) {
            assertTrue(connection.isWrapperFor(TicketSqlConnection.class));
            List<Long> events = new ArrayList<>();
            connection.unwrap(TicketSqlConnection.class).setFetchListener(progress -> events.add(progress.events()));
            assertEquals(DESK.of(DAY).size(), countOf(DAY, connection));
        }
    }

    @Test
    void fourThreadsShareTwoConnections() throws Exception {
        HikariConfig config = ofUrl();
        config.setMaximumPoolSize(2);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            List<LocalDate> days = new ArrayList<>(DESK.countByDay().keySet());
            List<Callable<Long>> counts = days.stream()
                    .map(day -> (Callable<Long>) () -> {
                        try (Connection connection = pool.getConnection()) {
                            return countOf(day, connection);
                        }
                    })
                    .toList();
            List<Long> answers = new ArrayList<>();
            for (Future<Long> answer : threads.invokeAll(counts)) {
                answers.add(answer.get());
            }
            assertEquals(new ArrayList<>(DESK.countByDay().values()), answers);
        } finally {
            threads.shutdown();
        }
    }

    private static HikariConfig ofUrl() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(DESK.url());
        return config;
    }

    private static long countOf(LocalDate day, Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COUNT(*) FROM ticket_events WHERE CAST(\"time\" AS DATE) = ?")) {
            statement.setDate(1, java.sql.Date.valueOf(day));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                return rows.getLong(1);
            }
        }
    }
}
