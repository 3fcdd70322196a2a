package dev.ticketsql.event;

import java.io.IOException;
import java.util.Optional;

/** Joins threads that work for another one, and hands their failures to it. */
public final class HelperThreads {

    private HelperThreads() {}

    /**
     * Waits for the end of {@code thread}. An interrupt does not end the wait, and is set again after it.
     *
     * @param whenInterrupted called at each interrupt
     */
    public static void join(Thread thread, Runnable whenInterrupted) {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
                whenInterrupted.run();
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Throws what a thread failed with, if it did.
     *
     * @throws IOException if it failed with one; unchecked exceptions and errors are thrown as they are
     */
    public static void rethrow(Optional<Throwable> failure) throws IOException {
        Throwable failed = failure.orElse(null);
        if (failed instanceof IOException checked) {
            throw checked;
        }
        if (failed instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failed instanceof Error error) {
            throw error;
        }
    }
}
