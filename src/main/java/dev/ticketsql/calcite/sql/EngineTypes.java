package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.TicketSqlTypeSystem;
import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.SurrogateHalf;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * DuckDB's types for Calcite's. An interval is the number that Calcite holds for it, months or milliseconds, so that
 * arithmetic on intervals is arithmetic on numbers in both engines.
 */
public final class EngineTypes {

    private static final char NUL = '\0';

    private EngineTypes() {}

    /**
     * The name of DuckDB's type for {@code type}.
     *
     * @throws UnsupportedSqlException if there is none
     */
    public static String nameOf(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> "BOOLEAN";
            case TINYINT -> "TINYINT";
            case SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case REAL -> "FLOAT";
            case FLOAT, DOUBLE -> "DOUBLE";
            case DECIMAL -> decimal(type);
            case CHAR, VARCHAR, ANY, NULL, SYMBOL -> "VARCHAR";
            case BINARY, VARBINARY -> "BLOB";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMPTZ";
            case ARRAY, MULTISET -> nameOf(component(type)) + "[]";
            case ROW -> row(type);
            case MAP -> map(type);
            default -> {
                if (isMonths(type)) {
                    yield "INTEGER";
                }
                if (isMillis(type)) {
                    yield "BIGINT";
                }
                throw new UnsupportedSqlException("type " + type + " is not one of TicketSQL's: use a CAST to one of"
                        + " BIGINT, DOUBLE, DECIMAL, VARCHAR, BOOLEAN, DATE, TIME, TIMESTAMP");
            }
        };
    }

    /**
     * Writes a column of a result: times as the numbers that Calcite holds, which cross five times as fast as objects.
     */
    static String result(String column, RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case DATE -> "CAST(" + column + " - DATE '1970-01-01' AS INTEGER)";
            case TIME -> "CAST(epoch_ms(" + column + ") AS INTEGER)";
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "epoch_ms(" + column + ")";
            default -> "CAST(" + column + " AS " + nameOf(type) + ")";
        };
    }

    /** Tests for an interval of years and months, held as a number of months. */
    static boolean isMonths(RelDataType type) {
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName());
    }

    /** Tests for an interval of days to seconds, held as a number of milliseconds. */
    static boolean isMillis(RelDataType type) {
        return SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName());
    }

    static boolean isInterval(RelDataType type) {
        return isMonths(type) || isMillis(type);
    }

    /** DuckDB's INTERVAL of a number of months or milliseconds; a value of another type stays as it is. */
    static String interval(String value, RelDataType type) {
        if (isMonths(type)) {
            return "to_months(" + value + ")";
        }
        return isMillis(type) ? "to_microseconds(" + value + " * 1000)" : value;
    }

    static boolean isWhole(RelDataType type) {
        return SqlTypeName.INT_TYPES.contains(type.getSqlTypeName());
    }

    static boolean isText(RelDataType type) {
        return SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName());
    }

    static boolean isApproximate(RelDataType type) {
        return SqlTypeName.APPROX_TYPES.contains(type.getSqlTypeName());
    }

    private static String decimal(RelDataType type) {
        int scale = Math.max(0, type.getScale());
        int precision =
                Math.max(scale, Math.min(TicketSqlTypeSystem.MAX_DECIMAL_DIGITS, Math.max(1, type.getPrecision())));
        return "DECIMAL(" + precision + ", " + scale + ")";
    }

    private static String row(RelDataType type) {
        return type.getFieldList().stream().map(EngineTypes::field).collect(Collectors.joining(", ", "STRUCT(", ")"));
    }

    private static String field(RelDataTypeField field) {
        return quoted(field.getName()) + " " + nameOf(field.getType());
    }

    private static String map(RelDataType type) {
        RelDataType key = type.getKeyType();
        RelDataType value = type.getValueType();
        if (key == null || value == null) {
            throw new UnsupportedSqlException("a MAP must say the types of its keys and values");
        }
        return "MAP(" + nameOf(key) + ", " + nameOf(value) + ")";
    }

    static RelDataType component(RelDataType type) {
        RelDataType component = type.getComponentType();
        if (component == null) {
            throw new UnsupportedSqlException("type " + type + " does not say what it holds");
        }
        return component;
    }

    /**
     * {@code name} as an identifier.
     *
     * @throws ClassifiedException if it has half of a character, or a NUL, at which the engine's parser ends
     */
    public static String quoted(String name) {
        SurrogateHalf.refusedIn(name, "a name of a column or of a field");
        if (name.indexOf(NUL) >= 0) {
            throw new ClassifiedException(
                    ErrorKind.CHARACTER, "a name of a column or of a field has the character NUL: leave it out");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
