package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.function.TicketSqlTypeSystem;
import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.ErrorKind;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.FlatLists;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Decodes rows of the mirror's engine to the representation of Calcite's generated code: timestamps as epoch
 * milliseconds, dates as epoch days, one column as its value, several as an array. Immutable.
 */
final class RowDecoder {

    /** First day that Avatica prints. */
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

    /** Last day that Avatica prints. */
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private static final long MILLIS_PER_DAY = 86_400_000;

    private final List<SqlTypeName> types;
    private final List<Boolean> areFree;
    private final boolean isPrinted;

    private RowDecoder(RelDataType rowType, boolean isPrinted) {
        this.isPrinted = isPrinted;
        this.types = rowType.getFieldList().stream()
                .map(RelDataTypeField::getType)
                .map(RelDataType::getSqlTypeName)
                .toList();
        this.areFree = rowType.getFieldList().stream()
                .map(field -> TicketSqlTypeSystem.isFreeDecimal(field.getType()))
                .toList();
    }

    /** Decodes the rows of a result. A time outside the years 1 to 9999 is an error, since Avatica cannot print it. */
    static RowDecoder ofResult(RelDataType rowType) {
        return new RowDecoder(rowType, true);
    }

    /** Decodes rows that only the engine sees again. */
    static RowDecoder ofPart(RelDataType rowType) {
        return new RowDecoder(rowType, false);
    }

    /** Decodes the current row of {@code rows}. */
    @Nullable
    Object decode(ResultSet rows) throws SQLException {
        if (types.isEmpty()) {
            // Calcite's row without columns. The engine's row has one, since SQL requires it.
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
            case TINYINT -> rows.getByte(column);
            case SMALLINT -> rows.getShort(column);
            case INTEGER, INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH, TIME -> rows.getInt(column);
            case BIGINT -> rows.getLong(column);
            case REAL -> rows.getFloat(column);
            case FLOAT, DOUBLE -> rows.getDouble(column);
            case DECIMAL -> decimal(rows.getBigDecimal(column), areFree.get(column - 1));
            case CHAR, VARCHAR, ANY, NULL -> rows.getString(column);
            case BINARY, VARBINARY -> bytes(rows.getObject(column));
            case DATE -> days(rows.getInt(column));
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> millis(rows.getLong(column));
            case ARRAY, MULTISET, ROW, MAP -> NestedValues.of(rows.getObject(column));
            default -> {
                if (SqlTypeName.DAY_INTERVAL_TYPES.contains(types.get(column - 1))) {
                    yield rows.getLong(column);
                }
                throw new IllegalStateException("no reader for " + types.get(column - 1));
            }
        };
        return rows.wasNull() ? null : value;
    }

    private static @Nullable BigDecimal decimal(@Nullable BigDecimal value, boolean isFree) {
        if (value == null || !isFree) {
            return value;
        }
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private static @Nullable ByteString bytes(@Nullable Object blob) throws SQLException {
        return blob instanceof Blob octets ? new ByteString(octets.getBytes(1, (int) octets.length())) : null;
    }

    private int days(int days) {
        if (isPrinted && (days < FIRST.toEpochDay() || days > LAST.toEpochDay())) {
            throw notPrintable("date", LocalDate.ofEpochDay(days));
        }
        return days;
    }

    private long millis(long millis) {
        long day = Math.floorDiv(millis, MILLIS_PER_DAY);
        if (isPrinted && (day < FIRST.toEpochDay() || day > LAST.toEpochDay())) {
            throw notPrintable(
                    "timestamp", LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000), 0, ZoneOffset.UTC));
        }
        return millis;
    }

    /** Explains the limit: Avatica prints four digits of a year, and misprints others. */
    private static ClassifiedException notPrintable(String type, Object time) {
        return new ClassifiedException(
                ErrorKind.VALUE, "a " + type + " was computed that is in no year from 1 to 9999: " + time);
    }
}
