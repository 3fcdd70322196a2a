package dev.ticketsql.calcite.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.AuditHistory;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.Series;
import dev.ticketsql.testing.TestAccount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queries from several threads at once, each on a connection of its own, or on one connection in turn. */
@Timeout(120)
final class ConcurrencyTest {

    private static final InstantSource CLOCK = InstantSource.fixed(TestAccount.NOW);

    private static final int THREADS = 6;

    private static final int COLLECTIONS = Series.length(10, 50);

    private static final String COUNT =
            "SELECT via, COUNT(*) FROM ticket_events WHERE start_time >= ? AND start_time < ? GROUP BY via ORDER BY via";

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private TestAccount account;

    @BeforeEach
    void open() throws Exception {
        account = TestAccount.over(PagedEvents.of(AuditHistory.events(), AuditHistory.PER_PAGE, CLOCK), CLOCK);
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdown();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        account.close();
    }

    @Test
    void threadsThatAskTheSameShareItsPages() throws Exception {
        List<List<String>> answers = together(thread -> month(5));
        List<String> may = List.of("Chat, 186", "Email, 186", "Web form, 186", "電話, 186");
        assertEquals(Collections.nCopies(THREADS, may), answers);
        assertEquals(may, account.hsqldb().rows(COUNT, firstSec(5), firstSec(6)));
        assertEquals(8, account.requests());
    }

    @Test
    void threadsThatAskForDifferentMonthsGetTheirOwn() throws Exception {
        List<List<String>> answers = together(thread -> month(1 + thread));
        List<Integer> days = List.of(31, 29, 31, 30, 31, 30);
        for (int thread = 0; thread < THREADS; thread++) {
            int each = days.get(thread) * 24 / 4;
            assertEquals(
                    List.of("Chat, " + each, "Email, " + each, "Web form, " + each, "電話, " + each),
                    answers.get(thread));
            assertEquals(account.hsqldb().rows(COUNT, firstSec(1 + thread), firstSec(2 + thread)), answers.get(thread));
        }
        // Again, now that everything is there: no thread disturbs another.
        int before = account.requests();
        assertEquals(answers, together(thread -> month(1 + thread)));
        assertEquals(before, account.requests());
    }

    @Test
    void statementsOfOneConnectionAreReadInTurns() throws Exception {
        // The range spares the test all but a few pages.
        String sql = "SELECT id FROM ticket_events WHERE id < 500 AND start_time < "
                + AuditHistory.FIRST.plus(Duration.ofHours(500)).getEpochSecond();
        try (PreparedStatement one = account.connection().prepareStatement(sql);
                PreparedStatement other = account.connection().prepareStatement(sql);
                ResultSet ofOne = one.executeQuery();
                ResultSet ofOther = other.executeQuery()) {
            for (int row = 0; row < 500; row++) {
                assertTrue(ofOne.next());
                assertTrue(ofOther.next());
            }
            assertEquals(false, ofOne.next() || ofOther.next());
        }
    }

    @Test
    void collectingGarbageWhileAStatementRunsClosesNothing() throws Exception {
        try (PreparedStatement statement = account.connection().prepareStatement(COUNT)) {
            // Often enough to be compiled: only then does the collector see what is not used any more.
            runRepeatedly(statement, Series.length(300, 1000));
            Future<?> collecting = threads.submit(() -> {
                for (int collection = 0; collection < COLLECTIONS; collection++) {
                    System.gc();
                }
            });
            // As many runs as there is time for: where a collection takes long, a run may span several.
            while (!collecting.isDone()) {
                runRepeatedly(statement, 1);
            }
            collecting.get();
            runRepeatedly(statement, 1);
        }
    }

    private static void runRepeatedly(PreparedStatement statement, int runs) throws Exception {
        for (int run = 0; run < runs; run++) {
            statement.setLong(1, 0);
            statement.setLong(2, 1);
            try (ResultSet result = statement.executeQuery()) {
                assertEquals(List.of(), RowTexts.read(result));
            }
        }
    }

    /** The answer for a month of 2024. */
    private List<String> month(int month) throws Exception {
        try (Connection connection = account.connect();
                PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setLong(1, firstSec(month));
            statement.setLong(2, firstSec(month + 1));
            try (ResultSet result = statement.executeQuery()) {
                return RowTexts.read(result);
            }
        }
    }

    private static long firstSec(int month) {
        return YearMonth.of(2024, month).atDay(1).toEpochDay() * 86_400;
    }

    @FunctionalInterface
    private interface Task<T> {
        T run(int thread) throws Exception;
    }

    /** Runs {@code task} in threads that start together, and returns the result of each. */
    private <T> List<T> together(Task<T> task) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<T>> calls = IntStream.range(0, THREADS)
                .mapToObj(thread -> (Callable<T>) () -> {
                    start.await();
                    return task.run(thread);
                })
                .toList();
        List<T> results = new ArrayList<>();
        for (Future<T> future : threads.invokeAll(calls)) {
            results.add(future.get());
        }
        return results;
    }
}
