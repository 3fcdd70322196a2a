package dev.ticketsql.mirror;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.mirror.directory.EventTable;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Temporary DuckDB table for the rows of an {@link EventTable} while their page arrives. Beside the table's columns it
 * has {@code arrival}, by which the last of several copies of an event on one page is chosen, and {@code place}, the
 * row's number within its event; {@code "time"} is computed when the page is written.
 *
 * @param table the table of the rows
 */
record StagingTable(EventTable table) {

    static StagingTable of(EventTable table) {
        return new StagingTable(table);
    }

    String name() {
        return "page_of_" + table.tableName();
    }

    /** CREATE statement of the empty table. */
    String create() {
        return table.columns().stream()
                .filter(column -> !column.name().equals("time"))
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(
                        ", ", "CREATE OR REPLACE TEMP TABLE " + name() + " (arrival BIGINT, place BIGINT, ", ")"));
    }

    /** Appender to the table. */
    DuckDBAppender appender(DuckDBConnection connection) throws SQLException {
        return connection.createAppender("temp", "main", name());
    }

    /** Appends the event's rows of this table. */
    void append(DuckDBAppender appender, long arrival, TicketEvent event) throws SQLException {
        switch (table) {
            case TICKET_EVENTS -> appendEvent(appender, arrival, event);
            case TICKET_FIELD_CHANGES -> {
                long place = 0;
                for (FieldChange change : event.fieldChanges()) {
                    appendChange(appender.beginRow().append(arrival).append(place++), event, change);
                }
            }
            case TICKET_COMMENTS -> {
                long place = 0;
                for (TicketComment comment : event.comments()) {
                    appendComment(appender.beginRow().append(arrival).append(place++), event, comment);
                }
            }
        }
    }

    private static void appendEvent(DuckDBAppender appender, long arrival, TicketEvent event) throws SQLException {
        appender.beginRow()
                .append(arrival)
                .append(0L)
                .append(event.id())
                .append(event.ticketId())
                .append(event.startSec())
                .append(event.type())
                .append(event.metric())
                .append(event.instanceId())
                .append(event.eventType())
                .append(event.updaterId())
                .append(event.via())
                .append(event.client())
                .append(event.location())
                .append(event.latitude())
                .append(event.longitude())
                .append(event.metadata())
                .append(event.childEvents())
                .append(event.other())
                .endRow();
    }

    private static void appendChange(DuckDBAppender row, TicketEvent event, FieldChange change) throws SQLException {
        row.append(event.id())
                .append(event.ticketId())
                .append(event.startSec())
                .append(change.changeId())
                .append(change.eventType())
                .append(change.field())
                .append(change.newValue())
                .append(change.previousValue())
                .append(change.addedTags())
                .append(change.removedTags())
                .append(event.updaterId())
                .append(change.via())
                .endRow();
    }

    private static void appendComment(DuckDBAppender row, TicketEvent event, TicketComment comment)
            throws SQLException {
        row.append(event.id())
                .append(event.ticketId())
                .append(event.startSec())
                .append(comment.commentId())
                .append(comment.authorId())
                .append(comment.isPublic())
                .append(comment.body())
                .append(comment.htmlBody())
                .append(comment.plainBody())
                .append(comment.via())
                .append(comment.attachments())
                .append(timestamp(comment.createdSec()))
                .endRow();
    }

    private static @Nullable LocalDateTime timestamp(@Nullable Long epochSec) {
        return epochSec == null ? null : LocalDateTime.ofEpochSecond(epochSec, 0, ZoneOffset.UTC);
    }
}
