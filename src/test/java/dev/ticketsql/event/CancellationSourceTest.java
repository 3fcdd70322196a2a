package dev.ticketsql.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancellation calls back until what it cancels has ended, and waits end by it. */
@Timeout(60)
final class CancellationSourceTest {

    private final CancellationSource source = new CancellationSource();

    private final Semaphore calls = new Semaphore(0);

    @Test
    void aCallbackIsCalledAtOnceAndAgainUntilItIsClosed() throws Exception {
        Cancellation.Registration registration = source.onCancel(calls::release);
        assertFalse(source.isCancelled());
        assertEquals(0, calls.availablePermits());

        source.cancel();

        assertTrue(source.isCancelled());
        assertTrue(calls.tryAcquire());
        calls.acquire(2);
        registration.close();
    }

    @Test
    void nothingIsCalledAfterClosing() throws Exception {
        AtomicInteger closedCalls = new AtomicInteger();
        source.onCancel(closedCalls::incrementAndGet).close();
        Cancellation.Registration open = source.onCancel(calls::release);
        source.cancel();
        assertEquals(0, closedCalls.get());

        Cancellation.Registration later = source.onCancel(closedCalls::incrementAndGet);
        later.close();
        later.close();
        int callsAtClosing = closedCalls.get();
        assertTrue(callsAtClosing >= 1);

        // The other one is called on.
        calls.drainPermits();
        calls.acquire(3);
        assertEquals(callsAtClosing, closedCalls.get());
        open.close();
    }

    @Test
    void registeringOnWhatIsCancelledCallsAtOnceAndAgain() throws Exception {
        source.cancel();
        source.cancel();

        Cancellation.Registration registration = source.onCancel(calls::release);

        assertTrue(calls.tryAcquire());
        calls.acquire(2);
        registration.close();
    }

    @Test
    void aCallbackMayCloseItsOwnRegistration() {
        CompletableFuture<Cancellation.Registration> own = new CompletableFuture<>();
        own.complete(source.onCancel(() -> {
            calls.release();
            own.join().close();
        }));

        source.cancel();

        assertEquals(1, calls.availablePermits());
    }

    @Test
    void theThreadThatRepeatsIsADaemonAndEndsWithTheLastRegistration() throws Exception {
        CompletableFuture<Thread> repeating = new CompletableFuture<>();
        Thread self = Thread.currentThread();
        source.cancel();
        Cancellation.Registration registration = source.onCancel(() -> {
            if (Thread.currentThread() != self) {
                repeating.complete(Thread.currentThread());
            }
        });
        assertTrue(repeating.get().isDaemon());

        registration.close();

        repeating.get().join();
    }

    @Test
    void aWaitEndsByItsSignalOrTheCancellationWhicheverIsFirst() throws Exception {
        CancellableWait signalled = new CancellableWait();
        assertTrue(signalled.signal());
        assertFalse(signalled.signal());
        source.cancel();
        assertTrue(signalled.await(Duration.ofDays(3), source));

        CancellableWait cancelled = new CancellableWait();
        assertThrows(StatementCancelledException.class, () -> cancelled.await(source));
        assertFalse(cancelled.signal());
    }

    @Test
    void aWaitWithoutASignalLastsForItsLimit() throws Exception {
        assertFalse(new CancellableWait().await(Duration.ofMillis(1), source));
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThrows(StatementCancelledException.class, () -> new CancellableWait().await(source));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aLockIsHandedOnPastTheCancelled() throws Exception {
        CancellableMutex mutex = new CancellableMutex();
        mutex.acquire(source);
        CompletableFuture<Boolean> cancelled = waiting(mutex, source);
        CompletableFuture<Boolean> patient = waiting(mutex, Cancellation.never());

        source.cancel();
        assertFalse(cancelled.get());
        assertFalse(patient.isDone());

        mutex.release();
        assertTrue(patient.get());
        mutex.release();
        // Free again: not even a cancelled statement waits.
        mutex.acquire(source);
    }

    private static CompletableFuture<Boolean> waiting(CancellableMutex mutex, Cancellation cancellation) {
        CompletableFuture<Boolean> acquired = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                mutex.acquire(cancellation);
                acquired.complete(true);
            } catch (StatementCancelledException e) {
                acquired.complete(false);
            }
        });
        thread.start();
        return acquired;
    }
}
