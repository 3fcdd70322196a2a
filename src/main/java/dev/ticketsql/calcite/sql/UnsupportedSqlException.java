package dev.ticketsql.calcite.sql;

import dev.ticketsql.event.ClassifiedFailure;
import dev.ticketsql.event.ErrorKind;

/** Refuses SQL that DuckDB cannot run. The message names the SQL, and an alternative to write. */
public final class UnsupportedSqlException extends RuntimeException implements ClassifiedFailure {

    private static final long serialVersionUID = 1L;

    /** A refusal, in a sentence. */
    public UnsupportedSqlException(String message) {
        super(message);
    }

    @Override
    public ErrorKind kind() {
        return ErrorKind.UNSUPPORTED;
    }
}
