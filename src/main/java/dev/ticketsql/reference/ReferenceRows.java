package dev.ticketsql.reference;

import dev.ticketsql.mirror.SuppliedRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as rows of text for the engine, in the order of a table's columns. Dropped when they are written. */
final class ReferenceRows implements SuppliedRows {

    private final ReferenceTable table;
    private final List<Map<String, String>> objects;

    ReferenceRows(ReferenceTable table, List<Map<String, String>> objects) {
        this.table = table;
        this.objects = new ArrayList<>(objects);
    }

    @Override
    public List<Type> types() {
        return table.columns().stream().map(column -> Type.VARCHAR).toList();
    }

    @Override
    public Iterator<@Nullable Object[]> rows() {
        return objects.stream().map(this::row).iterator();
    }

    private @Nullable Object[] row(Map<String, String> object) {
        @Nullable Object[] row = new Object[table.columns().size()];
        for (int column = 0; column < row.length; column++) {
            row[column] = object.get(table.columns().get(column).name());
        }
        return row;
    }

    @Override
    public void close() {
        objects.clear();
    }
}
