package dev.ticketsql.testing;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.event.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Three years of events, one an hour, and the requests that ranges of them cost by the paging rules alone. */
public final class AuditHistory {

    public static final Instant FIRST = Instant.parse("2023-01-01T00:00:00Z");

    /** Small, so that a month is several pages and not a fraction of one. */
    public static final int PER_PAGE = 100;

    private static final int HOURS = 3 * 365 * 24;

    private static final List<String> CHANNELS = List.of("Email", "Web form", "Chat", "電話");

    private AuditHistory() {}

    /** The events of the three years from {@link #FIRST}, by id from 0. */
    public static List<TicketEvent> events() {
        return eventsFrom(FIRST);
    }

    /** As many events, the first at {@code first}. */
    public static List<TicketEvent> eventsFrom(Instant first) {
        return IntStream.range(0, HOURS)
                .mapToObj(hour -> event(hour, first.getEpochSecond() + hour * 3600L))
                .toList();
    }

    private static TicketEvent event(int id, long startSec) {
        return EventBuilder.audit(id, startSec, id % 97L, CHANNELS.get(id % CHANNELS.size()))
                .build();
    }

    /** Counts the requests that {@code range} costs an empty mirror: page after page until one ends at or after it. */
    public static int pages(List<TicketEvent> events, TimeRange window) {
        TreeMap<Long, Integer> countBySec = new TreeMap<>();
        events.forEach(event -> countBySec.merge(event.startSec(), 1, Integer::sum));
        int pages = 0;
        long startSec = window.fromSec();
        while (startSec < window.toSec()) {
            pages++;
            int room = PER_PAGE;
            long endSec = TimeRange.MAX_SEC;
            for (Map.Entry<Long, Integer> second : countBySec.tailMap(startSec).entrySet()) {
                room -= second.getValue();
                if (room <= 0) {
                    endSec = second.getKey();
                    break;
                }
            }
            startSec = endSec;
        }
        return pages;
    }

    /** The range between two ISO-8601 days in UTC. */
    public static TimeRange days(String from, String to) {
        return new TimeRange(
                Instant.parse(from + "T00:00:00Z").getEpochSecond(),
                Instant.parse(to + "T00:00:00Z").getEpochSecond());
    }
}
