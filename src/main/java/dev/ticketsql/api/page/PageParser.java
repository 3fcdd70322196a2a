package dev.ticketsql.api.page;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.io.InputStream;
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

    private int eventCount;
    private boolean hasEvents;
    private @Nullable Boolean endOfStream;
    private OptionalLong endSec = OptionalLong.empty();
    private OptionalLong statedCount = OptionalLong.empty();
    private final long startSec;
    private final PageLimits limits;
    private final PageRowCounter rows;

    /**
     * Creates a parser for one page.
     *
     * @param startSec {@code start_time} of the request
     */
    public PageParser(long startSec, EventSink sink, Cancellation cancellation) {
        this(startSec, sink, cancellation, PageLimits.ofThisProcess());
    }

    PageParser(long startSec, EventSink sink, Cancellation cancellation, PageLimits limits) {
        this.startSec = startSec;
        this.sink = sink;
        this.cancellation = cancellation;
        this.limits = limits;
        rows = new PageRowCounter(startSec);
    }

    /**
     * Parses the page and passes each event to the sink.
     *
     * @param serverSec the server's clock when it answered
     * @throws SinkFailedException if the sink fails
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
            case "end_time" -> endSec = json.isNull() ? OptionalLong.empty() : OptionalLong.of(json.readLong());
            case "count" -> {
                statedCount =
                        LenientScalars.wholeNumber(json).map(OptionalLong::of).orElse(OptionalLong.empty());
                json.skip();
            }
            default -> json.skip();
        }
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
        TicketEvent event = EventParser.read(json, rows::addOddValue);
        body.endEvent();
        rows.add(event.startSec());
        SinkFailedException.guard(() -> sink.accept(event));
    }
}
