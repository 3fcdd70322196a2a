package dev.ticketsql.event;

/** Callback for the fetch progress of a connection's statements. */
@FunctionalInterface
public interface FetchListener {

    /**
     * Receives a change: fetching begins, a page or an answer with names has arrived, a wait begins or has become a
     * second shorter. Called by the thread that runs the statement, which goes on when this returns. An exception is
     * logged and does not affect the statement.
     */
    void progressed(FetchProgress progress);

    /** A listener that ignores all progress. */
    static FetchListener none() {
        return progress -> {};
    }
}
