package dev.ticketsql.calcite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.FlatLists;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row of the mirror's engine in the representation that Calcite's generated code works on: timestamps as epoch
 * milliseconds, dates as epoch days, one column as itself, several as an array. Immutable.
 */
final class RowReader {

    /** The types that cross the border between the engines. */
    static final Set<SqlTypeName> TYPES = Set.of(
            SqlTypeName.BOOLEAN,
            SqlTypeName.INTEGER,
            SqlTypeName.BIGINT,
            SqlTypeName.DOUBLE,
            SqlTypeName.CHAR,
            SqlTypeName.VARCHAR,
            SqlTypeName.DATE,
            SqlTypeName.TIMESTAMP);

    private final List<SqlTypeName> types;

    RowReader(RelDataType rowType) {
        this.types = rowType.getFieldList().stream()
                .map(RelDataTypeField::getType)
                .map(RelDataType::getSqlTypeName)
                .toList();
    }

    /** The row that {@code rows} stands on. */
    @Nullable
    Object read(ResultSet rows) throws SQLException {
        if (types.isEmpty()) {
            // What Calcite calls a row without columns; the engine had to be asked for one.
            return FlatLists.of();
        }
        if (types.size() == 1) {
            return value(rows, 1);
        }
        @Nullable Object[] row = new Object[types.size()];
        for (int column = 1; column <= row.length; column++) {
            row[column - 1] = value(rows, column);
        }
        return row;
    }

    private @Nullable Object value(ResultSet rows, int column) throws SQLException {
        Object value = switch (types.get(column - 1)) {
            case BOOLEAN -> rows.getBoolean(column);
            case INTEGER -> rows.getInt(column);
            case BIGINT -> rows.getLong(column);
            case DOUBLE -> rows.getDouble(column);
            case CHAR, VARCHAR -> rows.getString(column);
            case DATE -> days(rows.getObject(column, LocalDate.class));
            // Not getTimestamp: it shifts what lies in a daylight saving gap of the JVM's time zone.
            case TIMESTAMP -> millis(rows.getObject(column, LocalDateTime.class));
            default -> throw new IllegalStateException("no reader for " + types.get(column - 1));
        };
        return rows.wasNull() ? null : value;
    }

    private static @Nullable Integer days(@Nullable LocalDate date) {
        return date == null ? null : Math.toIntExact(date.toEpochDay());
    }

    private static @Nullable Long millis(@Nullable LocalDateTime timestamp) {
        return timestamp == null ? null : timestamp.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
