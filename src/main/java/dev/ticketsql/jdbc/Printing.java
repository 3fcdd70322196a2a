package dev.ticketsql.jdbc;

/** What sqlline needs to be told otherwise than another program, to print a result as people like it. */
public interface Printing {

    /** What a column's type of {@link java.sql.Types} is told to be: sqlline decides by it how it prints a value. */
    int columnType(int type);

    /** Whether rows that it keeps back should be printed before all are there; see {@link EarlyRows}. */
    boolean isEarly();
}
