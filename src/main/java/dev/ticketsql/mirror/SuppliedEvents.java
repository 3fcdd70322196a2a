package dev.ticketsql.mirror;

import com.google.common.collect.Iterators;
import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.mirror.directory.EventTable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that events have, for a DuckDB statement. It reads them from Java as it writes their file: temporary
 * tables between both would cost as much again.
 */
record SuppliedEvents(EventTable table, List<ReceivedEvent> events) implements SuppliedRows {

    /** SELECT of the table's columns from the rows that are supplied as {@code relation}. */
    static String select(EventTable table, String relation) {
        List<EventTable.Column> columns = table.columns();
        return IntStream.range(0, columns.size())
                .mapToObj(column -> columns.get(column).type() == EventTable.Type.TIMESTAMP
                        ? "make_timestamp(v" + column + ") AS \""
                                + columns.get(column).name() + '"'
                        : "v" + column + " AS \"" + columns.get(column).name() + '"')
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + relation));
    }

    @Override
    public List<Type> types() {
        return table.columns().stream()
                .map(column -> switch (column.type()) {
                    case BIGINT, TIMESTAMP -> Type.BIGINT;
                    case VARCHAR -> Type.VARCHAR;
                    case DOUBLE -> Type.DOUBLE;
                    case BOOLEAN -> Type.BOOLEAN;
                })
                .toList();
    }

    @Override
    public Iterator<@Nullable Object[]> rows() {
        return Iterators.concat(Iterators.transform(
                events.iterator(), event -> table.rows(event).iterator()));
    }

    @Override
    public void close() {}
}
