package dev.ticketsql.bench;

import dev.ticketsql.api.ClientOptions;
import dev.ticketsql.api.Credentials;
import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Measures the pages per second that the sandbox serves and the parser reads: other benchmarks must not wait for these.
 */
final class ServingBenchmark {

    private static final int MAX_PAGES = 200;
    private static final int PER_PAGE = 1_000;
    private static final double MILLIS_PER_SEC = 1_000;

    private final Sandbox sandbox;
    private final Report report;

    ServingBenchmark(Sandbox sandbox, Report report) {
        this.sandbox = sandbox;
        this.report = report;
    }

    /** Prints pages per second, and gives those that were served and not looked at. */
    double run() throws Exception {
        report.heading("Serving and parsing the first pages");
        List<Long> starts = new ArrayList<>();
        TicketEventsClient client = client();
        double parsedMillis = Alternating.millis(() -> starts.addAll(parse(client)));
        double servedMillis = Alternating.millis(() -> serve(starts));
        double servedPerSec = starts.size() * MILLIS_PER_SEC / servedMillis;
        report.figure("pages served per second", servedPerSec, "");
        report.figure("pages served and parsed per second", starts.size() * MILLIS_PER_SEC / parsedMillis, "");
        return servedPerSec;
    }

    private TicketEventsClient client() {
        ClientOptions settings = new ClientOptions(
                sandbox.baseUrl(), new Credentials.None(), PER_PAGE, false, Optional.empty(), OptionalInt.empty());
        return new TicketEventsClient(
                settings,
                InstantSource.system(),
                (wait, cancellation) -> {
                    throw new IllegalStateException("the sandbox has no rate limit, but has us wait for " + wait);
                },
                new RateLimiter());
    }

    /** Returns where the pages start. */
    private static List<Long> parse(TicketEventsClient client) throws IOException {
        List<Long> starts = new ArrayList<>();
        long startSec = 0;
        boolean endOfStream = false;
        while (!endOfStream && starts.size() < MAX_PAGES) {
            starts.add(startSec);
            Page page = client.read(startSec, Discarding.INSTANCE, Cancellation.never());
            startSec = page.coveredToSec();
            endOfStream = page.endOfStream();
        }
        return starts;
    }

    private long serve(List<Long> starts) throws IOException {
        long bytes = 0;
        for (long startSec : starts) {
            URI page = sandbox.baseUrl()
                    .resolve("/api/v2/incremental/ticket_events?per_page=" + PER_PAGE + "&start_time=" + startSec);
            try (InputStream body = page.toURL().openStream()) {
                bytes += body.readAllBytes().length;
            }
        }
        return bytes;
    }

    /** Takes events and keeps none. */
    private enum Discarding implements EventSink {
        INSTANCE;

        @Override
        public void begin() {}

        @Override
        public void accept(TicketEvent event) {}
    }
}
