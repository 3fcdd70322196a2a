package dev.ticketsql.sandbox;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request with the outcome of its response.
 *
 * @param received the request
 * @param status of the response; 0 if the connection was closed without one
 * @param eventCount events on the page; 0 if the response is no page
 */
public record ServedRequest(ReceivedRequest received, int status, int eventCount) {

    /** See {@link ReceivedRequest#path()}. */
    public String path() {
        return received.path();
    }

    /** See {@link ReceivedRequest#rawQuery()}. */
    public String rawQuery() {
        return received.rawQuery();
    }

    /** See {@link ReceivedRequest#startSec()}. */
    public OptionalLong startSec() {
        return received.startSec();
    }

    /** See {@link ReceivedRequest#perPage()}. */
    public int perPage() {
        return received.perPage();
    }

    /** See {@link ReceivedRequest#header(String)}. */
    public Optional<String> header(String name) {
        return received.header(name);
    }

    /** See {@link ReceivedRequest#isAuthorized()}. */
    public boolean isAuthorized() {
        return received.isAuthorized();
    }

    /** See {@link ReceivedRequest#isExport()}. */
    public boolean isExport() {
        return received.isExport();
    }

    /** See {@link ReceivedRequest#isReference()}. */
    public boolean isReference() {
        return received.isReference();
    }

    /** One line for a log: {@code GET /api/v2/incremental/ticket_events?start_time=0 -> 200, 1000 events}. */
    @Override
    public String toString() {
        String outcome = status == 0 ? "dropped" : Integer.toString(status);
        return received + " -> " + outcome
                + (status == 200 && received.isExport() ? ", " + eventCount + " events" : "");
    }
}
