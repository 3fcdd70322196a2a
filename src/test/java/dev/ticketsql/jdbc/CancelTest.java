package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.PagedEvents;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.calcite.jdbc.CalciteConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancels statements that block in a page: the cancelling thread runs the page's callback, and nothing polls. */
@Timeout(60)
final class CancelTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private static final String COUNT = "SELECT COUNT(*) FROM slow.ticket_events";

    private final CompletableFuture<Cancellation> pageAsked = new CompletableFuture<>();

    /** The thread in which the page's callback is called first. */
    private final CompletableFuture<Thread> calledBackBy = new CompletableFuture<>();

    private Runnable whileOpening = () -> {};

    private Mirror mirror;

    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        mirror = Mirror.openTemporary(new EngineLimits(256L << 20, 2), CLOCK);
        PagedEvents events =
                PagedEvents.of(List.of(EventBuilder.event(1, 5).build()), 100, CLOCK, this::neverLookOnTheFirstPage);
        SnapshotOptions options = new SnapshotOptions(events, 0, Duration.ofMinutes(1), OptionalInt.empty());
        connection = DriverManager.getConnection("jdbc:ticketsql:mirror=none;baseUrl='sandbox:?events=10'");
        connection.unwrap(CalciteConnection.class).getRootSchema().add("slow", new ZendeskSchema(cancellation -> {
            whileOpening.run();
            return mirror.read(options, cancellation);
        }));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        mirror.close();
    }

    private void neverLookOnTheFirstPage(long startSec, Cancellation cancellation) throws StatementCancelledException {
        if (!pageAsked.isDone()) {
            CountDownLatch ended = new CountDownLatch(1);
            Cancellation.Registration registration = cancellation.onCancel(() -> {
                calledBackBy.complete(Thread.currentThread());
                ended.countDown();
            });
            try {
                pageAsked.complete(cancellation);
                ended.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                registration.close();
            }
            throw new StatementCancelledException();
        }
    }

    @Test
    void theThreadThatCancelsRunsTheCallbackOfTheSlowPage() throws Exception {
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> failure = failing(statement);
            pageAsked.get();

            statement.cancel();

            assertSame(Thread.currentThread(), calledBackBy.getNow(null));
            assertEquals("57014", failure.get().getSQLState());
            assertCounts(statement);
        }
    }

    @Test
    void theThreadThatClosesRunsTheCallbackOfTheSlowPage() throws Exception {
        Statement statement = connection.createStatement();
        CompletableFuture<SQLException> failure = failing(statement);
        pageAsked.get();

        statement.close();

        assertSame(Thread.currentThread(), calledBackBy.getNow(null));
        assertEquals("57014", failure.get().getSQLState());
    }

    @Test
    void theTimeoutRunsTheCallbackOfTheSlowPage() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            CompletableFuture<SQLException> failure = failing(statement);
            pageAsked.get();

            assertEquals("CompletableFutureDelayScheduler", calledBackBy.get().getName());

            assertEquals("57014", failure.get().getSQLState());
            statement.setQueryTimeout(0);
            assertCounts(statement);
        }
    }

    @Test
    void aCancelThatComesWhileTheStatementOpensIsNotLost() throws Exception {
        try (Statement statement = connection.createStatement()) {
            whileOpening = () -> {
                try {
                    statement.cancel();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            };
            assertEquals("57014", failing(statement).get().getSQLState());

            whileOpening = () -> {};
            pageAsked.complete(Cancellation.never());
            assertCounts(statement);
        }
    }

    private static CompletableFuture<SQLException> failing(Statement statement) {
        CompletableFuture<SQLException> failure = new CompletableFuture<>();
        new Thread(() -> failure.complete(assertThrows(SQLException.class, () -> statement.executeQuery(COUNT))))
                .start();
        return failure;
    }

    private static void assertCounts(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(COUNT)) {
            assertTrue(rows.next());
            assertEquals(1, rows.getLong(1));
        }
    }
}
