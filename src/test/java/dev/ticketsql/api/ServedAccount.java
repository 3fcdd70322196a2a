package dev.ticketsql.api;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.sandbox.ServedRequest;
import dev.ticketsql.testing.CollectedEvents;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An account in a sandbox, with clients whose sleeps move the clock instead. */
final class ServedAccount implements AutoCloseable {

    final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    final Sandbox sandbox;
    final RateLimiter rateLimiter = new RateLimiter();
    final RequestLog log = new RequestLog();
    final CollectedEvents kept = new CollectedEvents();

    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong passedNanos = new AtomicLong();
    private final Sleeper sleeper = new Sleeper() {
        @Override
        public void sleep(Duration wait, Cancellation cancellation) throws StatementCancelledException {
            cancellation.check();
            waits.add(wait);
            pass(wait);
        }

        @Override
        public long nanoTime() {
            return passedNanos.get();
        }
    };
    private final TicketEventsClient client;

    private ServedAccount(List<SandboxEvent> events, UnaryOperator<SandboxOptions> options) {
        this.sandbox = Sandbox.serving(events, options.apply(SandboxOptions.defaults(clock)), clock);
        this.client = client(new Credentials.None());
    }

    static ServedAccount of(List<SandboxEvent> events) {
        return new ServedAccount(events, options -> options);
    }

    static ServedAccount of(List<SandboxEvent> events, UnaryOperator<SandboxOptions> options) {
        return new ServedAccount(events, options);
    }

    /** An account with one event whose JSON is {@code json}. */
    static ServedAccount of(String json) {
        return of(List.of(new SandboxEvent(100, json)));
    }

    /** One event a second, from second 1000 on. */
    static List<SandboxEvent> eventPerSecond(int count) {
        return LongStream.range(1000, 1000 + count)
                .mapToObj(second ->
                        new SandboxEvent(second, "{\"id\":" + (second + 7_000) + ",\"timestamp\":" + second + "}"))
                .toList();
    }

    ClientOptions settings(Credentials credentials) {
        return new ClientOptions(sandbox.baseUrl(), credentials, 1000, false, Optional.empty(), OptionalInt.empty());
    }

    /** A client that waits for as long as the back-off allows at most. */
    TicketEventsClient client(Credentials credentials) {
        return client(settings(credentials));
    }

    TicketEventsClient client(ClientOptions settings) {
        return new TicketEventsClient(
                settings, clock, sleeper, rateLimiter, log, new HttpClients(), new BackOff(() -> 0));
    }

    /** Lets time pass: this machine's clock, and the one that nobody sets, go on. */
    void pass(Duration time) {
        passedNanos.addAndGet(time.toNanos());
        clock.advance(time);
    }

    /** Something goes wrong with the next request. */
    ServedAccount with(Fault fault) {
        sandbox.inject(fault);
        return this;
    }

    /** Reads the page from the beginning. */
    Page read() throws IOException {
        return read(client, 0);
    }

    Page read(long startSec) throws IOException {
        return read(client, startSec);
    }

    Page read(TicketEventsClient reader, long startSec) throws IOException {
        return reader.read(startSec, kept, Cancellation.never());
    }

    /** The only event of the page from the beginning. */
    TicketEvent event() throws IOException {
        read();
        return kept.events().get(0);
    }

    /** Reads every page from the beginning, and returns their number. */
    int readAll(TicketEventsClient reader) throws IOException {
        Page page = reader.read(0, kept, Cancellation.never());
        int pages = 1;
        while (!page.endOfStream()) {
            page = reader.read(page.endSec().orElseThrow(), kept, Cancellation.never());
            pages++;
        }
        return pages;
    }

    /** The failure of reading the page from the beginning. */
    ApiException failure() {
        return failure(client);
    }

    ApiException failure(TicketEventsClient reader) {
        return assertThrows(ApiException.class, () -> read(reader, 0));
    }

    /** The failure's message, whatever port the sandbox has. */
    String message() {
        return anyPort(failure().getMessage());
    }

    String message(TicketEventsClient reader) {
        return anyPort(failure(reader).getMessage());
    }

    /** Message, causes and suppressed exceptions with theirs, whatever port the sandbox has. */
    String stackTrace(ApiException failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        return anyPort(all.toString());
    }

    /** The text, whatever port the sandbox has. */
    String anyPort(@Nullable String text) {
        return requireNonNull(text, "text").replace(sandbox.baseUrl().toString(), "http://127.0.0.1");
    }

    /** The waits of the clients so far. */
    List<Duration> waits() {
        return List.copyOf(waits);
    }

    /** The statuses of the answers so far, 0 for a connection dropped without one. */
    List<Integer> statuses() {
        return sandbox.requests().stream().map(ServedRequest::status).toList();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
