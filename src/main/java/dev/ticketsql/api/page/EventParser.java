package dev.ticketsql.api.page;

import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
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

    private @Nullable Long id;
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
        String children = childEvents;
        ChildEvents parsed = ChildEvents.of(children == null ? "[]" : children);
        return new TicketEvent(
                idRead,
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
                children,
                other.toJson(),
                parsed.fieldChanges(),
                parsed.comments());
    }

    private void readField(String name) throws IOException {
        switch (name) {
            case "id" -> id = json.readLong();
            case "ticket_id" -> ticketId = nullableLong();
            case "type" -> type = nullableString();
            case "metric" -> metric = nullableString();
            case "instance_id" -> instanceId = nullableLong();
            case "event_type" -> eventType = nullableString();
            case "updater_id" -> updaterId = nullableLong();
            case "via" -> via = json.isObject() ? json.readJson() : nullableString();
            case "system" -> readSystem();
            case "metadata" -> metadata = nullableJson();
            case "child_events" -> childEvents = nullableJson();
            default -> readOther(name);
        }
    }

    private void readOther(String name) throws IOException {
        if (EventInstant.isIn(name)) {
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
        switch (name) {
            case "client" -> client = nullableString();
            case "location" -> location = nullableString();
            case "latitude" -> latitude = nullableDouble();
            case "longitude" -> longitude = nullableDouble();
            default -> otherOfSystem.put(name, json.readJson());
        }
    }

    private @Nullable Long nullableLong() throws IOException {
        return json.isNull() ? null : Long.valueOf(json.readLong());
    }

    private @Nullable Double nullableDouble() throws IOException {
        return json.isNull() ? null : Double.valueOf(json.readDouble());
    }

    private @Nullable String nullableString() throws IOException {
        return json.isNull() ? null : json.readString();
    }

    private @Nullable String nullableJson() throws IOException {
        return json.isNull() ? null : json.readJson();
    }
}
