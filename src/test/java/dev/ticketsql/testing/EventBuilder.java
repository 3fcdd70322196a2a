package dev.ticketsql.testing;

import dev.ticketsql.api.page.ChildEvents;
import dev.ticketsql.event.ChildRows;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an event from the components that a test is about. All others are NULL. */
public final class EventBuilder {

    private final long id;
    private final long startSec;
    private final Map<EventField, Object> values = new EnumMap<>(EventField.class);
    private @Nullable String other;
    private ChildRows children = ChildRows.none();
    private @Nullable List<FieldChange> changes;
    private @Nullable List<TicketComment> comments;

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
        set(EventField.TICKET_ID, ticket);
        return this;
    }

    /** The person or program that did it. */
    public EventBuilder by(@Nullable Long updater) {
        set(EventField.UPDATER_ID, updater);
        return this;
    }

    /** The components of an audit but for its children. */
    public EventBuilder audit(@Nullable String kind, @Nullable Long updater, @Nullable String channel) {
        set(EventField.EVENT_TYPE, kind);
        set(EventField.VIA, channel);
        return by(updater);
    }

    /** The machine of the person that did it, and its place. */
    public EventBuilder from(
            @Nullable String machine,
            @Nullable String place,
            @Nullable Double degreesNorth,
            @Nullable Double degreesEast) {
        set(EventField.CLIENT, machine);
        set(EventField.LOCATION, place);
        set(EventField.LATITUDE, degreesNorth);
        set(EventField.LONGITUDE, degreesEast);
        return this;
    }

    /** Metadata, as JSON. */
    public EventBuilder metadata(@Nullable String json) {
        set(EventField.METADATA, json);
        return this;
    }

    /** The children, as JSON, and the rows that they become. */
    public EventBuilder childEvents(@Nullable String json) {
        set(EventField.CHILD_EVENTS, json);
        try {
            children = json == null ? ChildRows.none() : ChildEvents.of(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The components of a metric event. */
    public EventBuilder metric(@Nullable String said, @Nullable String measured, @Nullable Long instance) {
        set(EventField.TYPE, said);
        set(EventField.METRIC, measured);
        set(EventField.INSTANCE_ID, instance);
        return this;
    }

    /** The fields without a component of their own, as JSON. */
    public EventBuilder other(@Nullable String json) {
        other = json;
        return this;
    }

    /** Field changes and comments instead of those of the children as JSON. */
    public EventBuilder children(List<FieldChange> fieldChanges, List<TicketComment> ticketComments) {
        changes = fieldChanges;
        comments = ticketComments;
        return this;
    }

    /** The rows of its children, instead of those of the children as JSON. */
    public EventBuilder rows(ChildRows rows) {
        children = rows;
        return children(rows.fieldChanges(), rows.comments());
    }

    private void set(EventField field, @Nullable Object value) {
        if (value == null) {
            values.remove(field);
        } else {
            values.put(field, value);
        }
    }

    /** The event. */
    public TicketEvent build() {
        ChildRows rows =
                changes == null || comments == null ? children : new ChildRows(children.all(), changes, comments);
        return new TicketEvent(id, startSec, values, other, rows);
    }
}
