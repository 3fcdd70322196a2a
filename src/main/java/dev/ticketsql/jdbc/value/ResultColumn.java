package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a result.
 *
 * @param place from 1
 * @param type of {@link Types}
 * @param typeName of SQL
 */
public record ResultColumn(int place, int type, String typeName) {

    /** The columns of a result, in their order. */
    static List<ResultColumn> all(ResultSetMetaData metadata) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int place = 1; place <= metadata.getColumnCount(); place++) {
            columns.add(new ResultColumn(
                    place, metadata.getColumnType(place), String.valueOf(metadata.getColumnTypeName(place))));
        }
        return List.copyOf(columns);
    }

    boolean isTime() {
        return switch (type) {
            case Types.DATE, Types.TIME, Types.TIMESTAMP -> true;
            default -> false;
        };
    }

    boolean isText() {
        return type == Types.CHAR || type == Types.VARCHAR;
    }

    boolean isBytes() {
        return type == Types.BINARY || type == Types.VARBINARY;
    }

    boolean isWhole() {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> true;
            default -> false;
        };
    }

    boolean isInterval() {
        return type == Types.OTHER && typeName.startsWith("INTERVAL");
    }

    boolean isIntervalOfMonths() {
        return isInterval() && isOfMonths(typeName);
    }

    /** Returns whether Calcite keeps intervals of a type as months; it keeps the others as milliseconds. */
    static boolean isOfMonths(String typeName) {
        return typeName.contains("YEAR") || typeName.contains("MONTH") || typeName.contains("QUARTER");
    }

    /** The failure of reading the column as something else. */
    SQLException holdsNo(String wanted) {
        return new SQLException(
                "column " + place + " is of type " + typeName + " and holds no " + wanted,
                ErrorKind.OTHER_TYPE.sqlState());
    }
}
