package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ChildEvent;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a mirror: names, columns and types, which are part of its file format, as is their order, in which a
 * {@link Segment}'s name has their checksums. All of them have the event's ticket, time and start time, so that a range
 * or a purge selects the same events in each.
 */
public enum EventTable {
    /** One row per event, in both of the export's shapes. The first, which the others need. */
    TICKET_EVENTS(events()),

    /** One row per field that an audit set or changed. */
    TICKET_FIELD_CHANGES(RowLayout.of("event_id", event -> event.children().fieldChanges())
            .column("change_id", Type.BIGINT, FieldChange::changeId)
            .column("event_type", Type.VARCHAR, FieldChange::eventType)
            .required("field", Type.VARCHAR, FieldChange::field)
            .column("new_value", Type.VARCHAR, FieldChange::newValue)
            .column("previous_value", Type.VARCHAR, FieldChange::previousValue)
            .column("added_tags", Type.VARCHAR, FieldChange::addedTags)
            .column("removed_tags", Type.VARCHAR, FieldChange::removedTags)
            .ofEvent(EventField.UPDATER_ID)
            .column("via", Type.VARCHAR, FieldChange::via)
            .required("position", Type.BIGINT, FieldChange::position)
            .column("via_reference_id", Type.VARCHAR, FieldChange::viaReferenceId)),

    /** One row per comment or call of an audit. */
    TICKET_COMMENTS(RowLayout.of("event_id", event -> event.children().comments())
            .column("comment_id", Type.BIGINT, TicketComment::commentId)
            .column("author_id", Type.BIGINT, TicketComment::authorId)
            .column("is_public", Type.BOOLEAN, TicketComment::isPublic)
            .column("body", Type.VARCHAR, TicketComment::body)
            .column("html_body", Type.VARCHAR, TicketComment::htmlBody)
            .column("plain_body", Type.VARCHAR, TicketComment::plainBody)
            .column("via", Type.VARCHAR, TicketComment::via)
            .column("attachments", Type.VARCHAR, TicketComment::attachments)
            .column("created_at", Type.TIMESTAMP, comment -> RowLayout.timestamp(comment.createdSec()))
            .column("type", Type.VARCHAR, TicketComment::type)
            .column("attributes", Type.VARCHAR, TicketComment::attributes)
            .required("position", Type.BIGINT, TicketComment::position)
            .column("via_reference_id", Type.VARCHAR, TicketComment::viaReferenceId)),

    /** One row per child event of an audit, of any kind. */
    TICKET_CHILD_EVENTS(RowLayout.of("event_id", event -> event.children().all())
            .column("child_id", Type.BIGINT, ChildEvent::childId)
            .required("position", Type.BIGINT, ChildEvent::position)
            .column("event_type", Type.VARCHAR, ChildEvent::eventType)
            .column("via", Type.VARCHAR, ChildEvent::via)
            .column("via_reference_id", Type.VARCHAR, ChildEvent::viaReferenceId)
            .column("author_id", Type.BIGINT, ChildEvent::authorId)
            .column("is_public", Type.BOOLEAN, ChildEvent::isPublic)
            .column("attributes", Type.VARCHAR, ChildEvent::attributes)),

    /** One row per item of a page that has no usable id or instant. */
    REJECTED_EVENTS(RowLayout.ofRejected()
            .required("page", Type.BIGINT, RejectedEvent::pageSec)
            .required("position", Type.BIGINT, RejectedEvent::position)
            .ofEvent(EventField.TICKET_ID)
            .required("reason", Type.VARCHAR, RejectedEvent::reason)
            .required("event", Type.VARCHAR, RejectedEvent::json));

    /** Type of a column, named as in DuckDB. */
    public enum Type {
        /** An integer of 64 bits. */
        BIGINT,
        /** Text. */
        VARCHAR,
        /** A number of 64 bits. */
        DOUBLE,
        /** True or false. */
        BOOLEAN,
        /** A second in UTC, without a zone. */
        TIMESTAMP
    }

    /**
     * A column.
     *
     * @param nullable true if the column may be NULL
     */
    public record Column(String name, Type type, boolean nullable) {}

    // The layout is not changed after this; the type does not show it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final RowLayout<?, ?> layout;

    EventTable(RowLayout<?, ?> layout) {
        this.layout = layout;
    }

    private static RowLayout<TicketEvent, TicketEvent> events() {
        RowLayout<TicketEvent, TicketEvent> layout = RowLayout.of("id", List::of);
        for (EventField field : EventField.values()) {
            if (field != EventField.TICKET_ID) {
                layout.ofEvent(field);
            }
        }
        return layout.column("other", Type.VARCHAR, TicketEvent::other);
    }

    /** The name of the table, and of the directory of its files. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns, in the order of files and of queries. */
    public List<Column> columns() {
        return layout.columns();
    }

    /**
     * Rows of the table that an item of a page has, each with a value for each column: a Long, Double, Boolean, String
     * or null. A TIMESTAMP is microseconds since 1970 in UTC.
     */
    public List<@Nullable Object[]> rows(ReceivedEvent received) {
        return layout.rows(received);
    }

    /**
     * True if a segment without rows of it has no file of it either: in a normal mirror it costs neither a file nor a
     * force.
     */
    public boolean isOptional() {
        return this == REJECTED_EVENTS;
    }

    /** The tables with the events last, for steps in which the other tables need the events. */
    public static List<EventTable> eventsLast() {
        List<EventTable> tables = Arrays.asList(values());
        Collections.reverse(tables);
        return List.copyOf(tables);
    }

    /** The column that tells rows of one instant apart: the id of a row's event, or its position on the page. */
    public String idColumn() {
        return layout.idColumn();
    }

    /** The columns as a SELECT list. */
    public String columnList() {
        return columns().stream()
                .map(column -> column.name().equals("time") ? "\"time\"" : column.name())
                .collect(Collectors.joining(", "));
    }
}
