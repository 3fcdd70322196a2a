package dev.ticketsql.testing;

import dev.ticketsql.event.ChildEvent;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates the four tables of events, with their rows, in the database of another engine. */
public final class EventTables {

    private EventTables() {}

    /**
     * Creates and fills them.
     *
     * @param text the database's type of long text
     * @param number its type of fractions of 64 bits
     */
    public static void create(Connection connection, List<TicketEvent> events, String text, String number)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE ticket_events (
                        id BIGINT NOT NULL, ticket_id BIGINT, "time" TIMESTAMP(0) NOT NULL, start_time BIGINT NOT NULL,
                        type %1$s, metric %1$s, instance_id BIGINT, event_type %1$s,
                        updater_id BIGINT, via %1$s, client %1$s, location %1$s,
                        latitude %2$s, longitude %2$s,
                        metadata %1$s, child_events %1$s, other %1$s)""".formatted(text, number));
            statement.execute("""
                    CREATE TABLE ticket_field_changes (
                        event_id BIGINT NOT NULL, ticket_id BIGINT, "time" TIMESTAMP(0) NOT NULL,
                        start_time BIGINT NOT NULL, change_id BIGINT, event_type %1$s, field %1$s NOT NULL,
                        new_value %1$s, previous_value %1$s, added_tags %1$s, removed_tags %1$s,
                        updater_id BIGINT, via %1$s, "position" BIGINT NOT NULL, via_reference_id %1$s)""".formatted(text));
            statement.execute("""
                    CREATE TABLE ticket_comments (
                        event_id BIGINT NOT NULL, ticket_id BIGINT, "time" TIMESTAMP(0) NOT NULL,
                        start_time BIGINT NOT NULL, comment_id BIGINT, author_id BIGINT, is_public BOOLEAN,
                        body %1$s, html_body %1$s, plain_body %1$s, via %1$s, attachments %1$s,
                        created_at TIMESTAMP(0), type %1$s, attributes %1$s, "position" BIGINT NOT NULL,
                        via_reference_id %1$s)""".formatted(text));
            statement.execute("""
                    CREATE TABLE ticket_child_events (
                        event_id BIGINT NOT NULL, ticket_id BIGINT, "time" TIMESTAMP(0) NOT NULL,
                        start_time BIGINT NOT NULL, child_id BIGINT, "position" BIGINT NOT NULL, event_type %1$s,
                        via %1$s, via_reference_id %1$s, author_id BIGINT, is_public BOOLEAN,
                        attributes %1$s)""".formatted(text));
        }
        insert(connection, "ticket_events", 17, events.stream().map(EventTables::row));
        insert(
                connection,
                "ticket_field_changes",
                15,
                events.stream()
                        .flatMap(event ->
                                event.children().fieldChanges().stream().map(change -> row(event, change))));
        insert(
                connection,
                "ticket_comments",
                17,
                events.stream()
                        .flatMap(event -> event.children().comments().stream().map(comment -> row(event, comment))));
        insert(
                connection,
                "ticket_child_events",
                12,
                events.stream().flatMap(event -> event.children().all().stream().map(child -> row(event, child))));
    }

    private static void insert(Connection connection, String table, int columns, Stream<@Nullable Object[]> rows)
            throws SQLException {
        String sql = "INSERT INTO " + table + " VALUES (" + "?, ".repeat(columns - 1) + "?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Iterator<@Nullable Object[]> all = rows.iterator(); all.hasNext(); ) {
                @Nullable Object[] values = all.next();
                for (int index = 0; index < values.length; index++) {
                    insert.setObject(index + 1, values[index]);
                }
                insert.executeUpdate();
            }
        }
    }

    private static @Nullable Object[] row(TicketEvent event) {
        return new @Nullable Object[] {
            event.id(),
            event.value(EventField.TICKET_ID),
            timestamp(event.startSec()),
            event.startSec(),
            event.value(EventField.TYPE),
            event.value(EventField.METRIC),
            event.value(EventField.INSTANCE_ID),
            event.value(EventField.EVENT_TYPE),
            event.value(EventField.UPDATER_ID),
            event.value(EventField.VIA),
            event.value(EventField.CLIENT),
            event.value(EventField.LOCATION),
            event.value(EventField.LATITUDE),
            event.value(EventField.LONGITUDE),
            event.value(EventField.METADATA),
            event.value(EventField.CHILD_EVENTS),
            event.other()
        };
    }

    private static @Nullable Object[] row(TicketEvent event, FieldChange change) {
        return new @Nullable Object[] {
            event.id(),
            event.value(EventField.TICKET_ID),
            timestamp(event.startSec()),
            event.startSec(),
            change.changeId(),
            change.eventType(),
            change.field(),
            change.newValue(),
            change.previousValue(),
            change.addedTags(),
            change.removedTags(),
            event.value(EventField.UPDATER_ID),
            change.via(),
            change.position(),
            change.viaReferenceId()
        };
    }

    private static @Nullable Object[] row(TicketEvent event, TicketComment comment) {
        return new @Nullable Object[] {
            event.id(),
            event.value(EventField.TICKET_ID),
            timestamp(event.startSec()),
            event.startSec(),
            comment.commentId(),
            comment.authorId(),
            comment.isPublic(),
            comment.body(),
            comment.htmlBody(),
            comment.plainBody(),
            comment.via(),
            comment.attachments(),
            timestamp(comment.createdSec()),
            comment.type(),
            comment.attributes(),
            comment.position(),
            comment.viaReferenceId()
        };
    }

    private static @Nullable Object[] row(TicketEvent event, ChildEvent child) {
        return new @Nullable Object[] {
            event.id(),
            event.value(EventField.TICKET_ID),
            timestamp(event.startSec()),
            event.startSec(),
            child.childId(),
            child.position(),
            child.eventType(),
            child.via(),
            child.viaReferenceId(),
            child.authorId(),
            child.isPublic(),
            child.attributes()
        };
    }

    private static @Nullable LocalDateTime timestamp(@Nullable Long startSec) {
        return startSec == null ? null : LocalDateTime.ofEpochSecond(startSec, 0, ZoneOffset.UTC);
    }
}
