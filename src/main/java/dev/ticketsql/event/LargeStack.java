package dev.ticketsql.event;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs what goes deep by recursion, as parsers and planners do, on a thread whose stack is large, and waits for it.
 * DuckDB ends the process where a stack ends.
 */
public final class LargeStack {

    /** SQL that is shorter has no depth to speak of. */
    private static final int LONG_CHARACTERS = 1_000;

    /** Of address space; memory is taken where it is used. */
    private static final long STACK_BYTES = 1L << 30;

    private LargeStack() {}

    /** Whether {@code sql} may be so deep that a usual stack is too small for it. */
    public static boolean isNeededFor(String sql) {
        return sql.length() >= LONG_CHARACTERS;
    }

    /**
     * The value of {@code call}, made on a thread of its own.
     *
     * @throws Exception what the call throws
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
                    // What is cancelled ends soon by itself.
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
