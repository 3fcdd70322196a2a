package dev.ticketsql.event;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs deep recursion, as of parsers and planners, on a thread with a stack of 1 GiB, and waits for it. A stack
 * overflow inside DuckDB would end the process.
 */
public final class LargeStack {

    /** Shorter SQL cannot be nested deeply. */
    private static final int LONG_CHARACTERS = 1_000;

    /** Address space; memory is used only as deep as the recursion goes. */
    private static final long STACK_BYTES = 1L << 30;

    private LargeStack() {}

    /** True if {@code sql} is long enough to overflow a usual stack. */
    public static boolean isNeededFor(String sql) {
        return sql.length() >= LONG_CHARACTERS;
    }

    /**
     * Runs {@code call} on a thread of its own and returns its value.
     *
     * @throws Exception thrown by the call
     */
    public static <T> T call(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(null, task, "ticketsql-large-stack", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // A cancelled call ends soon by itself.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Exception failure(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof Exception exception ? exception : failure;
    }
}
