package dev.ticketsql.event;

import java.io.InterruptedIOException;

/** The statement was cancelled or timed out; every page that had arrived by then is kept. */
public final class StatementCancelledException extends InterruptedIOException {

    /** What every statement that was called off says, wherever it was. */
    public static final String SENTENCE = "the statement was cancelled; every page that had arrived is kept";

    /** Says so. */
    public StatementCancelledException() {
        super(SENTENCE);
    }
}
