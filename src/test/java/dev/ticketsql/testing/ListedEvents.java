package dev.ticketsql.testing;

import com.google.common.collect.Lists;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A list of events behind the export's paging rules, without HTTP between: inclusive start, a page cut inside a second
 * that then comes again, a second that does not fit given whole. Counts the pages it was asked for.
 */
public final class ListedEvents implements PageSource {

    /** Told of every page before its first event: when it starts, and whether the statement is still wanted. */
    @FunctionalInterface
    public interface Listener {
        void asked(long startSec, Cancellation cancellation) throws IOException;
    }

    private static final int MAX_PER_PAGE = 1000;

    private final List<TicketEvent> events;
    private final int perPage;
    private final InstantSource clock;
    private final Listener listener;
    private final AtomicInteger pages = new AtomicInteger();

    public ListedEvents(List<TicketEvent> events, InstantSource clock) {
        this(events, MAX_PER_PAGE, clock, (startSec, cancellation) -> {});
    }

    public ListedEvents(List<TicketEvent> events, int perPage, InstantSource clock, Listener listener) {
        this.events = events.stream()
                .sorted(Comparator.comparingLong(TicketEvent::startSec))
                .toList();
        this.perPage = perPage;
        this.clock = clock;
        this.listener = listener;
    }

    List<TicketEvent> events() {
        return events;
    }

    /** How many pages were asked for. */
    int pages() {
        return pages.get();
    }

    @Override
    public int pageSize() {
        return perPage;
    }

    @Override
    public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        pages.incrementAndGet();
        listener.asked(startSec, cancellation);
        int from = firstAtOrAfter(startSec);
        int to = Math.min(from + perPage, events.size());
        OptionalLong endSec = from < to ? OptionalLong.of(events.get(to - 1).startSec()) : OptionalLong.empty();
        if (to < events.size() && events.get(from).startSec() == endSec.getAsLong()) {
            to = firstAtOrAfter(endSec.getAsLong() + 1);
            endSec = OptionalLong.of(endSec.getAsLong() + 1);
        }
        List<TicketEvent> page = events.subList(from, to);
        sink.begin();
        for (TicketEvent event : page) {
            cancellation.check();
            sink.accept(event);
        }
        return new Page(
                startSec,
                page.size(),
                page.stream().mapToLong(TicketEvent::startSec).findFirst(),
                page.stream().mapToLong(TicketEvent::startSec).max(),
                to == events.size(),
                endSec,
                clock.instant().getEpochSecond());
    }

    private int firstAtOrAfter(long startSec) {
        int index = Collections.binarySearch(
                Lists.transform(events, TicketEvent::startSec), startSec, Comparator.naturalOrder());
        int found = index < 0 ? -index - 1 : index;
        while (found > 0 && events.get(found - 1).startSec() == startSec) {
            found--;
        }
        return found;
    }
}
