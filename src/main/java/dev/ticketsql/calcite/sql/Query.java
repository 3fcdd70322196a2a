package dev.ticketsql.calcite.sql;

import java.util.List;

/**
 * A SELECT of the engine.
 *
 * @param sql its text, without parentheses around it
 * @param columns the names of its columns, none of which any other query of the statement has
 */
record Query(String sql, List<String> columns) {

    Query {
        columns = List.copyOf(columns);
    }
}
