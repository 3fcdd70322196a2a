package dev.ticketsql.calcite.sql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;

/** Writes operators as SELECTs and numbers tables and columns. Joins and subqueries write their inputs with it. */
interface QueryWriter {

    /**
     * {@code rel} as a SELECT inside the rows that {@code scope} knows.
     *
     * @throws UnsupportedSqlException if the engine cannot run it
     */
    Query query(RelNode rel, Scope scope);

    /** {@code query}, all of whose columns are read, by their places. */
    Query readByPlace(Query query);

    String newTable();

    /** So many new names for columns. */
    List<String> newColumns(int count);

    /** {@code query} under the name of a table, so that subqueries can tell its columns from theirs. */
    default AliasedQuery named(Query query) {
        String table = newTable();
        return new AliasedQuery(
                table,
                query.columns().stream().map(column -> table + "." + column).toList());
    }

    static String from(Query input, String table) {
        return " FROM (" + input.sql() + ") AS " + table;
    }

    /** A select list of {@code expressions} under {@code names}. */
    static String aliased(List<String> expressions, List<String> names) {
        String list = IntStream.range(0, names.size())
                .mapToObj(column -> expressions.get(column) + " AS " + names.get(column))
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "1" : list;
    }
}
