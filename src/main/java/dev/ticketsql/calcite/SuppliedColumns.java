package dev.ticketsql.calcite;

import dev.ticketsql.calcite.sql.EngineTypes;
import dev.ticketsql.mirror.SuppliedRows;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Calcite's generated code has them, handed to the engine: times and intervals as numbers, decimals as text,
 * which SQL makes into what they are.
 */
final class SuppliedColumns {

    private final List<RelDataTypeField> fields;

    SuppliedColumns(RelDataType row) {
        this.fields = row.getFieldList();
    }

    /** The rows of {@code source}. */
    SuppliedRows rows(Supplier<Enumerable<@Nullable Object>> source) {
        List<SuppliedRows.Type> types = fields.isEmpty()
                ? List.of(SuppliedRows.Type.BOOLEAN)
                : fields.stream().map(field -> type(field.getType())).toList();
        return new RememberedRows(types, source, this::converted);
    }

    /** The FROM item whose columns have the names and types of the row, of one whose columns are {@code v0, v1, ..}. */
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
            values[column] = value(row instanceof Object[] several && fields.size() > 1 ? several[column] : row);
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof java.math.BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof Number number ? (Object) number.longValue() : value;
    }
}
