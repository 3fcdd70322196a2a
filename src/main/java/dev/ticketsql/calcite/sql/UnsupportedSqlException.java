package dev.ticketsql.calcite.sql;

/** Refuses SQL that DuckDB cannot run. The message names the SQL, and an alternative to write. */
public final class UnsupportedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A refusal, in a sentence. */
    public UnsupportedSqlException(String message) {
        super(message);
    }
}
