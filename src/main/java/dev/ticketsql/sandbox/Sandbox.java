package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.history.AccountRecords;
import dev.ticketsql.sandbox.history.EventRows;
import dev.ticketsql.sandbox.history.History;
import dev.ticketsql.sandbox.history.HistoryPlan;
import dev.ticketsql.sandbox.http.Delivery;
import dev.ticketsql.sandbox.http.HttpListener;
import dev.ticketsql.sandbox.http.HttpRequest;
import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.sandbox.reference.ReferenceData;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A server on 127.0.0.1 that emulates Zendesk's incremental ticket event export and the lists that give its ids their
 * names, logs requests and injects faults. Needs no close: its threads are daemons. Safe for several threads.
 */
public final class Sandbox implements AutoCloseable {

    /** IMF-fixdate of RFC 9110, 5.6.7; the JDK's RFC 1123 format leaves out the day's leading zero. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final HelpDeskApi api;
    private final InstantSource clock;
    private final Consumer<ServedRequest> log;
    private final RequestLog served = new RequestLog();
    private final FaultQueue faults = new FaultQueue();
    private final AtomicLong requestNumber = new AtomicLong();
    private final HttpListener listener;

    private Sandbox(
            EventRows rows,
            ReferenceData data,
            SandboxOptions options,
            InstantSource clock,
            Consumer<ServedRequest> log) {
        this.api = new HelpDeskApi(rows, data, options);
        this.clock = clock;
        this.log = log;
        this.listener = HttpListener.open(options.port(), this::answer);
    }

    /**
     * Serves the generated history that the options describe.
     *
     * @param clock the server's time
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static Sandbox start(SandboxOptions options, InstantSource clock) {
        return start(options, clock, request -> {});
    }

    /**
     * Serves the generated history that the options describe.
     *
     * @param clock the server's time
     * @param log receives every request, in many threads
     * @throws java.io.UncheckedIOException if the port is taken
     */
    static Sandbox start(SandboxOptions options, InstantSource clock, Consumer<ServedRequest> log) {
        HistoryPlan plan = options.historyPlan();
        return new Sandbox(History.of(plan), AccountRecords.of(plan), options, clock, log);
    }

    /**
     * Serves rows written by hand.
     *
     * @param events in any order
     * @param options port, limit and credentials
     * @param clock the server's time
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static Sandbox serving(List<SandboxEvent> events, SandboxOptions options, InstantSource clock) {
        return serving(events, ReferenceData.none(), options, clock);
    }

    /**
     * Serves rows and reference data written by hand.
     *
     * @param events in any order
     * @param data people, groups and what else the events name
     * @param options port, limits and credentials
     * @param clock the server's time
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static Sandbox serving(
            List<SandboxEvent> events, ReferenceData data, SandboxOptions options, InstantSource clock) {
        return new Sandbox(new HandWrittenRows(events), data, options, clock, request -> {});
    }

    /** URL of the server: {@code http://127.0.0.1:port}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** The last 100,000 requests served, in the order in which their responses began. */
    public List<ServedRequest> requests() {
        return served.requests();
    }

    /** Injects a fault. */
    public void inject(Fault fault) {
        faults.add(fault);
    }

    /** Stops listening and closes every connection. Closing again does nothing. */
    @Override
    public void close() {
        listener.close();
    }

    private HttpResponse answer(HttpRequest request) {
        ReceivedRequest received = ReceivedRequest.of(request, clock.instant().getEpochSecond());
        HelpDeskApi.Response healthy = api.answer(request, received);
        HttpResponse sent = faults.take(received)
                .map(fault -> fault.effect().apply(healthy.http()))
                .orElse(healthy.http());
        record(received, healthy, sent);
        HttpResponse dated = sent.headers().containsKey("Date")
                ? sent
                : sent.withHeader("Date", HTTP_DATE.format(Instant.ofEpochSecond(received.atSec())));
        return dated.withHeader("x-request-id", "sandbox-" + requestNumber.incrementAndGet());
    }

    /** Called before the response is sent, so that a client with a response finds its request in the log. */
    private void record(ReceivedRequest received, HelpDeskApi.Response healthy, HttpResponse sent) {
        boolean dropped = sent.delivery() instanceof Delivery.Dropped;
        int eventCount = sent.body().equals(healthy.http().body()) ? healthy.eventCount() : 0;
        ServedRequest request = new ServedRequest(received, dropped ? 0 : sent.status(), dropped ? 0 : eventCount);
        served.add(request);
        log.accept(request);
    }
}
