package dev.ticketsql.testing;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The export's pages over a list of events, without HTTP: inclusive start, a page cut inside a second that then comes
 * again, a second larger than a page given whole, the last minute withheld, events that become visible late. Items that
 * are no events are rejected, and take no place of an event on a page. Counts its requests.
 */
public final class PagedEvents implements PageSource {

    /** Called before the first event of every page; what it throws is the answer. */
    @FunctionalInterface
    public interface Listener {
        void asked(long startSec, Cancellation cancellation) throws IOException;
    }

    private static final int MAX_PER_PAGE = 1000;

    private static final int WITHHELD_SEC = 60;

    private final InstantSource clock;
    private final int perPage;
    private final Listener listener;
    private final List<ReceivedEvent> events;
    private final IdentityHashMap<ReceivedEvent, Long> visibleFromSecOfLate = new IdentityHashMap<>();
    private final List<Long> requests = new ArrayList<>();

    private PagedEvents(List<TicketEvent> events, int perPage, InstantSource clock, Listener listener) {
        this.clock = clock;
        this.perPage = perPage;
        this.listener = listener;
        this.events = new ArrayList<>(events);
        this.events.sort(Comparator.comparingLong(ReceivedEvent::startSec));
    }

    /** No events yet. */
    public PagedEvents(InstantSource clock, int perPage) {
        this(List.of(), perPage, clock, (startSec, cancellation) -> {});
    }

    /** These events, in pages of the largest size that the API allows. */
    public static PagedEvents of(List<TicketEvent> events, InstantSource clock) {
        return of(events, MAX_PER_PAGE, clock);
    }

    /** These events, in pages of that size. */
    public static PagedEvents of(List<TicketEvent> events, int perPage, InstantSource clock) {
        return of(events, perPage, clock, (startSec, cancellation) -> {});
    }

    /** The same, with a listener that may delay or refuse a page. */
    public static PagedEvents of(List<TicketEvent> events, int perPage, InstantSource clock, Listener listener) {
        return new PagedEvents(events, perPage, clock, listener);
    }

    /** Adds an event that is visible as soon as its minute is over. */
    public synchronized PagedEvents add(ReceivedEvent event) {
        events.add(firstAtOrAfter(event.startSec() + 1), event);
        return this;
    }

    /** Adds an event that no page shows before {@code visibleFromSec}. */
    public synchronized PagedEvents addLate(ReceivedEvent event, long visibleFromSec) {
        visibleFromSecOfLate.put(event, visibleFromSec);
        return add(event);
    }

    /** Adds an item without an id, of this ticket and this JSON. */
    public PagedEvents addRejected(long startSec, @Nullable Long ticketId, String json) {
        return add(new RejectedEvent(startSec, 0, 0, ticketId, "$ has no id", json));
    }

    /** Takes items and events of that second away, as a server that mends them does. */
    public synchronized void removeAt(long startSec) {
        events.removeIf(event -> event.startSec() == startSec);
    }

    /** The start of every page asked for, in order. */
    public synchronized List<Long> requests() {
        return List.copyOf(requests);
    }

    /** Starts {@link #requests} over. */
    public synchronized void forgetRequests() {
        requests.clear();
    }

    /** The events that the API would show now, oldest first. */
    public synchronized List<TicketEvent> visible() {
        long nowSec = clock.instant().getEpochSecond();
        return events.stream()
                .filter(event -> isVisible(event, nowSec))
                .flatMap(event -> event instanceof TicketEvent it ? Stream.of(it) : Stream.empty())
                .toList();
    }

    private boolean isVisible(ReceivedEvent event, long nowSec) {
        return event.startSec() <= nowSec - WITHHELD_SEC && visibleFromSecOfLate.getOrDefault(event, nowSec) <= nowSec;
    }

    @Override
    public int pageSize() {
        return perPage;
    }

    @Override
    public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        synchronized (this) {
            requests.add(startSec);
        }
        listener.asked(startSec, cancellation);
        long nowSec = clock.instant().getEpochSecond();
        if (startSec > nowSec - WITHHELD_SEC) {
            throw new IOException("400 StartTimeTooRecent: " + startSec + " at " + nowSec);
        }
        List<ReceivedEvent> page = new ArrayList<>();
        boolean endOfStream = cut(startSec, nowSec, page);
        PageRowCounter rows = new PageRowCounter(startSec);
        sink.begin();
        for (ReceivedEvent item : page) {
            cancellation.check();
            if (item instanceof TicketEvent event) {
                sink.accept(event);
                rows.add(event.id(), event.startSec());
            } else if (item instanceof RejectedEvent event) {
                sink.reject(served(event, startSec, rows.rows().count()));
                rows.addRejected(event.json(), OptionalLong.of(event.startSec()));
            }
        }
        return new Page(
                startSec, rows.rows(), endOfStream, endSec(page, endOfStream), OptionalLong.of(page.size()), nowSec);
    }

    private static RejectedEvent served(RejectedEvent event, long pageSec, long position) {
        return new RejectedEvent(event.startSec(), pageSec, position, event.ticketId(), event.reason(), event.json());
    }

    private static OptionalLong endSec(List<ReceivedEvent> page, boolean endOfStream) {
        if (page.isEmpty()) {
            return OptionalLong.empty();
        }
        long lastSec = page.get(page.size() - 1).startSec();
        boolean isOneSecond = page.get(0).startSec() == lastSec;
        return OptionalLong.of(!endOfStream && isOneSecond ? lastSec + 1 : lastSec);
    }

    /** Adds the events of a page, and decides whether a page of this size is the last. */
    private synchronized boolean cut(long startSec, long nowSec, List<ReceivedEvent> page) {
        boolean endOfStream = true;
        int size = 0;
        for (ReceivedEvent event :
                events.subList(firstAtOrAfter(startSec), firstAtOrAfter(nowSec - WITHHELD_SEC + 1))) {
            if (!isVisible(event, nowSec)) {
                continue;
            }
            if (size >= perPage) {
                endOfStream = false;
                if (page.get(0).startSec() != event.startSec()) {
                    break;
                }
            }
            page.add(event);
            size += event instanceof TicketEvent ? 1 : 0;
        }
        return endOfStream;
    }

    private int firstAtOrAfter(long startSec) {
        int from = 0;
        int to = events.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (events.get(middle).startSec() < startSec) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
