package dev.ticketsql.api;

import java.io.IOException;

/** A page that is no page: not what the API promises at the place that the message names. */
final class MalformedPageException extends IOException {

    MalformedPageException(String message) {
        super(message);
    }

    MalformedPageException(String message, IOException cause) {
        super(message, cause);
    }
}
