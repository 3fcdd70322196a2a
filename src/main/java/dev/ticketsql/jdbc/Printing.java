package dev.ticketsql.jdbc;

/** Adapts result metadata to sqlline's printers. */
public interface Printing {

    /** Replaces a column's type of {@link java.sql.Types}, by which sqlline chooses the format of a value. */
    int columnType(int type);
}
