package dev.ticketsql.api.page;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An item of a page that has no usable id or no usable instant; what it has of ticket and instant. */
public final class BadEventException extends MalformedPageException {

    private static final long serialVersionUID = 1;

    private final @Nullable Long ticketId;
    private final transient OptionalLong instantSec;

    BadEventException(String message, @Nullable Long ticketId, OptionalLong instantSec) {
        super(message);
        this.ticketId = ticketId;
        this.instantSec = instantSec;
    }

    /** The ticket; null if it is not readable. */
    @Nullable
    Long ticketId() {
        return ticketId;
    }

    /** The instant, epoch seconds; empty without a usable one. */
    OptionalLong instantSec() {
        return instantSec;
    }
}
