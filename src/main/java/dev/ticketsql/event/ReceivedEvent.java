package dev.ticketsql.event;

import org.jspecify.annotations.Nullable;

/** What one item of a page became: an event, or a rejection of one that has no usable id or instant. */
public sealed interface ReceivedEvent permits TicketEvent, RejectedEvent {

    /** The second that it belongs to, epoch seconds. */
    long startSec();

    /** Value of a field; null, for SQL NULL, if it lacks it or it is not readable. */
    @Nullable
    Object value(EventField field);
}
