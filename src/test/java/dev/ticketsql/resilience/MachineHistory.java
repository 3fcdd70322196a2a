package dev.ticketsql.resilience;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.PagedEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Events of an account that a seed determines, half of them still to come: sometimes more of one second than a page
 * has, and one in five visible late. Test and processes make the same ones.
 */
final class MachineHistory {

    static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    static final int PAST_SEC = 2_000;

    static final int FUTURE_SEC = 2_000;

    static final int TICKETS = 24;

    static final int PER_PAGE = 8;

    /** Within the time that the mirror waits before a second is sealed. */
    private static final int LATE_SEC = 500;

    /**
     * An event that happens.
     *
     * @param sec its second, epoch seconds
     * @param visibleFromSec second from which the API shows it, if its minute is over
     */
    record Happening(long id, long ticketId, long sec, long visibleFromSec) {

        boolean hasComment() {
            return id % 2 == 0;
        }

        /** Its id once for each of its children. */
        Stream<Long> idOfEachChild() {
            return Collections.nCopies(hasComment() ? 3 : 2, id).stream();
        }

        private TicketEvent event() {
            String comment = """
                    ,{"id":%d,"via":"Rule","author_id":-1,"body":"hello","public":true,"attachments":[],\
                    "event_type":"Comment"}""".formatted(id + 2);
            return EventBuilder.audit(id, sec, ticketId, "Rule")
                    .childEvents("""
                            [{"id":%d,"via":"Rule","recipients":[%d],"event_type":"Notification"},\
                            {"id":%d,"via":"Rule","status":"open","event_type":"Change","previous_value":"new"}%s]""".formatted(id + 3, ticketId, id + 1, hasComment() ? comment : ""))
                    .build();
        }
    }

    private MachineHistory() {}

    /** The events of a seed, in the order of time and id. */
    static List<Happening> of(long seed) {
        Random random = new Random(seed);
        List<Happening> all = new ArrayList<>();
        for (long atSec = -PAST_SEC; atSec < FUTURE_SEC; atSec += 1 + random.nextInt(220)) {
            int together = random.nextInt(8) == 0 ? 1 + random.nextInt(2 * PER_PAGE) : 1;
            for (int i = 0; i < together; i++) {
                long sec = BEGIN.getEpochSecond() + atSec;
                long lateSec = random.nextInt(5) == 0 ? random.nextInt(LATE_SEC) : 0;
                all.add(new Happening(all.size(), random.nextInt(TICKETS), sec, sec + lateSec));
            }
        }
        all.sort(Comparator.comparingLong(Happening::sec).thenComparingLong(Happening::id));
        return List.copyOf(all);
    }

    /** The API of a seed's account. */
    static PagedEvents api(long seed, InstantSource clock) {
        PagedEvents api = new PagedEvents(clock, PER_PAGE);
        of(seed).forEach(happening -> api.addLate(happening.event(), happening.visibleFromSec()));
        return api;
    }
}
