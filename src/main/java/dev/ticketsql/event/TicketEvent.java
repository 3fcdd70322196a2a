package dev.ticketsql.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ticket event of the export: an audit with its child events, or a ticket metric event. A key that the event lacks
 * is {@code null} here and NULL in SQL.
 *
 * <p>Source: the items of {@code GET /api/v2/incremental/ticket_events}, in the documented shape (metric events) and in
 * the shape that real accounts send (audits).
 *
 * @param id identifies the event together with its instant; larger than 2^31, not monotonic in time
 * @param startSec the instant, epoch seconds: {@code timestamp}, else {@code created_at}, else {@code time}
 * @param ticketId the ticket
 * @param type kind of metric event, as {@code breach}
 * @param metric measure of a metric event, as {@code reply_time}
 * @param instanceId the metric's instance on this ticket
 * @param eventType {@code Audit} in every audit seen
 * @param updaterId user id of the author; -1 is the system
 * @param via the channel; an object is kept as JSON text
 * @param client {@code system.client}
 * @param location {@code system.location}
 * @param latitude {@code system.latitude}, degrees
 * @param longitude {@code system.longitude}, degrees
 * @param metadata JSON text
 * @param childEvents JSON text of the array as it came
 * @param other JSON text of an object with every top-level key that has no component of its own
 * @param fieldChanges its child events of kind Create and Change, in their order
 * @param comments its child events of kind Comment, in their order
 */
public record TicketEvent(
        long id,
        long startSec,
        @Nullable Long ticketId,
        @Nullable String type,
        @Nullable String metric,
        @Nullable Long instanceId,
        @Nullable String eventType,
        @Nullable Long updaterId,
        @Nullable String via,
        @Nullable String client,
        @Nullable String location,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String metadata,
        @Nullable String childEvents,
        @Nullable String other,
        List<FieldChange> fieldChanges,
        List<TicketComment> comments) {

    /** Copies the lists. */
    public TicketEvent {
        fieldChanges = List.copyOf(fieldChanges);
        comments = List.copyOf(comments);
    }
}
