package dev.ticketsql.mirror;

import dev.ticketsql.event.TicketEvent;

/** Events for tests. */
final class Events {

    private Events() {}

    /** An audit with nothing but an id and an instant, and what is NULL in a real one too. */
    static TicketEvent audit(long id, long startSec) {
        return audit(id, startSec, "Web form");
    }

    /** An audit that came through {@code via}. */
    static TicketEvent audit(long id, long startSec, String via) {
        return new TicketEvent(
                id, startSec, id % 97, null, null, null, "Audit", -1L, via, null, null, null, null, null, "[]", null);
    }
}
