package dev.ticketsql.api.page;

import dev.ticketsql.event.ChildRows;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Parses one item of {@code ticket_events}, its keys in any order: an audit with child events, as every recorded
 * account sends, or a ticket metric event, as Zendesk documents.
 */
final class EventParser {

    private final JsonReader json;
    private final Consumer<String> oddValues;
    private final EventInstant instant = new EventInstant();
    private final OtherKeys other = new OtherKeys();
    private final OtherKeys otherOfSystem = new OtherKeys();

    private final Map<EventField, Object> values = new EnumMap<>(EventField.class);
    private ChildRows children = ChildRows.none();
    private Optional<String> otherSystem = Optional.empty();
    private @Nullable Long id;
    private Optional<String> idComplaint = Optional.empty();

    private EventParser(JsonReader json, Consumer<String> oddValues) {
        this.json = json;
        this.oddValues = oddValues;
    }

    /**
     * Parses the current value of {@code json}.
     *
     * @param oddValues takes a sentence for each value that has no reading as its column's type and is kept in
     *     {@code other}
     * @throws BadEventException if it has no usable id or instant
     */
    static TicketEvent read(JsonReader json, Consumer<String> oddValues) throws IOException {
        return new EventParser(json, oddValues).readEvent();
    }

    private TicketEvent readEvent() throws IOException {
        if (!json.isObject()) {
            String complaint = json.complaint("an object");
            json.skip();
            throw bad(complaint);
        }
        json.readObject(this::readField);
        Long idRead = id;
        if (idRead == null) {
            throw bad(idComplaint.orElseGet(() -> json.path() + " has no id"));
        }
        long startSec = instant.startSec().orElseThrow(() -> bad(instant.complaint(json.path())));
        instant.keepRest(other, oddValues);
        Optional.ofNullable(otherOfSystem.toJson()).or(() -> otherSystem).ifPresent(rest -> other.put("system", rest));
        return new TicketEvent(idRead, startSec, values, other.toJson(), children);
    }

    private BadEventException bad(String complaint) {
        return new BadEventException(complaint, (Long) values.get(EventField.TICKET_ID), instant.startSec());
    }

    /** Reads the id; the last value of a repeated key counts. */
    private void readId() throws IOException {
        Optional<Long> read = LenientScalars.wholeNumber(json);
        id = read.orElse(null);
        idComplaint = read.isPresent() ? Optional.empty() : Optional.of(json.complaint("an integer of 64 bits"));
        json.skip();
    }

    private void readField(String name) throws IOException {
        Optional<EventField> field = EventField.ofEvent(name);
        if (field.isPresent()) {
            readValue(field.get(), other);
        } else if (name.equals("id")) {
            readId();
        } else if (name.equals("system")) {
            readSystem();
        } else if (EventInstant.isIn(name)) {
            instant.read(name, json);
        } else {
            other.put(name, json.readJson());
        }
    }

    private void readSystem() throws IOException {
        if (json.isObject()) {
            json.readObject(this::readSystemField);
        } else if (!json.isNull()) {
            oddValues.accept(json.complaint("an object"));
            otherSystem = Optional.of(json.readJson());
        }
    }

    private void readSystemField(String name) throws IOException {
        Optional<EventField> field = EventField.ofSystem(name);
        if (field.isPresent()) {
            readValue(field.get(), otherOfSystem);
        } else {
            otherOfSystem.put(name, json.readJson());
        }
    }

    /** Reads a field; the last value of a repeated key counts, null as absent. */
    private void readValue(EventField field, OtherKeys rest) throws IOException {
        values.remove(field);
        children = field == EventField.CHILD_EVENTS ? ChildRows.none() : children;
        if (json.isNull()) {
            return;
        }
        Optional<?> value = switch (field.kind()) {
            case INTEGER -> LenientScalars.wholeNumber(json);
            case NUMBER -> LenientScalars.number(json);
            case TEXT -> json.isString() ? Optional.of(json.readString()) : Optional.empty();
            case TEXT_OR_OBJECT ->
                json.isObject() || json.isString() ? Optional.ofNullable(json.readText()) : Optional.empty();
            case JSON -> Optional.of(field == EventField.CHILD_EVENTS ? readChildren() : json.readJson());
        };
        if (value.isPresent()) {
            values.put(field, value.get());
        } else {
            oddValues.accept(json.complaint(field.kind().description()));
            rest.put(field.key(), json.readJson());
        }
    }

    private String readChildren() throws IOException {
        return json.readCopied(copied -> children = ChildEvents.read(copied));
    }
}
