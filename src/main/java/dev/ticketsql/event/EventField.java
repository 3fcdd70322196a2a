package dev.ticketsql.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A key of an exported event that is a column of {@code ticket_events} by the same name, in lower case. The order is
 * that of the columns.
 *
 * <p>Source: the items of {@code GET /api/v2/incremental/ticket_events}, in the documented shape (metric events) and in
 * the shape that real accounts send (audits).
 */
public enum EventField {
    /** The ticket. */
    TICKET_ID(Kind.INTEGER),
    /** Kind of metric event, as {@code breach}. */
    TYPE(Kind.TEXT),
    /** Measure of a metric event, as {@code reply_time}. */
    METRIC(Kind.TEXT),
    /** The metric's instance on this ticket. */
    INSTANCE_ID(Kind.INTEGER),
    /** {@code Audit} in every audit seen. */
    EVENT_TYPE(Kind.TEXT),
    /** User id of the author; -1 is the system. */
    UPDATER_ID(Kind.INTEGER),
    /** The channel; an object is kept as JSON text. */
    VIA(Kind.TEXT_OR_OBJECT),
    /** {@code system.client}. */
    CLIENT(Kind.TEXT, true),
    /** {@code system.location}. */
    LOCATION(Kind.TEXT, true),
    /** {@code system.latitude}, degrees. */
    LATITUDE(Kind.NUMBER, true),
    /** {@code system.longitude}, degrees. */
    LONGITUDE(Kind.NUMBER, true),
    /** JSON text. */
    METADATA(Kind.JSON),
    /** JSON text of the array as it came. */
    CHILD_EVENTS(Kind.JSON);

    /** The JSON that a field has, and the Java type of its value. */
    public enum Kind {
        /** An integer of 64 bits: {@link Long}. */
        INTEGER("an integer of 64 bits"),
        /** A number: {@link Double}. */
        NUMBER("a number of 64 bits"),
        /** A string: {@link String}. */
        TEXT("a string"),
        /** A string, or an object as its JSON text: {@link String}. */
        TEXT_OR_OBJECT("a string or an object"),
        /** Any value, as its JSON text: {@link String}. */
        JSON("any value");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /** Names the JSON for a message: {@code an integer of 64 bits}. */
        public String description() {
            return description;
        }
    }

    private static final Map<String, EventField> OF_EVENT = byKey(false);
    private static final Map<String, EventField> OF_SYSTEM = byKey(true);

    private final Kind kind;
    private final boolean ofSystem;

    EventField(Kind kind) {
        this(kind, false);
    }

    EventField(Kind kind, boolean ofSystem) {
        this.kind = kind;
        this.ofSystem = ofSystem;
    }

    private static Map<String, EventField> byKey(boolean ofSystem) {
        return Arrays.stream(values())
                .filter(field -> field.ofSystem == ofSystem)
                .collect(Collectors.toUnmodifiableMap(EventField::key, Function.identity()));
    }

    /** The field of the event's key {@code key}, if it has a column. */
    public static Optional<EventField> ofEvent(String key) {
        return Optional.ofNullable(OF_EVENT.get(key));
    }

    /** The field of the key {@code key} in the event's object {@code system}, if it has a column. */
    public static Optional<EventField> ofSystem(String key) {
        return Optional.ofNullable(OF_SYSTEM.get(key));
    }

    /** Name of the key, and of the column. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The JSON that it has. */
    public Kind kind() {
        return kind;
    }
}
