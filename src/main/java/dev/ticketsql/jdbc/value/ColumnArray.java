package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array of a column, whose elements are what {@code getObject} of a column of their type gives. */
final class ColumnArray implements Array {

    /** Standard state: an index outside the array. */
    private static final String INDEX_STATE = ErrorKind.ARRAY_INDEX.sqlState();

    private final List<@Nullable Object> elements;
    private final int baseType;
    private final String baseTypeName;
    private final String text;

    private ColumnArray(List<@Nullable Object> elements, Array avatica) throws SQLException {
        this.elements = elements;
        baseType = avatica.getBaseType();
        baseTypeName = avatica.getBaseTypeName();
        text = avatica.toString();
    }

    /** Copies an array of Avatica, whose own arrays are of primitive types, or fail for times and arrays. */
    static ColumnArray of(Array avatica) throws SQLException {
        List<@Nullable Object> elements = new ArrayList<>();
        try (ResultSet rows = avatica.getResultSet()) {
            ColumnValues values = new ColumnValues(rows, 0);
            while (rows.next()) {
                elements.add(element(values, rows));
            }
        }
        return new ColumnArray(Collections.unmodifiableList(elements), avatica);
    }

    /** Avatica's getObject takes an element for an array. */
    private static @Nullable Object element(ColumnValues values, ResultSet rows) throws SQLException {
        @Nullable
        Object element = switch (values.column(1).type()) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> rows.getInt(1);
            case Types.BIGINT -> rows.getLong(1);
            case Types.REAL -> rows.getFloat(1);
            case Types.FLOAT, Types.DOUBLE -> rows.getDouble(1);
            case Types.DECIMAL -> rows.getBigDecimal(1);
            case Types.BOOLEAN -> rows.getBoolean(1);
            case Types.BINARY, Types.VARBINARY -> rows.getBytes(1);
            default -> values.object(1);
        };
        return rows.wasNull() ? null : element;
    }

    private Class<?> elementType() {
        return switch (baseType) {
            case Types.CHAR, Types.VARCHAR -> String.class;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Integer.class;
            case Types.BIGINT -> Long.class;
            case Types.REAL -> Float.class;
            case Types.FLOAT, Types.DOUBLE -> Double.class;
            case Types.DECIMAL -> BigDecimal.class;
            case Types.BOOLEAN -> Boolean.class;
            case Types.TIMESTAMP -> Timestamp.class;
            case Types.DATE -> Date.class;
            case Types.TIME -> Time.class;
            default -> Object.class;
        };
    }

    @Override
    public String getBaseTypeName() {
        return baseTypeName;
    }

    @Override
    public int getBaseType() {
        return baseType;
    }

    /** The elements as an array of their class, {@code Integer[]} for one. */
    @Override
    public Object getArray() throws SQLException {
        return array(elements);
    }

    @Override
    public Object getArray(Map<String, Class<?>> types) throws SQLException {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        JdbcArguments.notNegative("count", count);
        if (index < 1 || index - 1 + count > elements.size()) {
            throw new SQLException(
                    "elements " + index + " to " + (index - 1 + count) + " are outside the array, which has "
                            + elements.size(),
                    INDEX_STATE);
        }
        return array(elements.subList((int) index - 1, (int) index - 1 + count));
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> types) throws SQLException {
        return getArray(index, count);
    }

    private Object array(List<@Nullable Object> some) throws SQLException {
        @Nullable Object[] array = (@Nullable Object[]) java.lang.reflect.Array.newInstance(elementType(), some.size());
        for (int at = 0; at < array.length; at++) {
            @Nullable Object element = some.get(at);
            array[at] = element instanceof Array inner ? inner.getArray() : element;
        }
        return array;
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        throw new SQLFeatureNotSupportedException(
                "Array.getResultSet is not supported: read getArray, or write UNNEST in the statement",
                ErrorKind.UNSUPPORTED.sqlState());
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> types) throws SQLException {
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> types) throws SQLException {
        return getResultSet();
    }

    /** Does nothing: the elements are in memory. */
    @Override
    public void free() {
        // Nothing to free.
    }

    @Override
    public String toString() {
        return text;
    }
}
