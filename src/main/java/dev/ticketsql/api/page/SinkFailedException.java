package dev.ticketsql.api.page;

import java.io.IOException;

/** Marks a failure of the event sink, not of HTTP, so that the request is not repeated. Holds the failure. */
public final class SinkFailedException extends IOException {

    /** A call of a sink. */
    @FunctionalInterface
    public interface Step {

        /** Makes the call. */
        void run() throws IOException;
    }

    private final IOException failure;

    private SinkFailedException(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    /** The exception of the sink. */
    public IOException failure() {
        return failure;
    }

    /** Calls a sink and wraps its exception. */
    public static void guard(Step step) throws SinkFailedException {
        try {
            step.run();
        } catch (IOException e) {
            throw new SinkFailedException(e);
        }
    }
}
