package dev.ticketsql.jdbc.value;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * The type of a parameter, which Calcite infers from what stands beside it.
 *
 * @param number of {@link Types}
 * @param name of SQL
 * @param isFree whether nothing stands beside it, as in {@code ? IS NULL}, so that it takes every value
 */
public record ParameterType(int number, String name, boolean isFree) {

    /** Length of the VARCHAR that Calcite infers where nothing stands beside a parameter, and for nothing else. */
    private static final int FREE_LENGTH = 1024;

    public static ParameterType of(ParameterMetaData metadata, int parameter) throws SQLException {
        int number = metadata.getParameterType(parameter);
        return new ParameterType(
                number,
                metadata.getParameterTypeName(parameter),
                number == Types.VARCHAR && metadata.getPrecision(parameter) == FREE_LENGTH);
    }

    boolean isWhole() {
        return switch (number) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> true;
            default -> false;
        };
    }

    boolean isNumber() {
        return switch (number) {
            case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> true;
            default -> isWhole();
        };
    }

    boolean isText() {
        return number == Types.CHAR || number == Types.VARCHAR;
    }

    boolean isInterval() {
        return name.startsWith("INTERVAL");
    }
}
