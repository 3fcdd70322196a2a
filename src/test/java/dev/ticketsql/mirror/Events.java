package dev.ticketsql.mirror;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import java.util.List;

/** Events for tests: each changes a field, and every other one comments. */
final class Events {

    private Events() {}

    /** An audit with nothing but an id and an instant, and what is NULL in a real one too. */
    static TicketEvent audit(long id, long startSec) {
        return audit(id, startSec, "Web form");
    }

    /** An audit that came through {@code via}. */
    static TicketEvent audit(long id, long startSec, String via) {
        return audit(id, startSec, id % 97, via);
    }

    /** An audit of a ticket that came through {@code via}. */
    static TicketEvent audit(long id, long startSec, long ticketId, String via) {
        FieldChange change = new FieldChange(id + 1, "Change", "status", "open", "new", null, null, via);
        TicketComment comment = new TicketComment(id + 2, -1L, true, "hello", null, null, via, "[]", startSec);
        return EventBuilder.audit(id, startSec, ticketId, via)
                .children(List.of(change), comments(id) ? List.of(comment) : List.of())
                .build();
    }

    /** Whether the event of that id has a comment. */
    static boolean comments(long id) {
        return id % 2 == 0;
    }
}
