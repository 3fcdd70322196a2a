package dev.ticketsql.testing;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event for tests, which say of it what they look at. All else is NULL. */
public final class EventBuilder {

    private final long id;
    private final long startSec;
    private @Nullable Long ticketId;
    private @Nullable String type;
    private @Nullable String metric;
    private @Nullable Long instanceId;
    private @Nullable String eventType;
    private @Nullable Long updaterId;
    private @Nullable String via;
    private @Nullable String childEvents;
    private @Nullable String other;
    private List<FieldChange> changes = List.of();
    private List<TicketComment> comments = List.of();

    private EventBuilder(long id, long startSec) {
        this.id = id;
        this.startSec = startSec;
    }

    /** An event with an id and an instant. */
    public static EventBuilder event(long id, long startSec) {
        return new EventBuilder(id, startSec);
    }

    /** An audit by the system, which came through {@code via}. */
    public static EventBuilder audit(long id, long startSec, long ticketId, @Nullable String via) {
        EventBuilder audit = event(id, startSec).ticket(ticketId);
        audit.eventType = "Audit";
        audit.updaterId = -1L;
        audit.via = via;
        audit.childEvents = "[]";
        return audit;
    }

    /** The ticket that it is about. */
    public EventBuilder ticket(@Nullable Long ticket) {
        ticketId = ticket;
        return this;
    }

    /** Who did it. */
    public EventBuilder by(long updater) {
        updaterId = updater;
        return this;
    }

    /** What a metric event says. */
    public EventBuilder metric(@Nullable String said, @Nullable String measured, @Nullable Long instance) {
        type = said;
        metric = measured;
        instanceId = instance;
        return this;
    }

    /** What has no component of its own, as JSON. */
    public EventBuilder other(@Nullable String json) {
        other = json;
        return this;
    }

    /** What its children say. */
    public EventBuilder children(List<FieldChange> fieldChanges, List<TicketComment> ticketComments) {
        changes = fieldChanges;
        comments = ticketComments;
        return this;
    }

    /** The event. */
    public TicketEvent build() {
        return new TicketEvent(
                id,
                startSec,
                ticketId,
                type,
                metric,
                instanceId,
                eventType,
                updaterId,
                via,
                null,
                null,
                null,
                null,
                null,
                childEvents,
                other,
                changes,
                comments);
    }

    /** The same event with what other children say. */
    public static TicketEvent withChildren(TicketEvent event, List<FieldChange> changes, List<TicketComment> comments) {
        return new TicketEvent(
                event.id(),
                event.startSec(),
                event.ticketId(),
                event.type(),
                event.metric(),
                event.instanceId(),
                event.eventType(),
                event.updaterId(),
                event.via(),
                event.client(),
                event.location(),
                event.latitude(),
                event.longitude(),
                event.metadata(),
                event.childEvents(),
                event.other(),
                changes,
                comments);
    }
}
