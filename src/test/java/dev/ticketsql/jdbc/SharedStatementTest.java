package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.Sandboxes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shares one statement between threads: each gets the answer to its own question, or a refusal with the reason. */
@Timeout(120)
final class SharedStatementTest {

    private static final int EVENTS = 40;

    private static final String AT_WORK = "another thread is using this statement; give each thread its own";

    private static final String REPLACED =
            "another thread has set parameter 1 since this one did; give each thread a statement of its own";

    private static final String ENDED =
            "these rows have been closed, or their statement has been run again; give each thread its own statement";

    private final Sandbox sandbox =
            Sandboxes.serving(Sandboxes.eventPerSecond(1_700_000_000, EVENTS), InstantSource.system());

    private final ExecutorService threads = Executors.newFixedThreadPool(6);

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:mirror=none;baseUrl=" + sandbox.baseUrl());
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        connection.close();
        sandbox.close();
    }

    @Test
    void aValueThatAnotherThreadHasReplacedIsNotAskedFor() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM ticket_events WHERE id < ?")) {
            statement.setLong(1, 7);
            elsewhere(() -> {
                statement.setLong(1, 9);
                return "";
            });
            assertEquals(REPLACED, refusal(statement::executeQuery));
            assertEquals(List.of(), sandbox.requests());
            // The other thread can run its own value, and this one can set its value again.
            assertEquals("9", elsewhere(() -> String.valueOf(ids(statement).size())));
            statement.setLong(1, 7);
            assertEquals(7, ids(statement).size());
        }
    }

    /** As a pool of threads may do it, one after the other. */
    @Test
    void aStatementMayGoFromThreadToThread() throws Exception {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id FROM ticket_events WHERE id < ? AND id >= ?")) {
            statement.setLong(1, 7);
            elsewhere(() -> {
                statement.setLong(2, 5);
                return "";
            });
            assertEquals("[5, 6]", elsewhere(() -> ids(statement).toString()));
            assertEquals(List.of(5L, 6L), ids(statement));
        }
    }

    @Test
    void aStatementThatAnotherThreadRunsIsNeitherRunNorSet() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        sandbox.inject(Fault.delay(Duration.ZERO).when(asked -> {
            arrived.countDown();
            return awaitIt(refused);
        }));
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM ticket_events WHERE id < ?")) {
            Future<String> running = threads.submit(() -> {
                statement.setLong(1, 7);
                return ids(statement).toString();
            });
            assertTrue(arrived.await(30, TimeUnit.SECONDS));
            assertEquals(AT_WORK, refusal(statement::executeQuery));
            assertEquals(AT_WORK, refusal(() -> {
                statement.setLong(1, 9);
                return "";
            }));
            refused.countDown();
            assertEquals("[0, 1, 2, 3, 4, 5, 6]", running.get());
        }
        try (Statement plain = connection.createStatement()) {
            assertTrue(plain.execute("SELECT id FROM ticket_events"));
        }
    }

    @Test
    void rowsThatAnotherThreadEndsDoNotLookComplete() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM ticket_events")) {
            ResultSet rows = statement.executeQuery();
            assertTrue(rows.next());
            assertEquals(
                    String.valueOf(EVENTS),
                    elsewhere(() -> String.valueOf(ids(statement).size())));
            assertEquals(ENDED, refusal(rows::next));
            assertEquals(ENDED, refusal(() -> rows.getLong(1)));
        }
    }

    /** Whatever the order of their steps: right, or refused with one of the reasons. */
    @Test
    void threadsThatShareAStatementGetTheRightRowsOrAReason() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT a.id FROM ticket_events AS a, ticket_events AS b, ticket_events AS c WHERE a.id < ?")) {
            List<Callable<List<String>>> askers = IntStream.range(0, 6)
                    .<Callable<List<String>>>mapToObj(asker -> () -> {
                        List<String> outcomes = new ArrayList<>();
                        while (outcomes.size() < 8) {
                            String outcome = outcome(statement, 1 + asker % 3);
                            if (!outcome.equals(AT_WORK)) {
                                outcomes.add(outcome);
                            }
                        }
                        return outcomes;
                    })
                    .toList();
            Set<String> outcomes = new TreeSet<>();
            for (Future<List<String>> answer : threads.invokeAll(askers)) {
                outcomes.addAll(answer.get());
            }
            assertTrue(Set.of("right", REPLACED, ENDED).containsAll(outcomes), outcomes::toString);
            assertEquals("right", outcome(statement, 2));
        }
        assertEquals(1, sandbox.requests().size());
    }

    private static String outcome(PreparedStatement statement, int below) {
        try {
            statement.setLong(1, below);
            int rows = ids(statement).size();
            return rows == below * EVENTS * EVENTS ? "right" : rows + " rows below " + below;
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<Long> ids(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<Long> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    private String elsewhere(Callable<String> work) throws Exception {
        return threads.submit(work).get();
    }

    private static String refusal(Callable<?> call) {
        return String.valueOf(assertThrows(SQLException.class, call::call).getMessage());
    }

    private static boolean awaitIt(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes at random moments, of which some fall between two steps of Calcite. */
    @Test
    void whateverAnotherThreadClosesTheReasonIsSaid() throws Exception {
        Random random = new Random(1);
        Set<String> reasons = new TreeSet<>();
        for (int round = 0; round < 300; round++) {
            boolean ofConnection = round % 3 == 0;
            Connection used = ofConnection
                    ? DriverManager.getConnection("jdbc:ticketsql:mirror=none;baseUrl=" + sandbox.baseUrl())
                    : connection;
            Statement statement = used.createStatement();
            long pauseNanos = random.nextInt(4_000_000);
            Future<?> closing = threads.submit(() -> {
                LockSupport.parkNanos(pauseNanos);
                (ofConnection ? used : statement).close();
                return null;
            });
            try (PreparedStatement other = used.prepareStatement("VALUES 1")) {
                statement.executeQuery("VALUES 1").next();
                other.executeQuery().next();
            } catch (SQLException e) {
                reasons.add(e.getSQLState() + " " + e.getMessage());
            }
            closing.get();
            if (ofConnection) {
                used.close();
            }
        }
        reasons.removeAll(Set.of(
                "08003 the connection is closed",
                "57014 the statement was cancelled; every page that had arrived is kept",
                "HY010 " + ENDED,
                "HY010 another thread has closed this statement while it began",
                "HY010 the statement is closed"));
        assertEquals(Set.of(), reasons);
    }
}
