package dev.ticketsql.event;

import org.jspecify.annotations.Nullable;

/**
 * An item of a page that has no usable id or no usable instant, kept aside instead of an event.
 *
 * @param startSec its instant, epoch seconds; without a usable one that of the item before it on the page, since the
 *     export is in the order of time, else the page's {@code start_time}
 * @param pageSec {@code start_time} of the page's request, epoch seconds
 * @param position place on the page, from 0
 * @param ticketId the ticket; null if it is not readable
 * @param reason sentence that says what is wrong, with the JSON path
 * @param json the item's JSON text
 */
public record RejectedEvent(
        long startSec,
        long pageSec,
        long position,
        @Nullable Long ticketId,
        String reason,
        String json) implements ReceivedEvent {

    @Override
    public @Nullable Object value(EventField field) {
        return field == EventField.TICKET_ID ? ticketId : null;
    }
}
