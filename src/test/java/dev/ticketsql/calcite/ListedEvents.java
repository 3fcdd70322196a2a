package dev.ticketsql.calcite;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Hand-written events behind the export's paging rules, without HTTP between; counts the pages it was asked for. */
final class ListedEvents implements PageSource {

    private static final int PER_PAGE = 1000;

    private final List<TicketEvent> events;
    private final InstantSource clock;
    private final AtomicInteger pages = new AtomicInteger();

    ListedEvents(List<TicketEvent> events, InstantSource clock) {
        this.events = events.stream()
                .sorted(Comparator.comparingLong(TicketEvent::startSec))
                .toList();
        this.clock = clock;
    }

    int pages() {
        return pages.get();
    }

    @Override
    public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
        pages.incrementAndGet();
        List<TicketEvent> rest =
                events.stream().filter(event -> event.startSec() >= startSec).toList();
        List<TicketEvent> page = rest.subList(0, Math.min(PER_PAGE, rest.size()));
        sink.begin();
        for (TicketEvent event : page) {
            cancellation.check();
            sink.accept(event);
        }
        boolean last = page.size() == rest.size();
        OptionalLong lastSec = page.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(page.get(page.size() - 1).startSec());
        return new Page(
                startSec,
                page.size(),
                page.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(page.get(0).startSec()),
                lastSec,
                last,
                lastSec,
                clock.instant().getEpochSecond());
    }
}
