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

    /** Marks all columns of {@code query} as read: its reader takes them by their places. */
    Query readByPlace(Query query);

    String newTable();

    /** New names for {@code count} columns. */
    List<String> newColumns(int count);

    /** {@code query} under a new alias, so that the names in subqueries are not ambiguous. */
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
