package dev.ticketsql.testing;

import dev.ticketsql.api.ClientOptions;
import dev.ticketsql.api.Credentials;
import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The events that a server has, read page by page, past all SQL. */
public final class ServedEvents {

    private ServedEvents() {}

    /** The events that the server at {@code baseUrl} has now. */
    public static List<TicketEvent> of(URI baseUrl) throws IOException {
        return of(baseUrl, false);
    }

    /** The same, with the text of comments or without. */
    public static List<TicketEvent> of(URI baseUrl, boolean comments) throws IOException {
        PageSource pages = new TicketEventsClient(
                new ClientOptions(
                        baseUrl, new Credentials.None(), 1000, comments, Optional.empty(), OptionalInt.empty()),
                InstantSource.system(),
                (wait, cancellation) -> cancellation.check(),
                new RateLimiter());
        // Pages overlap by an event.
        Map<String, TicketEvent> events = new LinkedHashMap<>();
        OptionalLong startSec = OptionalLong.of(0);
        while (startSec.isPresent()) {
            CollectedEvents page = new CollectedEvents();
            Page read = pages.read(startSec.getAsLong(), page, Cancellation.never());
            page.events().forEach(event -> events.put(event.id() + " " + event.startSec(), event));
            startSec = read.endOfStream() ? OptionalLong.empty() : read.endSec();
        }
        return List.copyOf(events.values());
    }
}
