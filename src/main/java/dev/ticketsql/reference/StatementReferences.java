package dev.ticketsql.reference;

import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
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
     * Returns the query of the rows of a table that are kept, also where its list was never fetched. Makes no request.
     *
     * @throws IOException if the mirror cannot be read
     */
    String kept(ReferenceTable table) throws IOException;

    /**
     * Estimates the requests that {@link #relation} would make now. Makes none.
     *
     * @throws IOException if the mirror cannot be read
     * @throws SQLException if the engine fails
     */
    ReferencePrice price(ReferenceTable table, Named named) throws IOException, SQLException;

    /**
     * Query of the rows of a table that are known now, as {@link #relation} returns it; empty for a list that was never
     * fetched. Makes no request.
     *
     * @throws IOException if the mirror cannot be read
     */
    Optional<String> known(ReferenceTable table) throws IOException;

    /** Returns why the rows of {@code table} are not asked for now; empty if they may be. */
    Optional<Refusal> refusal(ReferenceTable table);

    /** References that are turned off: all tables are empty. */
    static StatementReferences none() {
        return new StatementReferences() {
            @Override
            public String relation(ReferenceTable table, Named named) {
                return noRows(table);
            }

            @Override
            public String kept(ReferenceTable table) {
                return noRows(table);
            }

            @Override
            public ReferencePrice price(ReferenceTable table, Named named) {
                return ReferencePrice.nothing();
            }

            @Override
            public Optional<String> known(ReferenceTable table) {
                return Optional.of(noRows(table));
            }

            @Override
            public Optional<Refusal> refusal(ReferenceTable table) {
                return Optional.of(new Refusal(ErrorKind.OPTIONS, "option references is false"));
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
