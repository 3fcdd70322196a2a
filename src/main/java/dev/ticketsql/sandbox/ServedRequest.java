package dev.ticketsql.sandbox;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request with the outcome of its response.
 *
 * @param asked the request
 * @param status of the answer; 0 if the connection was dropped without one
 * @param eventCount events on the page; 0 if the answer is no page
 */
public record ServedRequest(AskedRequest asked, int status, int eventCount) {

    /** See {@link AskedRequest#path()}. */
    public String path() {
        return asked.path();
    }

    /** See {@link AskedRequest#rawQuery()}. */
    public String rawQuery() {
        return asked.rawQuery();
    }

    /** See {@link AskedRequest#startSec()}. */
    public OptionalLong startSec() {
        return asked.startSec();
    }

    /** See {@link AskedRequest#perPage()}. */
    public int perPage() {
        return asked.perPage();
    }

    /** See {@link AskedRequest#header(String)}. */
    public Optional<String> header(String name) {
        return asked.header(name);
    }

    /** See {@link AskedRequest#isAuthorized()}. */
    public boolean isAuthorized() {
        return asked.isAuthorized();
    }

    /** One line for a log: {@code GET /api/v2/incremental/ticket_events?start_time=0 -> 200, 1000 events}. */
    @Override
    public String toString() {
        String outcome = status == 0 ? "dropped" : Integer.toString(status);
        return asked + " -> " + outcome + (status == 200 && asked.isExport() ? ", " + eventCount + " events" : "");
    }
}
