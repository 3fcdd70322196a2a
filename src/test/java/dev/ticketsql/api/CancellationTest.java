package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Credentials.OAuthClient;
import dev.ticketsql.sandbox.Fault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A statement that is called off is left at once, wherever it waits; days would pass otherwise. */
final class CancellationTest {

    private static final Duration DAYS = Duration.ofDays(3);

    /** Longer than leaving takes, and much shorter than what is waited for. */
    private static final Duration PROMPT = Duration.ofSeconds(20);

    @AutoClose
    private final ServedAccount account = ServedAccount.of(
            ServedAccount.eventPerSecond(3),
            options -> options.withCredentials(new OAuthClient("ticketsql", "secret", DAYS)));

    private final AtomicBoolean cancelled = new AtomicBoolean();

    @Test
    void beforeItStartsNothingIsAsked() {
        cancelled.set(true);

        assertCancelled(client());

        assertEquals(List.of(), account.statuses());
        assertEquals(0, account.kept.attempts());
    }

    @Test
    void whileTheServerThinks() {
        account.with(cancelling(Fault.delay(DAYS)));

        assertCancelled(client());

        assertEquals(List.of(200, 200), account.statuses());
    }

    @Test
    void whileThePageTrickles() {
        account.with(cancelling(Fault.trickle(10, DAYS)));

        assertCancelled(client());
    }

    @Test
    void whileARefusalTrickles() {
        account.with(cancelling(new Fault(
                healthy -> Fault.trickle(1, DAYS)
                        .effect()
                        .apply(Fault.text(404, "x".repeat(100)).effect().apply(healthy)),
                1,
                asked -> true)));

        assertCancelled(client());
    }

    @Test
    void whileTheAccessTokenIsFetched() {
        account.with(cancelling(Fault.delay(DAYS)).when(asked -> {
            cancelled.set(true);
            return asked.path().equals("/oauth/tokens");
        }));

        assertCancelled(client());

        assertEquals(List.of(200), account.statuses());
    }

    @Test
    void whileAnotherFetchesTheAccessToken() throws Exception {
        TicketEventsClient client = client();
        AtomicBoolean otherCancelled = new AtomicBoolean();
        account.with(Fault.delay(DAYS).when(asked -> {
            cancelled.set(true);
            return asked.path().equals("/oauth/tokens");
        }));
        FutureTask<StatementCancelledException> other = new FutureTask<>(() -> assertThrows(
                StatementCancelledException.class, () -> client.read(0, account.kept, otherCancelled::get)));
        new Thread(other).start();

        assertCancelled(client);

        assertFalse(other.isDone());
        otherCancelled.set(true);
        other.get(PROMPT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void whileItWaitsForTheNextAttempt() {
        account.with(cancelling(Fault.status(503, "{}", Map.of("Retry-After", "900"))));

        assertCancelled(reallyWaiting());

        assertEquals(List.of(200, 503), account.statuses());
    }

    @Test
    void whileItWaitsForTheAccountsLimit() {
        account.pacer.pauseUntil(InstantSource.system().millis() + DAYS.toMillis());
        AtomicInteger looks = new AtomicInteger();

        assertCancelled(reallyWaiting(), () -> looks.incrementAndGet() > 3);

        assertEquals(List.of(), account.statuses());
    }

    @Test
    void betweenTwoEventsOfAPage() {
        EventSink sink = new EventSink() {
            @Override
            public void begin() {}

            @Override
            public void accept(TicketEvent event) {
                assertFalse(cancelled.getAndSet(true), "an event after the cancellation");
            }
        };

        assertThrows(StatementCancelledException.class, () -> client().read(0, sink, cancelled::get));

        assertEquals(List.of(200, 200), account.statuses());
    }

    @Test
    void anInterruptedThreadLeavesAndStaysInterrupted() throws Exception {
        account.with(Fault.delay(DAYS).when(asked -> true));
        FutureTask<Boolean> staysInterrupted = new FutureTask<>(() -> {
            assertThrows(StatementCancelledException.class, () -> client().read(0, account.kept, Cancellation.never()));
            return Thread.currentThread().isInterrupted();
        });
        Thread reader = new Thread(staysInterrupted);
        reader.start();
        reader.interrupt();

        assertTrue(staysInterrupted.get(PROMPT.toSeconds(), TimeUnit.SECONDS));
    }

    /** The same fault, which calls the statement off when it happens. */
    private Fault cancelling(Fault fault) {
        return fault.when(asked -> {
            boolean fits = asked.isExport();
            cancelled.compareAndSet(false, fits);
            return fits;
        });
    }

    private TicketEventsClient client() {
        return account.client(new Credentials.ClientCredentials("ticketsql", "secret"));
    }

    private TicketEventsClient reallyWaiting() {
        return new TicketEventsClient(
                account.settings(new Credentials.ClientCredentials("ticketsql", "secret")),
                InstantSource.system(),
                Sleeper.real(),
                account.pacer);
    }

    private void assertCancelled(TicketEventsClient client) {
        assertCancelled(client, cancelled::get);
    }

    private void assertCancelled(TicketEventsClient client, Cancellation cancellation) {
        StatementCancelledException thrown = assertTimeoutPreemptively(
                PROMPT,
                () -> assertThrows(
                        StatementCancelledException.class, () -> client.read(0, account.kept, cancellation)));

        assertEquals("the statement was cancelled; every page that had arrived is kept", thrown.getMessage());
    }
}
