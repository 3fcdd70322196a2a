package dev.ticketsql.api.page;

import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses one item of {@code ticket_events}, its keys in any order: an audit with child events, as every recorded
 * account sends, or a ticket metric event, as Zendesk documents.
 */
final class EventParser {

    private final JsonReader json;
    private final EventInstant instant = new EventInstant();
    private final OtherKeys other = new OtherKeys();
    private final OtherKeys otherOfSystem = new OtherKeys();

    private final Map<EventField, Object> values = new EnumMap<>(EventField.class);
    private @Nullable Long id;

    private EventParser(JsonReader json) {
        this.json = json;
    }

    /**
     * Parses the current value of {@code json}.
     *
     * @throws MalformedPageException if it has no id or no instant, or a value is of the wrong type
     */
    static TicketEvent read(JsonReader json) throws IOException {
        return new EventParser(json).readEvent();
    }

    private TicketEvent readEvent() throws IOException {
        json.readObject(this::readField);
        Long idRead = id;
        if (idRead == null) {
            throw new MalformedPageException(json.path() + " has no id");
        }
        long startSec = instant.startSec(json);
        instant.keepRest(other);
        String rest = otherOfSystem.toJson();
        if (rest != null) {
            other.put("system", rest);
        }
        ChildEvents children =
                values.get(EventField.CHILD_EVENTS) instanceof String text ? ChildEvents.of(text) : ChildEvents.none();
        return new TicketEvent(idRead, startSec, values, other.toJson(), children.fieldChanges(), children.comments());
    }

    private void readField(String name) throws IOException {
        Optional<EventField> field = EventField.ofEvent(name);
        if (field.isPresent()) {
            readValue(field.get());
        } else if (name.equals("id")) {
            id = json.readLong();
        } else if (name.equals("system")) {
            readSystem();
        } else if (EventInstant.isIn(name)) {
            instant.read(name, json);
        } else {
            other.put(name, json.readJson());
        }
    }

    private void readSystem() throws IOException {
        if (!json.isNull()) {
            json.readObject(this::readSystemField);
        }
    }

    private void readSystemField(String name) throws IOException {
        Optional<EventField> field = EventField.ofSystem(name);
        if (field.isPresent()) {
            readValue(field.get());
        } else {
            otherOfSystem.put(name, json.readJson());
        }
    }

    /** Reads a field; the last value of a repeated key counts, null as absent. */
    private void readValue(EventField field) throws IOException {
        if (json.isNull()) {
            values.remove(field);
            return;
        }
        values.put(
                field,
                switch (field.kind()) {
                    case INTEGER -> json.readLong();
                    case NUMBER -> json.readDouble();
                    case TEXT -> json.readString();
                    case TEXT_OR_OBJECT -> json.isObject() ? json.readJson() : json.readString();
                    case JSON -> json.readJson();
                });
    }
}
