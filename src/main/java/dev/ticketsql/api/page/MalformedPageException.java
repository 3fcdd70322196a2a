package dev.ticketsql.api.page;

import java.io.IOException;

/** A response that is not a page as the API documents it; the message has the JSON path. */
public final class MalformedPageException extends IOException {

    public MalformedPageException(String message) {
        super(message);
    }

    public MalformedPageException(String message, IOException cause) {
        super(message, cause);
    }
}
