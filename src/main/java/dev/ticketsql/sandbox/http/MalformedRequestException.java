package dev.ticketsql.sandbox.http;

import java.io.IOException;

/** Malformed request, with the status of its response; the connection cannot be used further. */
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
