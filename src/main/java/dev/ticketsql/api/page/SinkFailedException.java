package dev.ticketsql.api.page;

import java.io.IOException;

/** Where the events go failed, not the conversation: asking again would not help. Carries the failure. */
public final class SinkFailedException extends IOException {

    /** Something that a sink does. */
    @FunctionalInterface
    public interface Step {

        /** Does it. */
        void run() throws IOException;
    }

    private final IOException failure;

    private SinkFailedException(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    /** What the sink threw. */
    public IOException failure() {
        return failure;
    }

    /** Runs a step of a sink, marking what it throws. */
    public static void guard(Step step) throws SinkFailedException {
        try {
            step.run();
        } catch (IOException e) {
            throw new SinkFailedException(e);
        }
    }
}
