package dev.ticketsql.event;

import org.jspecify.annotations.Nullable;

/** Item of a page: an event, or one that was rejected since it has no usable id or instant. */
public sealed interface ReceivedEvent permits TicketEvent, RejectedEvent {

    /** The second that it belongs to, epoch seconds. */
    long startSec();

    /** Value of a field; null, for SQL NULL, if it lacks it or it is not readable. */
    @Nullable
    Object value(EventField field);
}
