package dev.ticketsql.api.page;

import java.io.IOException;

/** A page that is no page: not what the API promises at the place that the message names. */
public final class MalformedPageException extends IOException {

    public MalformedPageException(String message) {
        super(message);
    }

    public MalformedPageException(String message, IOException cause) {
        super(message, cause);
    }
}
