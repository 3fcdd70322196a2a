package dev.ticketsql.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ticket event as the export hands it out: an audit with its child events, or a ticket metric event. A component
 * that the event does not have is {@code null} and reads as SQL NULL.
 *
 * <p>Source: the items of {@code GET /api/v2/incremental/ticket_events}, in the documented shape (metric events) and in
 * the shape that real accounts send (audits).
 *
 * @param id identifies the event together with its instant; larger than 2^31, not monotonic in time
 * @param startSec the instant, epoch seconds: {@code timestamp}, else {@code created_at}, else {@code time}
 * @param ticketId the ticket
 * @param type what a metric event says, as {@code breach}
 * @param metric what a metric event measures, as {@code reply_time}
 * @param instanceId the metric's instance on this ticket
 * @param eventType {@code Audit} in every audit seen
 * @param updaterId who did it; -1 is the system
 * @param via the channel; an object is kept as JSON text
 * @param client {@code system.client}
 * @param location {@code system.location}
 * @param latitude {@code system.latitude}, degrees
 * @param longitude {@code system.longitude}, degrees
 * @param metadata JSON text
 * @param childEvents JSON text of the array as it came
 * @param other JSON text of an object with every top-level key that has no component of its own
 * @param fieldChanges what its child events say of fields, in their order
 * @param comments what its child events say of comments, in their order
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

    /** Keeps copies. */
    public TicketEvent {
        fieldChanges = List.copyOf(fieldChanges);
        comments = List.copyOf(comments);
    }
}
