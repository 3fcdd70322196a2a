package dev.ticketsql.calcite.sql;

import java.util.List;

/**
 * A {@link Query} with an alias.
 *
 * @param table its alias in FROM
 * @param columns its columns, behind the alias
 */
record AliasedQuery(String table, List<String> columns) {

    AliasedQuery {
        columns = List.copyOf(columns);
    }
}
