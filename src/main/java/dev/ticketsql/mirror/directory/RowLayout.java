package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.EventField;
import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.mirror.directory.EventTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table beside the code that fills them. What was received has a row for each of its parts, made of both.
 *
 * @param <E> what the rows are of: an event, or a rejected one; others have none
 * @param <P> the part: a field change or a comment; the event itself where a row is an event
 */
final class RowLayout<E extends ReceivedEvent, P> {

    private static final long MICROS_PER_SEC = 1_000_000;

    private final Class<E> source;
    private final String idColumn;
    private final Function<E, List<P>> parts;
    private final List<Column> columns = new ArrayList<>();
    private final List<BiFunction<E, P, @Nullable Object>> values = new ArrayList<>();

    private RowLayout(Class<E> source, String idColumn, Function<E, List<P>> parts) {
        this.source = source;
        this.idColumn = idColumn;
        this.parts = parts;
    }

    /**
     * Starts with the columns that all tables of an event's parts share, so that a range or a purge selects the same
     * events in each.
     */
    static <P> RowLayout<TicketEvent, P> of(String idColumn, Function<TicketEvent, List<P>> parts) {
        return new RowLayout<>(TicketEvent.class, idColumn, parts)
                .add(idColumn, EventTable.Type.BIGINT, false, (event, part) -> event.id())
                .ofEvent(EventField.TICKET_ID)
                .instant();
    }

    /** Starts with the instant: one row for each rejected event. */
    static RowLayout<RejectedEvent, RejectedEvent> ofRejected() {
        return new RowLayout<RejectedEvent, RejectedEvent>(RejectedEvent.class, "position", List::of).instant();
    }

    private RowLayout<E, P> instant() {
        return add("time", EventTable.Type.TIMESTAMP, false, (event, part) -> timestamp(event.startSec()))
                .add("start_time", EventTable.Type.BIGINT, false, (event, part) -> event.startSec());
    }

    /** Adds a field of the event. */
    RowLayout<E, P> ofEvent(EventField field) {
        EventTable.Type type = switch (field.kind()) {
            case INTEGER -> EventTable.Type.BIGINT;
            case NUMBER -> EventTable.Type.DOUBLE;
            case TEXT, TEXT_OR_OBJECT, JSON -> EventTable.Type.VARCHAR;
        };
        return add(field.key(), type, true, (event, part) -> event.value(field));
    }

    /** Adds a value of the part, NULL where it is null. */
    RowLayout<E, P> column(String name, EventTable.Type type, Function<P, @Nullable Object> value) {
        return add(name, type, true, (event, part) -> value.apply(part));
    }

    /** Adds a value that every part has. */
    RowLayout<E, P> required(String name, EventTable.Type type, Function<P, Object> value) {
        return add(name, type, false, (event, part) -> value.apply(part));
    }

    private RowLayout<E, P> add(
            String name, EventTable.Type type, boolean nullable, BiFunction<E, P, @Nullable Object> value) {
        columns.add(new Column(name, type, nullable));
        values.add(value);
        return this;
    }

    /** The column that tells rows of one instant apart. */
    String idColumn() {
        return idColumn;
    }

    List<Column> columns() {
        return List.copyOf(columns);
    }

    /** Rows of it, each with a value for each column: a Long, Double, Boolean, String or null. */
    List<@Nullable Object[]> rows(ReceivedEvent received) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (source.isInstance(received)) {
            E event = source.cast(received);
            for (P part : parts.apply(event)) {
                rows.add(row(event, part));
            }
        }
        return rows;
    }

    private @Nullable Object[] row(E event, P part) {
        @Nullable Object[] row = new @Nullable Object[values.size()];
        for (int column = 0; column < row.length; column++) {
            row[column] = values.get(column).apply(event, part);
        }
        return row;
    }

    /** A second in UTC, as a value of type TIMESTAMP: microseconds since 1970. */
    static @Nullable Long timestamp(@Nullable Long epochSec) {
        return epochSec == null ? null : Math.multiplyExact(epochSec, MICROS_PER_SEC);
    }
}
