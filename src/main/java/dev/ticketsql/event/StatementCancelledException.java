package dev.ticketsql.event;

import java.io.InterruptedIOException;

/** The statement was cancelled or timed out; every page that had arrived by then is kept. */
public final class StatementCancelledException extends InterruptedIOException {

    /** Says so. */
    public StatementCancelledException() {
        super("the statement was cancelled; every page that had arrived is kept");
    }
}
