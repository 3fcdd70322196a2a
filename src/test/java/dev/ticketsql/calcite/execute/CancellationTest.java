package dev.ticketsql.calcite.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.calcite.RequestsTest;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.testing.AuditHistory;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.TestAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancels statements while they fetch or while their rows stream. */
@Timeout(60)
final class CancellationTest {

    private static final InstantSource CLOCK = InstantSource.fixed(TestAccount.NOW);

    private static final String MAY_2024 =
            "\"time\" >= TIMESTAMP '2024-05-01 00:00:00' AND \"time\" < TIMESTAMP '2024-06-01 00:00:00'";

    private static final String COUNT_MAY = "SELECT COUNT(*) FROM ticket_events WHERE " + MAY_2024;

    private static final String CANCELLED = "the statement was cancelled; every page that had arrived is kept";

    /** The fourth of the eight pages that the month needs, as {@link RequestsTest} shows. */
    private static final int SLOW_PAGE = 4;

    private final CountDownLatch slowPageAsked = new CountDownLatch(SLOW_PAGE);

    @AutoClose
    private TestAccount account;

    @BeforeEach
    void open() throws Exception {
        account = TestAccount.over(
                PagedEvents.of(AuditHistory.events(), AuditHistory.PER_PAGE, CLOCK, this::waitOnTheSlowPage), CLOCK);
    }

    /** Blocks the first request for the slow page until its statement is cancelled. */
    private void waitOnTheSlowPage(long startSec, Cancellation cancellation) throws StatementCancelledException {
        boolean first = slowPageAsked.getCount() > 0;
        slowPageAsked.countDown();
        if (first && slowPageAsked.getCount() == 0) {
            while (true) {
                cancellation.check();
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void cancellingFromAnotherThreadStopsFetchingAndKeepsWhatArrived() throws Exception {
        try (Statement statement = account.connection().createStatement()) {
            CompletableFuture<ResultSet> running = CompletableFuture.supplyAsync(() -> query(statement));
            assertTrue(slowPageAsked.await(30, TimeUnit.SECONDS));
            statement.cancel();
            ExecutionException failure = assertThrows(ExecutionException.class, running::get);
            assertEquals(CANCELLED, rootMessage(failure));
        }
        assertEquals(SLOW_PAGE, account.requests());
        // The cancelled page is fetched again, those before it are not.
        account.sql(COUNT_MAY).returns("744").agreesWithHsqldb().requests(8 - (SLOW_PAGE - 1));
    }

    @Test
    void theQueryTimeoutStopsFetchingAndKeepsWhatArrived() throws Exception {
        try (Statement statement = account.connection().createStatement()) {
            statement.setQueryTimeout(1);
            SQLException failure = assertThrows(SQLException.class, () -> statement.executeQuery(COUNT_MAY));
            assertEquals(CANCELLED, rootMessage(failure));
        }
        assertEquals(SLOW_PAGE, account.requests());
        account.sql(COUNT_MAY).returns("744").agreesWithHsqldb().requests(8 - (SLOW_PAGE - 1));
    }

    @Test
    void cancellingWhileRowsStreamStopsThem() throws Exception {
        cancelMay();
        try (Statement statement = account.connection().createStatement();
                ResultSet result = statement.executeQuery("SELECT a.id FROM ticket_events a, ticket_events b WHERE a."
                        + MAY_2024.replace(" AND ", " AND a.") + " AND b." + MAY_2024.replace(" AND ", " AND b."))) {
            assertTrue(result.next());
            statement.cancel();
            int[] rows = {1};
            assertThrows(SQLException.class, () -> {
                while (result.next()) {
                    rows[0]++;
                }
            });
            assertTrue(rows[0] < 744 * 744, () -> "rows after the cancellation: " + rows[0]);
        }
    }

    @Test
    void aStatementThatWasCancelledRunsAgain() throws Exception {
        try (Statement statement = account.connection().createStatement()) {
            CompletableFuture<ResultSet> running = CompletableFuture.supplyAsync(() -> query(statement));
            assertTrue(slowPageAsked.await(30, TimeUnit.SECONDS));
            statement.cancel();
            assertThrows(ExecutionException.class, running::get);
            try (ResultSet result = statement.executeQuery(COUNT_MAY)) {
                assertTrue(result.next());
                assertEquals(744, result.getLong(1));
            }
        }
    }

    @Test
    void closingAResultInTheMiddleLeavesTheConnectionUsable() throws Exception {
        cancelMay();
        account.sql(COUNT_MAY).returns("744").agreesWithHsqldb();
        try (Statement statement = account.connection().createStatement();
                ResultSet result = statement.executeQuery("SELECT id FROM ticket_events WHERE " + MAY_2024)) {
            assertTrue(result.next());
        }
        account.sql(COUNT_MAY).returns("744").agreesWithHsqldb().requests(0);
    }

    /** Gets the slow page over with. */
    private void cancelMay() throws Exception {
        cancellingFromAnotherThreadStopsFetchingAndKeepsWhatArrived();
    }

    private static ResultSet query(Statement statement) {
        try {
            return statement.executeQuery(COUNT_MAY);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return String.valueOf(reason.getMessage());
    }
}
