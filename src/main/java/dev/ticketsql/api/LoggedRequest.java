package dev.ticketsql.api;

import dev.ticketsql.event.ApiRequest;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.Page;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request between its sending and its end: close adds it to the request log and reports it to the statement's
 * observer, in success and failure alike. For one thread.
 */
final class LoggedRequest implements AutoCloseable {

    /** The endpoint of pages of events. */
    static final String EXPORT = "incremental/ticket_events";

    private final RequestLog log;
    private final String endpoint;
    private final OptionalLong startSec;
    private final long sentMillis;
    private final long waitedMillis;
    private final OptionalLong statement;
    private final FetchObserver observer;
    private Optional<CountingStream> body = Optional.empty();
    private OptionalInt status = OptionalInt.empty();
    private Optional<Page> page = Optional.empty();

    LoggedRequest(
            RequestLog log,
            String endpoint,
            OptionalLong startSec,
            long sentMillis,
            long waitedMillis,
            OptionalLong statement,
            FetchObserver observer) {
        this.log = log;
        this.endpoint = endpoint;
        this.startSec = startSec;
        this.sentMillis = sentMillis;
        this.waitedMillis = waitedMillis;
        this.statement = statement;
        this.observer = observer;
    }

    void answered(int code) {
        status = OptionalInt.of(code);
    }

    /** Wraps the body to count its bytes. */
    InputStream counted(InputStream uncounted) {
        CountingStream counting = new CountingStream(uncounted);
        body = Optional.of(counting);
        return counting;
    }

    Page complete(Page read) {
        page = Optional.of(read);
        return read;
    }

    @Override
    public void close() {
        long bytes = body.map(CountingStream::bytes).orElse(0L);
        OptionalInt eventCount = page.map(it -> OptionalInt.of(it.eventCount())).orElse(OptionalInt.empty());
        log.add(new ApiRequest(sentMillis, startSec, eventCount, bytes, status, waitedMillis, statement, endpoint));
        if (endpoint.equals(EXPORT)) {
            observer.requested(page, bytes, Duration.ofMillis(waitedMillis));
        } else {
            observer.lookedUp(bytes, Duration.ofMillis(waitedMillis));
        }
    }
}
