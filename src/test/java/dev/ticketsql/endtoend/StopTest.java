package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.FetchWait;
import dev.ticketsql.jdbc.TicketSqlConnection;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.LastingPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.calcite.runtime.Hook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A statement that is called off ends within a second, wherever it is and however it is called off, and keeps what it
 * fetched.
 */
@Timeout(120)
final class StopTest {

    /** The time that the work would take without a cancellation. */
    private static final Duration HOURS = Duration.ofHours(9);

    /** Longer than ending takes on the busiest machine, and much shorter than the work. */
    private static final long GIVEN_UP_SEC = 20;

    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** A machine that has other things to do may be late for all of it, but not every time. */
    private static final int ATTEMPTS = 3;

    private static final int TIMEOUT_SEC = 2;

    private static final String CANCELLED = "the statement was cancelled; every page that had arrived is kept";

    private static final String TIMED_OUT =
            "the statement's timeout of 2 seconds is over; every page that had arrived is kept. Run it again, and it goes"
                    + " on from there, or give it a longer timeout";

    private static final String CLOSED =
            "SQLException HY010 these rows have been closed, or their statement has been run again; give each thread its own statement";

    private static final int PAGES = 8;

    @TempDir
    private Path directories;

    private CountDownLatch arrived = new CountDownLatch(1);

    private Path directory = Path.of("");

    /** The ways to call a statement off. */
    private enum Way {
        CANCEL {
            @Override
            void stop(Statement statement) throws SQLException {
                statement.cancel();
            }
        },
        QUERY_TIMEOUT {
            @Override
            void prepare(Statement statement) throws SQLException {
                statement.setQueryTimeout(TIMEOUT_SEC);
            }
        },
        CLOSED_STATEMENT {
            @Override
            void stop(Statement statement) throws SQLException {
                statement.close();
            }
        },
        CLOSED_CONNECTION {
            @Override
            void stop(Statement statement) throws SQLException {
                statement.getConnection().close();
            }
        };

        void prepare(Statement statement) throws SQLException {}

        void stop(Statement statement) throws SQLException {}
    }

    /**
     * The end of a statement.
     *
     * @param atNanos when, of {@link System#nanoTime}
     * @param message the exception's class, SQLSTATE and message
     */
    private record End(long atNanos, String message) {}

    private static Stream<Arguments> everyPlaceAndWay() {
        return Arrays.stream(StopPlace.values())
                .flatMap(place -> Arrays.stream(Way.values()).map(way -> Arguments.of(place, way)));
    }

    @ParameterizedTest
    @MethodSource("everyPlaceAndWay")
    void aStatementThatIsCalledOffEndsWithinASecondAndKeepsItsPages(StopPlace place, Way way) throws Exception {
        Duration soonest = HOURS;
        for (int attempt = 1; attempt <= ATTEMPTS && soonest.compareTo(PROMPT) >= 0; attempt++) {
            arrived = new CountDownLatch(1);
            directory = directories.resolve("attempt" + attempt);
            Duration took = callOff(place, way);
            soonest = took.compareTo(soonest) < 0 ? took : soonest;
        }
        assertTrue(soonest.compareTo(PROMPT) < 0, "it took at least " + soonest);
    }

    @Test
    void callingOffWhatDoesNotRunChangesNothing() throws Exception {
        directory = directories;
        try (Sandbox sandbox = sandbox(StopPlace.ENGINE);
                Connection connection = connect(sandbox);
                Statement statement = connection.createStatement()) {
            statement.cancel();
            for (int run = 0; run < 2; run++) {
                try (ResultSet rows = statement.executeQuery(StopPlace.ALL)) {
                    assertTrue(rows.next());
                    assertEquals(PAGES * 100, rows.getLong(1));
                }
                statement.cancel();
            }
        }
    }

    /** Calls a statement off, and returns the time that it went on. */
    private Duration callOff(StopPlace place, Way way) throws Exception {
        try (Sandbox sandbox = sandbox(place)) {
            fetchBefore(place, sandbox);
            Duration took;
            try (Connection connection = connect(sandbox);
                    Statement statement = connection.createStatement()) {
                slowDown(place, sandbox, connection);
                way.prepare(statement);
                FutureTask<End> running = new FutureTask<>(() -> read(place, statement));
                long timeoutNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SEC);
                new Thread(running).start();
                assertTrue(arrived.await(60, TimeUnit.SECONDS));
                long calledOffNanos = way == Way.QUERY_TIMEOUT ? timeoutNanos : System.nanoTime();
                way.stop(statement);
                End end = running.get(GIVEN_UP_SEC, TimeUnit.SECONDS);
                took = Duration.ofNanos(end.atNanos() - calledOffNanos);
                String message = end.message();
                assertTrue(reasons(place, way).contains(message), message);
                if (way != Way.CLOSED_CONNECTION) {
                    assertCanBeUsed(connection);
                }
            }
            assertWhatWasFetchedIsKept(place, sandbox);
            return took;
        }
    }

    /**
     * Rows whose statement or connection is closed are closed and called off; their reader may come upon either first.
     */
    private static Set<String> reasons(StopPlace place, Way way) {
        String calledOff =
                way == Way.QUERY_TIMEOUT ? "SQLTimeoutException 57014 " + TIMED_OUT : "SQLException 57014 " + CANCELLED;
        return place == StopPlace.ROWS && (way == Way.CLOSED_STATEMENT || way == Way.CLOSED_CONNECTION)
                ? Set.of(calledOff, CLOSED)
                : Set.of(calledOff);
    }

    private static Sandbox sandbox(StopPlace place) throws IOException {
        InstantSource clock = InstantSource.system();
        return Sandbox.start(
                SandboxOptions.defaults(clock)
                        .withPort(LastingPorts.next())
                        .withEventCount(PAGES * 100L)
                        .withEnd(Instant.parse("2026-01-01T00:00:00Z"))
                        .withRequestsPerMinute(place.requestsPerMinute()),
                clock);
    }

    private Connection connect(Sandbox sandbox) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:ticketsql:baseUrl='" + sandbox.baseUrl() + "';pageSize=100;mirror='" + directory + "'");
    }

    /** The first page, or all: then the engine has started, and a timeout is spent where the statement shall be. */
    private void fetchBefore(StopPlace place, Sandbox sandbox) throws SQLException {
        try (Connection connection = connect(sandbox);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        place.isFetching()
                                ? StopPlace.ALL + " WHERE \"time\" < TIMESTAMP '2007-01-01 00:00:00'"
                                : StopPlace.ALL)) {
            assertTrue(rows.next());
        }
    }

    private void slowDown(StopPlace place, Sandbox sandbox, Connection connection) throws SQLException {
        switch (place) {
            case RATE_LIMIT -> tellWhen(connection, FetchWait.RATE_LIMIT);
            case NEXT_ATTEMPT -> {
                tellWhen(connection, FetchWait.RETRY);
                sandbox.inject(onThirdPage(sandbox, Fault.status(503, "{}", Map.of("Retry-After", "900"))));
            }
            case SLOW_ANSWER -> sandbox.inject(tellWhenAsked(onThirdPage(sandbox, Fault.delay(HOURS))));
            case SLOW_BODY -> sandbox.inject(tellWhenAsked(onThirdPage(sandbox, Fault.trickle(10, HOURS))));
            case ENGINE, ROWS -> {}
        }
    }

    private static Fault onThirdPage(Sandbox sandbox, Fault fault) {
        return fault.when(asked -> asked.isExport() && sandbox.requests().size() >= 2);
    }

    private Fault tellWhenAsked(Fault fault) {
        return fault.when(asked -> {
            boolean fits = fault.condition().test(asked);
            arrivedIf(fits);
            return fits;
        });
    }

    private void tellWhen(Connection connection, FetchWait wait) throws SQLException {
        connection
                .unwrap(TicketSqlConnection.class)
                .setFetchListener(progress -> arrivedIf(progress.waitingFor() == wait));
    }

    private void arrivedIf(boolean isThere) {
        if (isThere) {
            arrived.countDown();
        }
    }

    @SuppressWarnings("try")
    private End read(StopPlace place, Statement statement) {
        // Of the engine nothing tells that it works but that it is given something to do.
        try (Hook.Closeable ignored = Hook.QUERY_PLAN.addThread((Object plan) -> arrivedIf(place == StopPlace.ENGINE));
                ResultSet rows = statement.executeQuery(place.sql())) {
            while (rows.next()) {
                arrivedIf(place == StopPlace.ROWS);
            }
        } catch (SQLException e) {
            return new End(
                    System.nanoTime(), e.getClass().getSimpleName() + " " + e.getSQLState() + " " + e.getMessage());
        }
        return new End(System.nanoTime(), "it ended as if nothing had happened");
    }

    private static void assertCanBeUsed(Connection connection) throws SQLException {
        try (Statement next = connection.createStatement();
                ResultSet rows = next.executeQuery("SELECT COUNT(*) FROM mirror_windows")) {
            assertTrue(rows.next());
        }
    }

    /** Two pages or all of them are there, and a new connection reads them without asking for one again. */
    private void assertWhatWasFetchedIsKept(StopPlace place, Sandbox sandbox) throws SQLException {
        int asked =
                place.isAnswering() ? recorded(sandbox, 3) : sandbox.requests().size();
        try (Connection connection = connect(sandbox);
                Statement statement = connection.createStatement()) {
            long events;
            try (ResultSet windows = statement.executeQuery("SELECT SUM(events) FROM mirror_windows")) {
                assertTrue(windows.next());
                events = windows.getLong(1);
            }
            long pages = place.isFetching() ? 2 : PAGES;
            assertTrue(events > (pages - 1) * 100 && events <= pages * 100, () -> "kept events: " + events);
        }
        assertEquals(asked, sandbox.requests().size());
    }

    /** Waits for the request whose answer was slow: its fault is looked for just before it is recorded. */
    private static int recorded(Sandbox sandbox, int requests) {
        while (sandbox.requests().size() < requests) {
            Thread.onSpinWait();
        }
        return requests;
    }
}
