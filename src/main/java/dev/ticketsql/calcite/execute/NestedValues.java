package dev.ticketsql.calcite.execute;

import java.math.BigInteger;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts lists, rows and maps of the engine to Calcite's representation: lists, arrays of objects, and maps, with
 * numbers for times.
 */
final class NestedValues {

    private NestedValues() {}

    static @Nullable Object of(@Nullable Object value) throws SQLException {
        if (value instanceof Array array) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                elements.add(of(element));
            }
            return elements;
        }
        if (value instanceof Struct struct) {
            Object[] attributes = struct.getAttributes();
            @Nullable Object[] row = new Object[attributes.length];
            for (int field = 0; field < row.length; field++) {
                row[field] = of(attributes[field]);
            }
            return row;
        }
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(of(entry.getKey()), of(entry.getValue()));
            }
            return entries;
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        if (value instanceof LocalDateTime timestamp) {
            return timestamp.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        if (value instanceof LocalDate date) {
            return Math.toIntExact(date.toEpochDay());
        }
        return value instanceof BigInteger whole ? (Object) whole.longValueExact() : value;
    }
}
