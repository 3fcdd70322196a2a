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

    private boolean hasEvents;
    private @Nullable Boolean endOfStream;
    private OptionalLong endSec = OptionalLong.empty();
    private OptionalLong statedCount = OptionalLong.empty();
    private final long startSec;
    private final PageRowCounter rows;
    private long position;
    private long reachedSec;

    /**
     * Creates a parser for one page.
     *
     * @param startSec {@code start_time} of the request
     * @param skipsBadEvents hands an item without a usable id or instant to {@link EventSink#reject}, instead of
     *     failing
     */
    public PageParser(long startSec, EventSink sink, Cancellation cancellation, boolean skipsBadEvents) {
        this.startSec = startSec;
        this.sink = sink;
        this.cancellation = cancellation;
        this.skipsBadEvents = skipsBadEvents;
        reachedSec = startSec;
        rows = new PageRowCounter(startSec);
    }

    /**
     * Parses the page and passes each event to the sink.
     *
     * @param serverSec the server's clock when it answered
     * @throws SinkFailedException if the sink fails
     * @throws BadEventException if an item has no usable id or instant, and none is skipped
     * @throws MalformedPageException if the body is not a page
     * @throws IOException if reading failed
     */
    public Page read(InputStream body, long serverSec) throws IOException {
        try (JsonReader json = new JsonReader(body)) {
            json.readObject(name -> readField(name, json));
            json.readEnd();
        }
        Boolean ended = endOfStream;
        if (!hasEvents || ended == null) {
            throw new MalformedPageException("$ has no " + (hasEvents ? END_OF_STREAM : EVENTS));
        }
        return new Page(startSec, rows.rows(), ended, endSec, statedCount, serverSec);
    }

    private void readField(String name, JsonReader json) throws IOException {
        switch (name) {
            case EVENTS -> {
                hasEvents = true;
                json.readArray(() -> readEvent(json));
            }
            case END_OF_STREAM -> endOfStream = json.readBoolean();
            case "end_time" -> endSec = json.isNull() ? OptionalLong.empty() : OptionalLong.of(json.readLong());
            case "count" -> {
                statedCount =
                        LenientScalars.wholeNumber(json).map(OptionalLong::of).orElse(OptionalLong.empty());
                json.skip();
            }
            default -> json.skip();
        }
    }

    private void readEvent(JsonReader json) throws IOException {
        cancellation.check();
        if (skipsBadEvents) {
            readOrReject(json);
        } else {
            take(EventParser.read(json, rows::addOddValue));
        }
        position++;
    }

    /** Reads the item's text first, since a rejected one is kept as it came. */
    private void readOrReject(JsonReader page) throws IOException {
        String path = page.path();
        String text = page.readJson();
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
        rows.add(event.startSec());
        reached(event.startSec());
        SinkFailedException.guard(() -> sink.accept(event));
    }

    private void reject(BadEventException failure, String text) throws IOException {
        rows.addRejected(failure.instantSec());
        failure.instantSec().ifPresent(this::reached);
        RejectedEvent rejected = new RejectedEvent(
                failure.instantSec().orElse(reachedSec),
                startSec,
                position,
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
