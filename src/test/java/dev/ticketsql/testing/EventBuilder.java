package dev.ticketsql.testing;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds an event from the components that a test is about. All others are NULL. */
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
    private @Nullable String client;
    private @Nullable String location;
    private @Nullable Double latitude;
    private @Nullable Double longitude;
    private @Nullable String metadata;
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
        return event(id, startSec).ticket(ticketId).audit("Audit", -1L, via).childEvents("[]");
    }

    /** The ticket that it is about. */
    public EventBuilder ticket(@Nullable Long ticket) {
        ticketId = ticket;
        return this;
    }

    /** The person or program that did it. */
    public EventBuilder by(@Nullable Long updater) {
        updaterId = updater;
        return this;
    }

    /** The components of an audit but for its children. */
    public EventBuilder audit(@Nullable String kind, @Nullable Long updater, @Nullable String channel) {
        eventType = kind;
        via = channel;
        return by(updater);
    }

    /** The machine of the person that did it, and its place. */
    public EventBuilder from(
            @Nullable String machine,
            @Nullable String place,
            @Nullable Double degreesNorth,
            @Nullable Double degreesEast) {
        client = machine;
        location = place;
        latitude = degreesNorth;
        longitude = degreesEast;
        return this;
    }

    /** Metadata, as JSON. */
    public EventBuilder metadata(@Nullable String json) {
        metadata = json;
        return this;
    }

    /** The children, as JSON. */
    public EventBuilder childEvents(@Nullable String json) {
        childEvents = json;
        return this;
    }

    /** The components of a metric event. */
    public EventBuilder metric(@Nullable String said, @Nullable String measured, @Nullable Long instance) {
        type = said;
        metric = measured;
        instanceId = instance;
        return this;
    }

    /** The fields without a component of their own, as JSON. */
    public EventBuilder other(@Nullable String json) {
        other = json;
        return this;
    }

    /** The rows that its children become. */
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
                client,
                location,
                latitude,
                longitude,
                metadata,
                childEvents,
                other,
                changes,
                comments);
    }
}
