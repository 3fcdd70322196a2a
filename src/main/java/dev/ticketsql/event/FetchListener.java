package dev.ticketsql.event;

/** Told how far the fetching of a connection's statements is. */
@FunctionalInterface
public interface FetchListener {

    /**
     * Something has changed: fetching begins, a page has arrived, a wait begins or has become a second shorter. Called
     * by the thread that runs the statement, which goes on when this returns. What it throws is logged, and changes
     * nothing for the statement.
     */
    void progressed(FetchProgress progress);

    /** Nobody listens. */
    static FetchListener none() {
        return progress -> {};
    }
}
