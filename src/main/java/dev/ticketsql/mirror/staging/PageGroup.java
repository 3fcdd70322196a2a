package dev.ticketsql.mirror.staging;

import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Small pages, one after another, that are stored together. */
public final class PageGroup {

    /** Text of a group's events. */
    private static final long MAX_CHARS = 8 << 20;

    private static final Comparator<ReceivedEvent> ORDER_OF_FILES =
            Comparator.comparingLong(ReceivedEvent::startSec).thenComparingLong(PageGroup::id);

    /** Pages of a group: a process that is killed asks for them again. */
    private static final int MAX_PAGES = 40;

    private final List<ReceivedEvent> events = new ArrayList<>();
    private CompletePage pages;
    private long chars;
    private int pageCount;

    public PageGroup(CompletePage first) {
        pages = first;
        append(first);
    }

    /** Adds the page that comes next. */
    public void add(CompletePage next) {
        pages = pages.with(next);
        append(next);
    }

    /** Appends the events of what the page covers: the next page has its last second whole. */
    private void append(CompletePage page) {
        chars += page.chars();
        pageCount++;
        for (ReceivedEvent event : page.rows().events()) {
            if (page.covered().contains(event.startSec())) {
                events.add(event);
            }
        }
    }

    /** The pages as one, without rows. */
    public CompletePage pages() {
        return pages;
    }

    /** Text that a further page may have; negative if none may come. */
    public long leftChars() {
        return pageCount == MAX_PAGES ? -1 : MAX_CHARS - chars;
    }

    /** The events of a range in the order of files, each once: of several copies on a page, the last. */
    public List<ReceivedEvent> events(TimeRange range) {
        List<ReceivedEvent> sorted = events.stream()
                .filter(event -> range.contains(event.startSec()))
                .sorted(ORDER_OF_FILES)
                .toList();
        List<ReceivedEvent> once = new ArrayList<>(sorted.size());
        for (int place = 0; place < sorted.size(); place++) {
            boolean isOlderCopy = place + 1 < sorted.size() && isSameEvent(sorted.get(place), sorted.get(place + 1));
            if (!isOlderCopy) {
                once.add(sorted.get(place));
            }
        }
        return once;
    }

    private static boolean isSameEvent(ReceivedEvent one, ReceivedEvent other) {
        return one instanceof TicketEvent && other instanceof TicketEvent && ORDER_OF_FILES.compare(one, other) == 0;
    }

    private static long id(ReceivedEvent received) {
        return received instanceof TicketEvent event ? event.id() : ((RejectedEvent) received).position();
    }
}
