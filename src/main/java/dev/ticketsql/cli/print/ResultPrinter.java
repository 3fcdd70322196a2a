package dev.ticketsql.cli.print;

import java.util.List;
import java.util.Optional;

/** Printer of one result in one format. Used by one thread. */
interface ResultPrinter {

    /** Prints or keeps a row; an empty value is NULL. */
    void row(List<Optional<String>> values);

    /** Prints the rows that are kept to measure them, since the next is long in coming. */
    void flush();

    /** Prints what stands below the rows; called once, and not when the statement fails. */
    void end();
}
