package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.ConditionalCancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several statements at once. */
final class SharedMirrorTest extends MirrorFixture {

    private static final int STATEMENTS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(STATEMENTS);

    @BeforeEach
    void addEvents() {
        oneEventPerSecond(200);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aRangeThatSeveralStatementsWantIsFetchedOnce() throws Exception {
        List<Callable<List<Long>>> statements = new ArrayList<>();
        for (int i = 0; i < STATEMENTS; i++) {
            statements.add(() -> ask(api, 0, 90));
        }
        for (Future<List<Long>> answer : threads.invokeAll(statements)) {
            assertEquals(ids(0, 90), answer.get());
        }
        assertEquals(10, api.requests().size());
    }

    @Test
    void rangesThatOverlapAreFetchedOnceWhereTheyDo() throws Exception {
        List<Callable<List<Long>>> statements = new ArrayList<>();
        for (int i = 0; i < STATEMENTS; i++) {
            long from = i * 9L;
            statements.add(() -> ask(api, from, from + 45));
        }
        List<Future<List<Long>>> answers = threads.invokeAll(statements);
        for (int i = 0; i < STATEMENTS; i++) {
            assertEquals(ids(i * 9L, i * 9L + 45), answers.get(i).get());
        }
        // 108 seconds in pages of nine, for whichever statement.
        assertEquals(12, api.requests().size());
        assertEquals(12, api.requests().stream().distinct().count());
    }

    @Test
    void aStatementThatWaitsForAnothersPageCanBeCancelled() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        PageSource slow = slow(requested, answer);
        Future<List<Long>> first = threads.submit(() -> ask(slow, 0, 9));
        requested.await();
        Cancellation soon = ConditionalCancellation.afterLooks(2);
        try (Snapshot waiting = mirror.read(Asking.settings(api), soon)) {
            assertThrows(
                    StatementCancelledException.class, () -> waiting.relation(EventTable.TICKET_EVENTS, seconds(0, 9)));
        }
        answer.countDown();
        assertEquals(ids(0, 9), first.get());
        assertEquals(1, api.requests().size());
    }

    @Test
    void aStatementWhoseThreadIsInterruptedStopsWaiting() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        PageSource slow = slow(requested, answer);
        Future<List<Long>> first = threads.submit(() -> ask(slow, 0, 9));
        requested.await();
        Future<List<Long>> second = threads.submit(() -> {
            Thread.currentThread().interrupt();
            return ask(api, 0, 9);
        });
        ExecutionException stopped = assertThrows(ExecutionException.class, second::get);
        assertInstanceOf(StatementCancelledException.class, stopped.getCause());
        answer.countDown();
        assertEquals(ids(0, 9), first.get());
    }

    @Test
    void aStatementThatFailsToFetchLeavesThePermitToTheNext() throws Exception {
        PageSource failing = (fromSec, sink, cancellation) -> {
            throw new IOException("no route to host");
        };
        assertThrows(IOException.class, () -> ask(failing, 0, 9));
        assertEquals(ids(0, 9), ask(api, 0, 9));
    }

    @Test
    void twoMirrorsOverOneDirectoryFindEachOthersPages() throws Exception {
        try (Mirror other = Mirror.open(directory, Asking.SMALL, clock)) {
            assertEquals(ids(0, 18), ask(api, 0, 18));
            assertEquals(ids(0, 27), Asking.ids(other, Asking.settings(api), seconds(0, 27)));
            assertEquals(ids(0, 27), ask(api, 0, 27));
        }
        assertEquals(3, api.requests().size());
    }

    /** Announces a request, and delivers its page only after {@code answer}. */
    private PageSource slow(CountDownLatch requested, CountDownLatch answer) {
        return (fromSec, sink, cancellation) -> {
            requested.countDown();
            await(answer);
            return api.read(fromSec, sink, cancellation);
        };
    }

    private List<Long> ask(PageSource source, long from, long to) throws Exception {
        return Asking.ids(mirror, Asking.settings(source), seconds(from, to));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
