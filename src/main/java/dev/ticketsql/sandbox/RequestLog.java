package dev.ticketsql.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Ring buffer of served requests, in the order in which the responses began. Safe for several threads. */
final class RequestLog {

    /** Enough for ten reads of ten million events, and bounded for a sandbox that runs for months. */
    static final int MAX_REQUESTS = 100_000;

    private final Deque<ServedRequest> served = new ArrayDeque<>();

    synchronized void add(ServedRequest request) {
        if (served.size() == MAX_REQUESTS) {
            served.removeFirst();
        }
        served.addLast(request);
    }

    synchronized List<ServedRequest> requests() {
        return List.copyOf(served);
    }
}
