package dev.ticketsql.sandbox.http;

import java.io.IOException;

/** A request that this server cannot parse; the connection cannot be used further. */
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
