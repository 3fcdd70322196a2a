package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.testing.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that take their time: what a page gets of it, and that the message says so. */
final class SlowAnswersTest {

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");

    @AutoClose
    private final ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(3));

    private long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    /** A body whose bytes come in pieces, each after a pause. */
    private InputStream paused(int bytes, int piece, Duration pause) {
        return new FilterInputStream(new ByteArrayInputStream(new byte[bytes])) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                clock.advance(pause);
                return super.read(buffer, offset, Math.min(piece, length));
            }

            @Override
            public int read() throws IOException {
                clock.advance(pause);
                return super.read();
            }
        };
    }

    @Test
    void aByteASecondEndsAfterAMinute() {
        Instant begin = clock.instant();
        PacedStream body = new PacedStream(paused(1_000_000, 1, Duration.ofSeconds(1)), this::nanoTime);

        IOException slow = assertThrows(IOException.class, body::readAllBytes);

        assertEquals("came too slowly: 60 bytes in 60 s, less than 1024 a second", slow.getMessage());
        assertEquals(Duration.ofSeconds(60), Duration.between(begin, clock.instant()));
        PacedStream single = new PacedStream(paused(1_000_000, 1, Duration.ofSeconds(1)), this::nanoTime);
        assertThrows(IOException.class, () -> readSingly(single));
    }

    @ParameterizedTest
    @CsvSource({"1024,1", "4096,4", "2500,2", "1,0"})
    void aKilobyteASecondIsEnough(int piece, int pauseSec) throws Exception {
        PacedStream body = new PacedStream(paused(500_000, piece, Duration.ofSeconds(pauseSec)), this::nanoTime);

        assertEquals(500_000, body.transferTo(OutputStream.nullOutputStream()));
    }

    /** After a good beginning, too: only the last minute counts. */
    @Test
    void aBodyThatBecomesSlowEnds() throws Exception {
        InputStream fast = new ByteArrayInputStream(new byte[10_000_000]);
        InputStream slow = paused(1_000, 1, Duration.ofSeconds(7));
        PacedStream body = new PacedStream(new SequenceInputStream(fast, slow), this::nanoTime);
        body.readNBytes(10_000_000);

        // One minute's bytes are the fast ones, the next one's not.
        assertThrows(IOException.class, body::readAllBytes);
        assertTrue(slow.available() > 900, slow.available() + " bytes were not read");
    }

    @Test
    void aSlowReaderIsNoSlowServer() throws Exception {
        PacedStream body = new PacedStream(new ByteArrayInputStream(new byte[100]), this::nanoTime);
        for (int read = 0; read < 100; read++) {
            clock.advance(Duration.ofMinutes(5));
            assertEquals(0, body.read());
        }
        assertEquals(-1, body.read());
    }

    /** Time goes on by 21 seconds whenever the body asks for it: whatever has arrived is too little. */
    @Test
    void aSlowPageIsAskedForThreeTimesEachTimeByHalf() throws Exception {
        try (ServedAccount wide = ServedAccount.of(wideEvents())) {
            TicketEventsClient client = new TicketEventsClient(
                    wide.settings(new Credentials.None()),
                    clock,
                    new SlowBodies(),
                    wide.rateLimiter,
                    wide.log,
                    new HttpClients(),
                    new BackOff(() -> 0));

            ApiException failure =
                    assertThrows(ApiException.class, () -> client.read(0, wide.kept, Cancellation.never()));

            assertEquals(ErrorKind.CONNECTION_BROKEN, failure.kind());
            String message = wide.anyPort(failure.getMessage());
            assertTrue(
                    message.matches("GET http://127.0.0.1/api/v2/incremental/ticket_events\\?per_page=250&start_time=0"
                            + " answered 200 OK \\(x-request-id: sandbox-3\\), but its body came too slowly: \\d+ bytes in"
                            + " \\d+ s, less than 1024 a second; attempt 3 of 3\\. The server or the network is too slow;"
                            + " ask again later, or set option pageSize lower, what was fetched before is kept"),
                    message);
            assertEquals(
                    List.of(1000, 500, 250),
                    wide.sandbox.requests().stream()
                            .map(request -> request.perPage())
                            .toList());
        }
    }

    private static final class SlowBodies implements Sleeper {

        private long nanos;

        @Override
        public void sleep(Duration wait, Cancellation cancellation) {}

        @Override
        public long nanoTime() {
            nanos += isAskedByBody() ? TimeUnit.SECONDS.toNanos(21) : 0;
            return nanos;
        }
    }

    /** A page of a quarter of them takes several reads. */
    private static List<SandboxEvent> wideEvents() {
        return LongStream.range(1000, 2000)
                .mapToObj(second -> new SandboxEvent(
                        second,
                        "{\"id\":" + second + ",\"timestamp\":" + second + ",\"client\":\"" + "x".repeat(100) + "\"}"))
                .toList();
    }

    private static boolean isAskedByBody() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(PacedStream.class.getName())));
    }

    @ParameterizedTest
    @CsvSource({
        "'timeout', 'but its body stopped: no byte in 75 s'",
        "'other', 'but its body was not over in time'",
    })
    void aBodyThatStopsIsSaidToStop(String kind, String said) {
        IOException failure =
                kind.equals("timeout") ? new SocketTimeoutException("timeout") : new InterruptedIOException();
        FabricatedAnswer answer = new FabricatedAnswer(200, "OK", List.of(), "{".getBytes(StandardCharsets.UTF_8));

        FailedAttempt failed = assertThrows(
                FailedAttempt.class,
                () -> answer.exchange(clock.instant())
                        .send(answer.request(), Attempts.PAGE_TIME, Cancellation.never(), head -> {}, (head, body) -> {
                            throw failure;
                        }));

        assertEquals("GET http://127.0.0.1/ answered 200 OK, " + said, failed.getMessage());
        assertEquals(RetryDecision.TOO_SLOW, failed.decision());
    }

    /** Stalled, each attempt takes the 75 seconds of a pause: all of them and their waits are over in four minutes. */
    @Test
    void aServerThatNeverAnswersIsAskedThreeTimes() throws Exception {
        FailedAttempt stalled = new FailedAttempt(
                "GET / got no answer",
                0,
                FailureAdvice.onNoAnswer(new SocketTimeoutException("timeout")),
                Optional.empty(),
                null);
        Attempts attempts = new Attempts(new BackOff(() -> 0));

        Duration waits = attempts.waitAfter(stalled, HttpClients.READ_TIMEOUT)
                .plus(attempts.waitAfter(stalled, HttpClients.READ_TIMEOUT));
        ApiException failure =
                assertThrows(ApiException.class, () -> attempts.waitAfter(stalled, HttpClients.READ_TIMEOUT));

        assertEquals(Duration.ofMillis(1_500), waits);
        assertTrue(String.valueOf(failure.getMessage()).contains("; attempt 3 of 3. The server or the network"));
        Duration all = HttpClients.READ_TIMEOUT.multipliedBy(3).plus(waits);
        assertTrue(all.compareTo(Duration.ofMinutes(4)) < 0, all::toString);
    }

    @Test
    void aPageGetsTenMinutesWithAllItsAttempts() {
        account.with(new Fault(
                healthy -> {
                    account.pass(Duration.ofMinutes(4));
                    return HttpResponse.of(500, "text/plain", "");
                },
                100,
                request -> true));

        String message = account.message();

        assertTrue(
                message.endsWith(
                        "; attempt 3 of 8. A page gets 10 minutes with all its attempts, and these are over. The"
                                + " server has trouble; ask again later, what was fetched before is kept"),
                message);
        assertEquals(List.of(500, 500, 500), account.statuses());
    }

    /** Time is measured by a clock that nobody sets. */
    @ParameterizedTest
    @ValueSource(longs = {-365, 365})
    void aClockThatIsSetTakesNoneOfAPagesTime(long days) throws Exception {
        account.with(new Fault(
                healthy -> {
                    account.clock.advance(Duration.ofDays(days));
                    return HttpResponse.of(500, "text/plain", "");
                },
                2,
                request -> true));

        account.read();

        assertEquals(List.of(500, 500, 200), account.statuses());
    }

    @Test
    void waitsForTheLimitAreNoneOfAPagesTime() throws Exception {
        account.with(Fault.status(503, "{}", Map.of("Retry-After", "900")).times(3));

        account.read();

        assertEquals(List.of(503, 503, 503, 200), account.statuses());
    }

    /** A new token, or a smaller page, would not be faster. */
    @Test
    void aSlowTokenHalvesNoPage() {
        FailureAdvice slow = FailureAdvice.onSlowPage();

        assertEquals(RetryDecision.RECONNECT, slow.ofToken().decision());
        assertEquals(slow.kind(), slow.ofToken().kind());
        assertEquals(FailureAdvice.onNoPage(), FailureAdvice.onNoPage().ofToken());
    }

    private static void readSingly(InputStream body) throws IOException {
        int read;
        do {
            read = body.read();
        } while (read >= 0);
    }
}
