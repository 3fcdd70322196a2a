package dev.ticketsql.reference;

import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** One statement's references. For one thread at a time. */
public interface StatementReferences {

    /**
     * Fetches what is missing or out of date, and returns the query of a table.
     *
     * @return a parenthesised query for a FROM clause, with the columns of the table and one row for each object; valid
     *     until the statement's snapshot is closed
     * @throws IOException if something cannot be fetched or kept, or the limit of requests is reached; what was fetched
     *     is kept
     * @throws SQLException if the engine fails
     */
    String relation(ReferenceTable table, Named named) throws IOException, SQLException;

    /**
     * Estimates the requests that {@link #relation} would make now. Makes none.
     *
     * @throws IOException if the mirror cannot be read
     * @throws SQLException if the engine fails
     */
    ReferencePrice price(ReferenceTable table, Named named) throws IOException, SQLException;

    /** References that are turned off: all tables are empty. */
    static StatementReferences none() {
        return new StatementReferences() {
            @Override
            public String relation(ReferenceTable table, Named named) {
                return noRows(table);
            }

            @Override
            public ReferencePrice price(ReferenceTable table, Named named) {
                return ReferencePrice.nothing();
            }
        };
    }

    /** A parenthesised query with the columns of {@code table} and no row. */
    static String noRows(ReferenceTable table) {
        return table.columns().stream()
                .map(column -> "NULL::" + column.type() + " AS \"" + column.name() + "\"")
                .collect(Collectors.joining(", ", "(SELECT ", " WHERE FALSE)"));
    }
}
