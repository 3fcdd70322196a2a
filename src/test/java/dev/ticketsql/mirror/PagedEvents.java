package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * The export over a list of events: inclusive start, pages cut inside a second that then comes again, a second that
 * does not fit given whole, the last minute withheld, events that become visible late. Counts its requests.
 */
final class PagedEvents implements PageSource {

    private record Listed(TicketEvent event, long visibleFromSec) {}

    private final InstantSource clock;
    private final int perPage;
    private final List<Listed> events = new ArrayList<>();
    private final List<Long> requests = new ArrayList<>();

    PagedEvents(InstantSource clock, int perPage) {
        this.clock = clock;
        this.perPage = perPage;
    }

    /** Adds an event that is visible as soon as its minute is over. */
    synchronized PagedEvents add(TicketEvent event) {
        return addLate(event, event.startSec());
    }

    /** Adds an event that nobody sees before {@code visibleFromSec}. */
    synchronized PagedEvents addLate(TicketEvent event, long visibleFromSec) {
        events.add(new Listed(event, visibleFromSec));
        return this;
    }

    /** The start of every page asked for, in order. */
    synchronized List<Long> requests() {
        return List.copyOf(requests);
    }

    /** Starts {@link #requests} over. */
    synchronized void forgetRequests() {
        requests.clear();
    }

    /** What the API would show now, oldest first. */
    synchronized List<TicketEvent> visible() {
        long nowSec = clock.instant().getEpochSecond();
        return events.stream()
                .filter(listed -> listed.visibleFromSec() <= nowSec)
                .map(Listed::event)
                .filter(event -> event.startSec() <= nowSec - 60)
                .sorted(Comparator.comparingLong(TicketEvent::startSec))
                .toList();
    }

    @Override
    public int pageSize() {
        return perPage;
    }

    @Override
    public synchronized Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        requests.add(startSec);
        long nowSec = clock.instant().getEpochSecond();
        if (startSec > nowSec - 60) {
            throw new IOException("400 StartTimeTooRecent: " + startSec + " at " + nowSec);
        }
        List<TicketEvent> left =
                visible().stream().filter(event -> event.startSec() >= startSec).toList();
        List<TicketEvent> page = left.subList(0, Math.min(perPage, left.size()));
        boolean endOfStream = page.size() == left.size();
        OptionalLong endSec = OptionalLong.empty();
        if (!page.isEmpty()) {
            long firstSec = page.get(0).startSec();
            long lastSec = page.get(page.size() - 1).startSec();
            endSec = OptionalLong.of(lastSec);
            if (!endOfStream && firstSec == lastSec) {
                page = left.stream()
                        .filter(event -> event.startSec() == lastSec)
                        .toList();
                endSec = OptionalLong.of(lastSec + 1);
            }
        }
        sink.begin();
        for (TicketEvent event : page) {
            cancellation.check();
            sink.accept(event);
        }
        OptionalLong firstSec = page.stream().mapToLong(TicketEvent::startSec).min();
        OptionalLong lastSec = page.stream().mapToLong(TicketEvent::startSec).max();
        return new Page(startSec, page.size(), firstSec, lastSec, endOfStream, endSec, nowSec);
    }
}
