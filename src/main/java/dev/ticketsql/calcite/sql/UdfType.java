package dev.ticketsql.calcite.sql;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Types of values that pass between DuckDB and a compiled function, which holds them as Calcite's generated code does.
 * Times pass as numbers, which is five times as fast as objects.
 */
enum UdfType {
    BOOLEAN(DuckDBColumnType.BOOLEAN),
    TINYINT(DuckDBColumnType.TINYINT),
    SMALLINT(DuckDBColumnType.SMALLINT),
    INTEGER(DuckDBColumnType.INTEGER),
    BIGINT(DuckDBColumnType.BIGINT),
    FLOAT(DuckDBColumnType.FLOAT),
    DOUBLE(DuckDBColumnType.DOUBLE),
    /** Text: one type for every number of digits. */
    DECIMAL(DuckDBColumnType.VARCHAR),
    TEXT(DuckDBColumnType.VARCHAR),
    /** Days since 1970. */
    DATE(DuckDBColumnType.INTEGER, "CAST(%s - DATE '1970-01-01' AS INTEGER)", "(DATE '1970-01-01' + %s)"),
    /** Milliseconds of the day. */
    TIME(
            DuckDBColumnType.INTEGER,
            "CAST(epoch_ms(%s) AS INTEGER)",
            "(TIME '00:00:00' + to_microseconds(CAST(%s AS BIGINT) * 1000))"),
    /** Milliseconds since 1970. */
    TIMESTAMP(DuckDBColumnType.BIGINT, "epoch_ms(%s)", "make_timestamp(%s * 1000)");

    private final DuckDBColumnType columnType;
    private final String toFunction;
    private final String fromFunction;

    UdfType(DuckDBColumnType columnType) {
        this(columnType, EngineLiterals.cast("%s", columnType.name()), "%s");
    }

    /** Both templates have {@code %s} for the value. */
    UdfType(DuckDBColumnType columnType, String toFunction, String fromFunction) {
        this.columnType = columnType;
        this.toFunction = toFunction;
        this.fromFunction = fromFunction;
    }

    /** Tests whether values of {@code type} can be passed to a function, or come from it. */
    static boolean isPassed(RelDataType type) {
        return find(type).isPresent();
    }

    /**
     * The type by which values of {@code type} are passed.
     *
     * @throws UnsupportedSqlException if they cannot be
     */
    static UdfType of(RelDataType type) {
        return find(type)
                .orElseThrow(() -> new UnsupportedSqlException("the engine has no function that takes or gives"
                        + " values of type " + type + ": CAST to VARCHAR, or write it in another way"));
    }

    private static Optional<UdfType> find(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Optional.of(BOOLEAN);
            case TINYINT -> Optional.of(TINYINT);
            case SMALLINT -> Optional.of(SMALLINT);
            case INTEGER -> Optional.of(INTEGER);
            case BIGINT -> Optional.of(BIGINT);
            case REAL -> Optional.of(FLOAT);
            case FLOAT, DOUBLE -> Optional.of(DOUBLE);
            case DECIMAL -> Optional.of(DECIMAL);
            case CHAR, VARCHAR -> Optional.of(TEXT);
            case DATE -> Optional.of(DATE);
            case TIME -> Optional.of(TIME);
            case TIMESTAMP -> Optional.of(TIMESTAMP);
            default ->
                EngineTypes.isMonths(type)
                        ? Optional.of(INTEGER)
                        : EngineTypes.isMillis(type) ? Optional.of(BIGINT) : Optional.empty();
        };
    }

    /** Converts {@code value} to the argument of a function. */
    String toFunction(String value) {
        return toFunction.formatted(value);
    }

    /** Converts the result of a function to a value of {@code type}. */
    static String fromFunction(String value, RelDataType type) {
        UdfType passed = of(type);
        return passed == DECIMAL
                ? EngineLiterals.cast(value, EngineTypes.nameOf(type))
                : passed.fromFunction.formatted(value);
    }

    /** DuckDB's type. The caller closes it. */
    DuckDBLogicalType logicalType() throws SQLException {
        return DuckDBLogicalType.of(columnType);
    }

    /** Reads {@code row} of {@code vector} as Calcite's generated code holds it. */
    @Nullable
    Object readOrNull(DuckDBReadableVector vector, long row) {
        return vector.isNull(row) ? null : read(vector, row);
    }

    /** Writes {@code value}, as Calcite's generated code holds it, to {@code row}. */
    void writeOrNull(DuckDBWritableVector vector, long row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
        } else {
            write(vector, row, value);
        }
    }

    private Object read(DuckDBReadableVector vector, long row) {
        return switch (this) {
            case BOOLEAN -> vector.getBoolean(row);
            case TINYINT -> vector.getByte(row);
            case SMALLINT -> vector.getShort(row);
            case INTEGER, DATE, TIME -> vector.getInt(row);
            case BIGINT, TIMESTAMP -> vector.getLong(row);
            case FLOAT -> vector.getFloat(row);
            case DOUBLE -> vector.getDouble(row);
            case DECIMAL -> new BigDecimal(vector.getString(row));
            case TEXT -> vector.getString(row);
        };
    }

    private void write(DuckDBWritableVector vector, long row, Object value) {
        switch (this) {
            case BOOLEAN -> vector.setBoolean(row, (Boolean) value);
            case TINYINT -> vector.setByte(row, ((Number) value).byteValue());
            case SMALLINT -> vector.setShort(row, ((Number) value).shortValue());
            case INTEGER, DATE, TIME -> vector.setInt(row, ((Number) value).intValue());
            case BIGINT, TIMESTAMP -> vector.setLong(row, ((Number) value).longValue());
            case FLOAT -> vector.setFloat(row, ((Number) value).floatValue());
            case DOUBLE -> vector.setDouble(row, ((Number) value).doubleValue());
            case DECIMAL -> vector.setString(row, new BigDecimal(value.toString()).toPlainString());
            case TEXT -> vector.setString(row, value.toString());
        }
    }
}
