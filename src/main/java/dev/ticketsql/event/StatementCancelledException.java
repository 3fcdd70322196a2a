package dev.ticketsql.event;

import java.io.InterruptedIOException;

/** The statement was cancelled or timed out; every page that had arrived by then is kept. */
public final class StatementCancelledException extends InterruptedIOException implements ClassifiedFailure {

    /** The message of every cancelled statement, the same in each step. */
    public static final String SENTENCE = "the statement was cancelled; every page that had arrived is kept";

    /** Creates the exception with {@link #SENTENCE}. */
    public StatementCancelledException() {
        super(SENTENCE);
    }

    @Override
    public ErrorKind kind() {
        return ErrorKind.CANCELLED;
    }
}
