package dev.ticketsql.api;

import dev.ticketsql.event.ApiRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A ring buffer of the latest requests, shared by the clients of an account, for table {@code api_requests}. Safe for
 * many threads.
 */
public final class RequestLog {

    /** More than half a day at 10 requests a minute, and two megabytes. */
    static final int CAPACITY = 10_000;

    private final Deque<ApiRequest> requests = new ArrayDeque<>();

    private long statements;

    /** Creates an empty log. */
    public RequestLog() {}

    /** The latest 10,000 requests, in the order in which they ended. */
    public synchronized List<ApiRequest> requests() {
        return List.copyOf(requests);
    }

    /** Numbers the next statement, from 1. */
    public synchronized long nextStatement() {
        statements++;
        return statements;
    }

    synchronized void add(ApiRequest request) {
        if (requests.size() == CAPACITY) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }
}
