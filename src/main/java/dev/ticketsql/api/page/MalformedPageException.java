package dev.ticketsql.api.page;

import java.io.IOException;

/** A response that is not a page as the API documents it; the message has the JSON path. */
public sealed class MalformedPageException extends IOException permits BadEventException {

    public MalformedPageException(String message) {
        super(message);
    }

    public MalformedPageException(String message, IOException cause) {
        super(message, cause);
    }
}
