package dev.ticketsql.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The requests answered last, in the order in which the answers began. Safe for several threads. */
final class RequestLog {

    /** A history of ten million events read ten times over; what a sandbox that runs for months can hold. */
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
