package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.sql.EngineTypes;
import dev.ticketsql.event.SurrogateHalf;
import dev.ticketsql.mirror.SuppliedRows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/**
 * Converts rows of Calcite's generated code for the engine: times and intervals become numbers, decimals become text,
 * and SQL casts them to their types.
 */
final class SuppliedColumns {

    private final List<RelDataTypeField> fields;

    SuppliedColumns(RelDataType row) {
        this.fields = row.getFieldList();
    }

    /** Supplies the rows of {@code source}. */
    SuppliedRows rows(Supplier<Enumerable<@Nullable Object>> source) {
        List<SuppliedRows.Type> types = fields.isEmpty()
                ? List.of(SuppliedRows.Type.BOOLEAN)
                : fields.stream().map(field -> type(field.getType())).toList();
        return new CachedRows(types, source, this::converted);
    }

    /**
     * Writes the FROM item that gives the columns {@code v0, v1, ..} of {@code supplied} the names and types of the
     * row.
     */
    String relation(String supplied) {
        return IntStream.range(0, fields.size())
                .mapToObj(column -> typed("v" + column, fields.get(column).getType()) + " AS "
                        + EngineTypes.quoted(fields.get(column).getName()))
                .collect(Collectors.joining(
                        ", ", "(SELECT " + (fields.isEmpty() ? "1" : ""), " FROM " + supplied + ")"));
    }

    private static String typed(String value, RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case DATE -> "(DATE '1970-01-01' + CAST(" + value + " AS INTEGER))";
            case TIME -> "(TIME '00:00:00' + to_microseconds(" + value + " * 1000))";
            case TIMESTAMP -> "make_timestamp(" + value + " * 1000)";
            case BINARY, VARBINARY -> "unhex(" + value + ")";
            default -> "CAST(" + value + " AS " + EngineTypes.nameOf(type) + ")";
        };
    }

    private static SuppliedRows.Type type(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> SuppliedRows.Type.BOOLEAN;
            case FLOAT, REAL, DOUBLE -> SuppliedRows.Type.DOUBLE;
            case TINYINT, SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP -> SuppliedRows.Type.BIGINT;
            default ->
                EngineTypes.nameOf(type).equals("BIGINT")
                                || EngineTypes.nameOf(type).equals("INTEGER")
                        ? SuppliedRows.Type.BIGINT
                        : SuppliedRows.Type.VARCHAR;
        };
    }

    private @Nullable Object[] converted(@Nullable Object row, int width) {
        @Nullable Object[] values = new Object[width];
        for (int column = 0; column < fields.size(); column++) {
            values[column] = value(ofRow(row, column));
        }
        return values;
    }

    /**
     * Reads a column: a row of one column is its value; one of several is an array, a list or an object with fields.
     */
    private @Nullable Object ofRow(@Nullable Object row, int column) {
        if (row == null || fields.size() == 1) {
            return row;
        }
        if (row instanceof Object[] values) {
            return values[column];
        }
        if (row instanceof List<?> values) {
            return values.get(column);
        }
        try {
            return row.getClass().getFields()[column].get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("rows of " + row.getClass().getName() + " cannot be read", e);
        }
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof Number number && !(value instanceof BigDecimal) && !(value instanceof BigInteger)) {
            return number.longValue();
        }
        return value == null || value instanceof Boolean ? value : SurrogateHalf.refusedIn(text(value), "a text");
    }

    /** Prints bytes as hexadecimal digits, and reads the long text of other databases as a whole. */
    private static String text(Object value) {
        try {
            if (value instanceof byte[] bytes) {
                return HexFormat.of().formatHex(bytes);
            }
            if (value instanceof Blob bytes) {
                return HexFormat.of().formatHex(bytes.getBytes(1, Math.toIntExact(bytes.length())));
            }
            if (value instanceof Clob text) {
                return text.getSubString(1, Math.toIntExact(text.length()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a long value of another database could not be read: " + e.getMessage(), e);
        }
        if (value instanceof UUID uuid) {
            return uuid.toString().replace("-", "");
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }
}
