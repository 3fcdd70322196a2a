package dev.ticketsql.calcite.sql;

/** SQL that the engine cannot be asked; the message says so in the words of SQL, and what to write instead. */
public final class UnsupportedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A refusal, in a sentence. */
    public UnsupportedSqlException(String message) {
        super(message);
    }
}
