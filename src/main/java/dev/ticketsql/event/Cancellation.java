package dev.ticketsql.event;

/**
 * Cancellation of the work for one statement. The work checks it between two steps, and is called back while it blocks.
 * Cheap, and safe for many threads.
 */
public interface Cancellation {

    /** True from the cancellation on, for good. */
    boolean isCancelled();

    /**
     * Registers {@code stop}, which ends a blocking call, for the duration of that call. From the cancellation on, it
     * is called at once and then again and again until the registration is closed: DuckDB forgets an interrupt that
     * comes before its query has started.
     *
     * @param stop ends the blocking call; returns at once, throws nothing, may be called from any thread, never from
     *     two at a time
     * @return to be closed when the blocking call has ended; {@code stop} is not called after that
     */
    Registration onCancel(Runnable stop);

    /**
     * Ends the work of a cancelled statement.
     *
     * @throws StatementCancelledException if the statement was cancelled
     */
    default void check() throws StatementCancelledException {
        if (isCancelled()) {
            throw new StatementCancelledException();
        }
    }

    /** Cancellation that never comes. */
    static Cancellation never() {
        return new Cancellation() {
            @Override
            public boolean isCancelled() {
                return false;
            }

            @Override
            public Registration onCancel(Runnable stop) {
                return () -> {};
            }
        };
    }

    /** Registration of a callback. Closing it again does nothing. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {

        @Override
        void close();
    }
}
