package dev.ticketsql.jdbc;

import java.sql.Types;
import org.apache.calcite.avatica.MetaImpl.MetaColumn;
import org.apache.calcite.jdbc.CalciteMetaColumnFactoryImpl;
import org.apache.calcite.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the columns of {@link java.sql.DatabaseMetaData#getColumns}: Calcite 1.42 gives {@code BIGINT NOT NULL} for
 * a type name and -1 for most sizes, which tools show as columns without width.
 */
final class ColumnMetadata extends CalciteMetaColumnFactoryImpl {

    /** Size of a text: JDBC's number for no limit. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    @Override
    public MetaColumn createColumn(
            Table table,
            String catalog,
            String schema,
            String tableName,
            String columnName,
            int dataType,
            String typeName,
            Integer columnSize,
            @Nullable Integer decimalDigits,
            int radix,
            int nullable,
            Integer octetLength,
            int ordinalPosition,
            String isNullable) {
        boolean isText = dataType == Types.VARCHAR || dataType == Types.CHAR;
        int size = size(dataType, columnSize);
        return super.createColumn(
                table,
                catalog,
                schema,
                tableName,
                columnName,
                dataType,
                name(typeName),
                size,
                digits(dataType, columnSize, decimalDigits),
                radix,
                nullable,
                isText ? size : 0,
                ordinalPosition,
                isNullable);
    }

    /** Strips the type name: {@code TIMESTAMP} for {@code TIMESTAMP(0) NOT NULL}. */
    private static String name(String type) {
        return type.replaceFirst(" NOT NULL$", "").replaceFirst("\\(\\d+(, ?\\d+)?\\)", "");
    }

    /** Returns the size by JDBC's definition: decimal digits of a number, characters of a text or of a time. */
    private static int size(int dataType, int precision) {
        return switch (dataType) {
            case Types.BOOLEAN -> 1;
            case Types.TINYINT -> 3;
            case Types.SMALLINT -> 5;
            case Types.INTEGER -> 10;
            case Types.BIGINT -> 19;
            case Types.REAL -> 7;
            case Types.FLOAT, Types.DOUBLE -> 15;
            case Types.DATE -> "yyyy-mm-dd".length();
            case Types.TIME -> "hh:mm:ss".length() + fraction(precision);
            case Types.TIMESTAMP -> "yyyy-mm-dd hh:mm:ss".length() + fraction(precision);
            case Types.VARCHAR, Types.CHAR -> precision < 0 ? UNLIMITED : precision;
            default -> precision;
        };
    }

    private static int fraction(int digits) {
        return digits <= 0 ? 0 : 1 + digits;
    }

    private static @Nullable Integer digits(int dataType, int precision, @Nullable Integer scale) {
        return switch (dataType) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Integer.valueOf(0);
            case Types.TIME, Types.TIMESTAMP -> Integer.valueOf(Math.max(0, precision));
            default -> scale;
        };
    }
}
