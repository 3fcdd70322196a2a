package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.CancellationSource;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Credentials.OAuthClient;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.ReceivedRequest;
import dev.ticketsql.testing.ConditionalCancellation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Cancellation ends every kind of wait at once; otherwise the test would take days. */
final class CancellationTest {

    private static final Duration DAYS = Duration.ofDays(3);

    /** Longer than a cancellation takes, and much shorter than the waits that it ends. */
    private static final Duration PROMPT = Duration.ofSeconds(20);

    @AutoClose
    private final ServedAccount account = ServedAccount.of(
            ServedAccount.eventPerSecond(3),
            options -> options.withCredentials(new OAuthClient("ticketsql", "secret", DAYS)));

    private final CancellationSource cancelled = new CancellationSource();

    @Test
    void aCancelledStatementSendsNoRequest() {
        cancelled.cancel();

        assertCancelled(client());

        assertEquals(List.of(), account.statuses());
        assertEquals(0, account.kept.attempts());
    }

    @Test
    void aRequestWithoutAnAnswerYetIsBrokenOff() {
        account.with(Fault.delay(DAYS));
        cancelAfterAnswers(2);

        assertCancelled(client());

        assertEquals(List.of(200, 200), account.statuses());
    }

    @Test
    void theCallbackAloneBreaksOffARequestWithoutAnAnswerYet() {
        AtomicBoolean calledBack = new AtomicBoolean();
        account.with(Fault.delay(DAYS));
        cancelAfterAnswers(2);

        assertCancelled(client(), new Cancellation() {
            @Override
            public boolean isCancelled() {
                return calledBack.get();
            }

            @Override
            public Registration onCancel(Runnable stop) {
                return cancelled.onCancel(() -> {
                    stop.run();
                    calledBack.set(true);
                });
            }
        });
    }

    @Test
    void aPageThatArrivesSlowlyIsBrokenOff() {
        account.with(Fault.trickle(10, DAYS));
        cancelAfterAnswers(2);

        assertCancelled(client());
    }

    @Test
    void aRefusalThatArrivesSlowlyIsBrokenOff() {
        account.with(new Fault(
                healthy -> Fault.trickle(1, DAYS)
                        .effect()
                        .apply(Fault.text(404, "x".repeat(100)).effect().apply(healthy)),
                1,
                ReceivedRequest::isExport));
        cancelAfterAnswers(2);

        assertCancelled(client());
    }

    @Test
    void aTokenRequestIsBrokenOff() {
        account.with(Fault.delay(DAYS).when(request -> request.path().equals("/oauth/tokens")));
        cancelAfterAnswers(1);

        assertCancelled(client());

        assertEquals(List.of(200), account.statuses());
    }

    @Test
    void theWaitForATokenThatAnotherThreadFetchesEnds() throws Exception {
        TicketEventsClient client = client();
        CancellationSource otherCancelled = new CancellationSource();
        account.with(Fault.delay(DAYS).when(request -> {
            cancelled.cancel();
            return request.path().equals("/oauth/tokens");
        }));
        FutureTask<StatementCancelledException> other = new FutureTask<>(() ->
                assertThrows(StatementCancelledException.class, () -> client.read(0, account.kept, otherCancelled)));
        new Thread(other).start();

        assertCancelled(client);

        assertFalse(other.isDone());
        otherCancelled.cancel();
        other.get(PROMPT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void theWaitForTheNextAttemptEnds() {
        account.with(Fault.status(503, "{}", Map.of("Retry-After", "900")));
        Sleeper cancelling = (wait, cancellation) -> {
            cancelled.cancel();
            Sleeper.real().sleep(wait, cancellation);
        };

        assertCancelled(waiting(cancelling));

        assertEquals(List.of(200, 503), account.statuses());
    }

    @Test
    void theWaitForTheAccountsLimitEnds() {
        account.rateLimiter.pauseUntil(InstantSource.system().millis() + DAYS.toMillis());

        assertCancelled(waiting(Sleeper.real()), ConditionalCancellation.afterLooks(3));

        assertEquals(List.of(), account.statuses());
    }

    @Test
    void aCancelledPageEndsBetweenTwoEvents() {
        EventSink sink = new EventSink() {
            @Override
            public void begin() {}

            @Override
            public void accept(TicketEvent event) {
                assertFalse(cancelled.isCancelled(), "an event after the cancellation");
                cancelled.cancel();
            }
        };

        assertThrows(StatementCancelledException.class, () -> client().read(0, sink, cancelled));

        assertEquals(List.of(200, 200), account.statuses());
    }

    @Test
    void anInterruptedThreadLeavesAndStaysInterrupted() throws Exception {
        account.with(Fault.delay(DAYS).when(request -> true));
        FutureTask<Boolean> staysInterrupted = new FutureTask<>(() -> {
            // From within: a thread that already waits in a socket notices an interrupt only when the answer comes.
            Thread.currentThread().interrupt();
            assertThrows(StatementCancelledException.class, () -> client().read(0, account.kept, Cancellation.never()));
            return Thread.currentThread().isInterrupted();
        });
        new Thread(staysInterrupted).start();

        assertTrue(staysInterrupted.get(PROMPT.toSeconds(), TimeUnit.SECONDS));
    }

    /** Cancels the statement when the server has begun that many answers. */
    private void cancelAfterAnswers(int count) {
        Thread cancelling = new Thread(() -> {
            while (account.statuses().size() < count) {
                Thread.onSpinWait();
            }
            cancelled.cancel();
        });
        cancelling.setDaemon(true);
        cancelling.start();
    }

    private TicketEventsClient client() {
        return account.client(new Credentials.ClientCredentials("ticketsql", "secret"));
    }

    private TicketEventsClient waiting(Sleeper sleeper) {
        return new TicketEventsClient(
                account.settings(new Credentials.ClientCredentials("ticketsql", "secret")),
                InstantSource.system(),
                sleeper,
                account.rateLimiter);
    }

    private void assertCancelled(TicketEventsClient client) {
        assertCancelled(client, cancelled);
    }

    private void assertCancelled(TicketEventsClient client, Cancellation cancellation) {
        StatementCancelledException thrown = assertTimeoutPreemptively(
                PROMPT,
                () -> assertThrows(
                        StatementCancelledException.class, () -> client.read(0, account.kept, cancellation)));

        assertEquals("the statement was cancelled; every page that had arrived is kept", thrown.getMessage());
    }
}
