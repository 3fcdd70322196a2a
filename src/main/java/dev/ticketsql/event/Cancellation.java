package dev.ticketsql.event;

/** Whether the statement that work is being done for is still wanted. Safe to ask from any thread, cheap to ask. */
@FunctionalInterface
public interface Cancellation {

    /** Whether the work should stop. Once true, always true. */
    boolean isCancelled();

    /** Work that nobody can call off. */
    static Cancellation never() {
        return () -> false;
    }

    /**
     * Ends the work if it should stop.
     *
     * @throws StatementCancelledException if the work should stop
     */
    default void check() throws StatementCancelledException {
        if (isCancelled()) {
            throw new StatementCancelledException();
        }
    }
}
