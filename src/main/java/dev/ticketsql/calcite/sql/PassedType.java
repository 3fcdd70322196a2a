package dev.ticketsql.calcite.sql;

import java.sql.SQLException;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Types as they cross between DuckDB and a function of Calcite's: the value as Calcite's generated code holds it. Times
 * cross as numbers, which is five times as fast as objects.
 */
enum PassedType {
    BOOLEAN("BOOLEAN", DuckDBColumnType.BOOLEAN) {
        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getBoolean(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setBoolean(row, (Boolean) value);
        }
    },
    TINYINT("TINYINT", DuckDBColumnType.TINYINT) {
        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getByte(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setByte(row, ((Number) value).byteValue());
        }
    },
    SMALLINT("SMALLINT", DuckDBColumnType.SMALLINT) {
        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getShort(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setShort(row, ((Number) value).shortValue());
        }
    },
    INTEGER("INTEGER", DuckDBColumnType.INTEGER) {
        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getInt(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setInt(row, ((Number) value).intValue());
        }
    },
    BIGINT("BIGINT", DuckDBColumnType.BIGINT) {
        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getLong(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setLong(row, ((Number) value).longValue());
        }
    },
    FLOAT("FLOAT", DuckDBColumnType.FLOAT) {
        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getFloat(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setFloat(row, ((Number) value).floatValue());
        }
    },
    DOUBLE("DOUBLE", DuckDBColumnType.DOUBLE) {
        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getDouble(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setDouble(row, ((Number) value).doubleValue());
        }
    },
    /** As text: one type for every number of digits. */
    DECIMAL("VARCHAR", DuckDBColumnType.VARCHAR) {
        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return new java.math.BigDecimal(vector.getString(row));
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setString(row, new java.math.BigDecimal(value.toString()).toPlainString());
        }
    },
    TEXT("VARCHAR", DuckDBColumnType.VARCHAR) {
        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getString(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setString(row, value.toString());
        }
    },
    /** As days since 1970. */
    DATE("INTEGER", DuckDBColumnType.INTEGER) {
        @Override
        String toFunction(String value) {
            return "CAST(" + value + " - DATE '1970-01-01' AS INTEGER)";
        }

        @Override
        String fromFunction(String value) {
            return "(DATE '1970-01-01' + " + value + ")";
        }

        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getInt(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setInt(row, ((Number) value).intValue());
        }
    },
    /** As milliseconds of the day. */
    TIME("INTEGER", DuckDBColumnType.INTEGER) {
        @Override
        String toFunction(String value) {
            return "CAST(epoch_ms(" + value + ") AS INTEGER)";
        }

        @Override
        String fromFunction(String value) {
            return "(TIME '00:00:00' + to_microseconds(CAST(" + value + " AS BIGINT) * 1000))";
        }

        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getInt(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setInt(row, ((Number) value).intValue());
        }
    },
    /** As milliseconds since 1970. */
    TIMESTAMP("BIGINT", DuckDBColumnType.BIGINT) {
        @Override
        String toFunction(String value) {
            return "epoch_ms(" + value + ")";
        }

        @Override
        String fromFunction(String value) {
            return "make_timestamp(" + value + " * 1000)";
        }

        @Override
        Object read(DuckDBReadableVector vector, long row) {
            return vector.getLong(row);
        }

        @Override
        void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setLong(row, ((Number) value).longValue());
        }
    };

    private final String typeName;
    private final DuckDBColumnType columnType;

    PassedType(String typeName, DuckDBColumnType columnType) {
        this.typeName = typeName;
        this.columnType = columnType;
    }

    /** Whether values of {@code type} can be handed to a function, or come from it. */
    static boolean isPassed(RelDataType type) {
        return find(type).isPresent();
    }

    /**
     * How values of {@code type} are handed over.
     *
     * @throws UnsupportedSqlException if they cannot be
     */
    static PassedType of(RelDataType type) {
        return find(type)
                .orElseThrow(() -> new UnsupportedSqlException("the engine has no function that takes or gives"
                        + " values of type " + type + ": CAST to VARCHAR, or write it in another way"));
    }

    private static Optional<PassedType> find(RelDataType type) {
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

    /** The value of SQL that is handed to a function for {@code value}. */
    String toFunction(String value) {
        return EngineLiterals.cast(value, typeName);
    }

    /** What a function gave, as the value of SQL that it means. */
    String fromFunction(String value) {
        return value;
    }

    /** The type that the engine knows. The caller closes it. */
    DuckDBLogicalType logicalType() throws SQLException {
        return DuckDBLogicalType.of(columnType);
    }

    abstract Object read(DuckDBReadableVector vector, long row);

    abstract void write(DuckDBWritableVector vector, long row, Object value);

    /** What {@code vector} holds in {@code row}, as Calcite's generated code has it. */
    @Nullable
    Object readOrNull(DuckDBReadableVector vector, long row) {
        return vector.isNull(row) ? null : read(vector, row);
    }

    /** Puts {@code value}, as Calcite's generated code has it, into {@code row}. */
    void writeOrNull(DuckDBWritableVector vector, long row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
        } else {
            write(vector, row, value);
        }
    }
}
