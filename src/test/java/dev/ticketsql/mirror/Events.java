package dev.ticketsql.mirror;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.testing.EventBuilder;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Stream;

/** Events for tests: each notifies and changes a field, and every other one comments. */
final class Events {

    /** A change, and a notification as each event has. */
    private static final String CHANGE =
            "{\"id\":1,\"status\":\"open\",\"event_type\":\"Change\"},{\"id\":3,\"event_type\":\"Notification\"}";

    private static final String COMMENT = "{\"id\":2,\"comment_public\":true,\"event_type\":\"Comment\"}";

    private Events() {}

    /** An audit with nothing but an id and an instant, and what is NULL in a real one too. */
    static TicketEvent audit(long id, long startSec) {
        return audit(id, startSec, "Web form");
    }

    /** An audit that came through {@code via}. */
    static TicketEvent audit(long id, long startSec, String via) {
        return audit(id, startSec, id % 97, via);
    }

    /** An audit of a ticket that came through {@code via}: a notification, a change and perhaps a comment. */
    static TicketEvent audit(long id, long startSec, long ticketId, String via) {
        String comment = """
                ,{"id":%d,"via":"%s","via_reference_id":null,"type":"Comment","author_id":-1,"body":"hello",\
                "public":true,"attachments":[],"created_at":"%s","event_type":"Comment"}""".formatted(id + 2, via, Instant.ofEpochSecond(startSec));
        return EventBuilder.audit(id, startSec, ticketId, via)
                .childEvents("""
                        [{"id":%d,"via":"%s","via_reference_id":"%d","subject":"moved","recipients":[%d],\
                        "event_type":"Notification"},{"id":%d,"via":"%s","via_reference_id":%d,"status":"open",\
                        "event_type":"Change","previous_value":"new"}%s]""".formatted(id + 3, via, id, ticketId, id + 1, via, id, comments(id) ? comment : ""))
                .build();
    }

    /** Whether the event of that id has a comment. */
    static boolean comments(long id) {
        return id % 2 == 0;
    }

    /** The id of an event once for each of its children. */
    static Stream<Long> children(long id) {
        return Collections.nCopies(comments(id) ? 3 : 2, id).stream();
    }

    /** An event as a server sends it, whose rows are those of {@link #audit}. */
    static SandboxEvent served(long id, long atSec) {
        String children = comments(id) ? CHANGE + "," + COMMENT : CHANGE;
        return new SandboxEvent(
                atSec,
                "{\"id\":%d,\"ticket_id\":%d,\"timestamp\":%d,\"child_events\":[%s]}"
                        .formatted(id, id % 97, atSec, children));
    }
}
