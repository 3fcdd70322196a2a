package dev.ticketsql.jdbc;

/** Adapts result metadata and row delivery to sqlline's table printer. */
public interface Printing {

    /** Replaces a column's type of {@link java.sql.Types}, by which sqlline chooses the format of a value. */
    int columnType(int type);

    /** Returns whether rows that sqlline holds are printed before all are there; see {@link EarlyRows}. */
    boolean isEarly();
}
