package dev.ticketsql.api.page;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Parses a page of the export while it arrives, its keys in any order, with one event in memory at a time.
 * {@code next_page} is ignored: the next request is built from the events' instants, and no URL from a response body is
 * ever followed.
 */
public final class PageParser {

    private static final String EVENTS = "ticket_events";
    private static final String END_OF_STREAM = "end_of_stream";

    private final EventSink sink;
    private final Cancellation cancellation;
    private final boolean skipsBadEvents;

    private int eventCount;
    private boolean hasEvents;
    private @Nullable Boolean endOfStream;
    private OptionalLong endSec = OptionalLong.empty();
    private OptionalLong statedCount = OptionalLong.empty();
    private final long startSec;
    private final PageLimits limits;
    private final PageRowCounter rows;
    private long reachedSec;

    /**
     * Creates a parser for one page.
     *
     * @param startSec {@code start_time} of the request
     * @param skipsBadEvents hands an item without a usable id or instant to {@link EventSink#reject}, instead of
     *     failing
     */
    public PageParser(long startSec, EventSink sink, Cancellation cancellation, boolean skipsBadEvents) {
        this(startSec, sink, cancellation, skipsBadEvents, PageLimits.ofThisProcess());
    }

    PageParser(long startSec, EventSink sink, Cancellation cancellation, boolean skipsBadEvents, PageLimits limits) {
        this.startSec = startSec;
        this.sink = sink;
        this.cancellation = cancellation;
        this.skipsBadEvents = skipsBadEvents;
        this.limits = limits;
        reachedSec = startSec;
        rows = new PageRowCounter(startSec);
    }

    /**
     * Parses the page and passes each event to the sink.
     *
     * @param serverSec the server's clock when it answered
     * @throws SinkFailedException if the sink fails
     * @throws BadEventException if an item has no usable id or instant, and none is skipped
     * @throws OversizedAnswerException if the page, or one event of it, is beyond the limits of this process
     * @throws MalformedPageException if the body is not a page
     * @throws IOException if reading failed
     */
    public Page read(InputStream body, long serverSec) throws IOException {
        BoundedStream bounded = new BoundedStream(body, limits.maxBytes(), "Set option pageSize lower, and ask again");
        try (JsonReader json = new JsonReader(bounded)) {
            json.readWhole(name -> readField(name, json, bounded));
        }
        Boolean ended = endOfStream;
        if (!hasEvents || ended == null) {
            throw new MalformedPageException("$ has no " + (hasEvents ? END_OF_STREAM : EVENTS));
        }
        return new Page(startSec, rows.rows(), ended, endSec, statedCount, serverSec);
    }

    private void readField(String name, JsonReader json, BoundedStream body) throws IOException {
        switch (name) {
            case EVENTS -> {
                hasEvents = true;
                json.readArray(() -> readEvent(json, body));
            }
            case END_OF_STREAM -> endOfStream = json.readBoolean();
            // Both are compared with the events and never followed, so that an odd one is no reason to refuse them.
            case "end_time" -> endSec = readOptionalLong(json);
            case "count" -> statedCount = readOptionalLong(json);
            default -> json.skip();
        }
    }

    private static OptionalLong readOptionalLong(JsonReader json) throws IOException {
        OptionalLong value =
                LenientScalars.wholeNumber(json).map(OptionalLong::of).orElse(OptionalLong.empty());
        json.skip();
        return value;
    }

    private void readEvent(JsonReader json, BoundedStream body) throws IOException {
        cancellation.check();
        if (++eventCount > limits.maxEvents()) {
            throw new OversizedAnswerException(
                    "is one event more than the " + limits.maxEvents() + " that are read of a page",
                    "The API has 1000 on a page, or those of one second: check that baseUrl is the API's",
                    null);
        }
        body.beginEvent(limits.maxEventBytes());
        if (skipsBadEvents) {
            readOrReject(json, body);
        } else {
            TicketEvent event = EventParser.read(json, rows::addOddValue);
            body.endEvent();
            take(event);
        }
    }

    /** Reads the item's text first, since a rejected one is kept as it came. */
    private void readOrReject(JsonReader page, BoundedStream body) throws IOException {
        String path = page.path();
        String text = page.readJson();
        body.endEvent();
        List<String> oddValues = new ArrayList<>(0);
        try (JsonReader json = new JsonReader(text, path)) {
            TicketEvent event = EventParser.read(json, oddValues::add);
            oddValues.forEach(rows::addOddValue);
            take(event);
        } catch (BadEventException e) {
            reject(e, text);
        }
    }

    private void take(TicketEvent event) throws IOException {
        rows.add(event.id(), event.startSec());
        reached(event.startSec());
        SinkFailedException.guard(() -> sink.accept(event));
    }

    private void reject(BadEventException failure, String text) throws IOException {
        rows.addRejected(text, failure.instantSec());
        failure.instantSec().ifPresent(this::reached);
        RejectedEvent rejected = new RejectedEvent(
                failure.instantSec().orElse(reachedSec),
                startSec,
                eventCount - 1,
                failure.ticketId(),
                String.valueOf(failure.getMessage()),
                text);
        SinkFailedException.guard(() -> sink.reject(rejected));
    }

    /** Remembers the instant for items without one; those from before the page's start are left out, and count not. */
    private void reached(long eventSec) {
        reachedSec = Math.max(startSec, eventSec);
    }
}
