package dev.ticketsql.sandbox.http;

import java.io.IOException;

/** What came in is no request that this server can answer; the connection is of no further use. */
final class MalformedRequestException extends IOException {

    private final int status;

    MalformedRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
