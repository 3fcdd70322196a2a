package dev.ticketsql.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One ticket event of the export: an audit with its child events, or a ticket metric event.
 *
 * @param id identifies the event together with its instant; larger than 2^31, not monotonic in time
 * @param startSec the instant, epoch seconds: {@code timestamp}, else {@code created_at}, else {@code time}
 * @param values the fields that it has, of the types of their {@link EventField.Kind}
 * @param other JSON text of an object with every top-level key that has no column of its own; null without such keys
 * @param children the rows of its child events
 */
public record TicketEvent(
        long id,
        long startSec,
        Map<EventField, Object> values,
        @Nullable String other,
        ChildRows children) implements ReceivedEvent {

    /** Copies the map. */
    public TicketEvent {
        Map<EventField, Object> copy = new EnumMap<>(EventField.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    @Override
    public @Nullable Object value(EventField field) {
        return values.get(field);
    }
}
