package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.value.ColumnValues;
import dev.ticketsql.jdbc.value.JavaSqlTimes;
import dev.ticketsql.jdbc.value.JdbcArguments;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers the getters of {@link ResultSet}. */
abstract class ColumnGetters extends JdbcCalls {

    /** PostgreSQL's state: there is no such column. */
    private static final String COLUMN_STATE = ErrorKind.NO_SUCH_COLUMN.sqlState();

    private static final Map<Method, Method> BY_PLACE = byPlace();

    private final ResultSet rows;
    private final ColumnValues values;

    /** @param maxFieldSize characters of a text, or bytes, after which it is cut; 0 for no limit */
    ColumnGetters(ResultSet rows, JdbcCalls origin, int maxFieldSize) {
        super(ResultSet.class, rows, Optional.of(origin));
        this.rows = rows;
        values = new ColumnValues(rows, maxFieldSize);
    }

    @JdbcMethod
    public int findColumn(String label) throws SQLException {
        String given = JdbcArguments.present("name of the column", label);
        try {
            return (int) Objects.requireNonNull(call(() -> rows.findColumn(given)));
        } catch (SQLException e) {
            throw rows.isClosed() ? e : new SQLException("there is no column '" + given + "'", COLUMN_STATE, e);
        }
    }

    /** Reads columns by label as by place. */
    @Override
    @Nullable
    Object forward(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        Method byPlace = BY_PLACE.get(method);
        if (byPlace == null || arguments == null) {
            return super.forward(method, arguments);
        }
        @Nullable Object[] placed = arguments.clone();
        placed[0] = findColumn((String) arguments[0]);
        return invoke(proxy(ResultSet.class), byPlace, placed);
    }

    /** For each getter by label the one by place. */
    private static Map<Method, Method> byPlace() {
        Map<Method, Method> methods = new HashMap<>();
        for (Method method : ResultSet.class.getMethods()) {
            Class<?>[] types = method.getParameterTypes();
            if (method.getName().startsWith("get") && types.length > 0 && types[0] == String.class) {
                types[0] = int.class;
                try {
                    methods.put(method, ResultSet.class.getMethod(method.getName(), types));
                } catch (NoSuchMethodException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return Map.copyOf(methods);
    }

    @JdbcMethod
    public @Nullable Object getTimestamp(int column) throws SQLException {
        return time(column, JavaSqlTimes::timestamp);
    }

    @JdbcMethod
    public @Nullable Object getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        return time(column, inZone(calendar, JavaSqlTimes::timestamp, JavaSqlTimes::timestamp));
    }

    @JdbcMethod
    public @Nullable Object getDate(int column) throws SQLException {
        return time(column, JavaSqlTimes::date);
    }

    @JdbcMethod
    public @Nullable Object getDate(int column, @Nullable Calendar calendar) throws SQLException {
        return time(column, inZone(calendar, JavaSqlTimes::date, JavaSqlTimes::date));
    }

    @JdbcMethod
    public @Nullable Object getTime(int column) throws SQLException {
        return time(column, JavaSqlTimes::time);
    }

    @JdbcMethod
    public @Nullable Object getTime(int column, @Nullable Calendar calendar) throws SQLException {
        return time(column, inZone(calendar, JavaSqlTimes::time, JavaSqlTimes::time));
    }

    @JdbcMethod
    public @Nullable Object getObject(int column) throws SQLException {
        return call(() -> values.object(column));
    }

    @JdbcMethod
    public @Nullable Object getObject(int column, Class<?> type) throws SQLException {
        Class<?> wanted = JdbcArguments.present("class", type);
        return call(() -> values.object(column, wanted));
    }

    @JdbcMethod
    public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> types) throws SQLException {
        return getObject(column);
    }

    @JdbcMethod
    public long getLong(int column) throws SQLException {
        return whole(column, Long.MIN_VALUE, Long.MAX_VALUE, "long");
    }

    @JdbcMethod
    public int getInt(int column) throws SQLException {
        return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    }

    @JdbcMethod
    public short getShort(int column) throws SQLException {
        return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
    }

    @JdbcMethod
    public byte getByte(int column) throws SQLException {
        return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
    }

    @JdbcMethod
    public double getDouble(int column) throws SQLException {
        return floating(column, false);
    }

    @JdbcMethod
    public float getFloat(int column) throws SQLException {
        return (float) floating(column, true);
    }

    @JdbcMethod
    public @Nullable Object getBigDecimal(int column) throws SQLException {
        return given(() -> values.numbers().decimal(values.column(column)));
    }

    @JdbcMethod
    public @Nullable Object getBigDecimal(int column, int scale) throws SQLException {
        return given(() -> values.numbers()
                .decimal(values.column(column))
                .map(number -> number.setScale(scale, RoundingMode.HALF_UP)));
    }

    @JdbcMethod
    public boolean getBoolean(int column) throws SQLException {
        return (boolean) Objects.requireNonNull(call(() -> values.numbers().isTrue(values.column(column))));
    }

    @JdbcMethod
    public @Nullable Object getString(int column) throws SQLException {
        return given(() -> values.text(column));
    }

    @JdbcMethod
    public @Nullable Object getNString(int column) throws SQLException {
        return getString(column);
    }

    @JdbcMethod
    public @Nullable Object getCharacterStream(int column) throws SQLException {
        return given(() -> values.text(column).map(StringReader::new));
    }

    @JdbcMethod
    public @Nullable Object getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @JdbcMethod
    public @Nullable Object getAsciiStream(int column) throws SQLException {
        return given(() -> values.text(column)
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .map(ByteArrayInputStream::new));
    }

    @JdbcMethod
    public @Nullable Object getUnicodeStream(int column) throws SQLException {
        return getBinaryStream(column);
    }

    @JdbcMethod
    public @Nullable Object getBinaryStream(int column) throws SQLException {
        return given(() -> values.bytes(column).map(ByteArrayInputStream::new));
    }

    @JdbcMethod
    public @Nullable Object getBytes(int column) throws SQLException {
        return given(() -> values.bytes(column));
    }

    @JdbcMethod
    public @Nullable Object getClob(int column) throws SQLException {
        return given(() -> values.clob(column));
    }

    @JdbcMethod
    public @Nullable Object getNClob(int column) throws SQLException {
        return getClob(column);
    }

    @JdbcMethod
    public @Nullable Object getArray(int column) throws SQLException {
        return given(() -> values.array(column));
    }

    @JdbcMethod
    public @Nullable Object getBlob(int column) throws SQLException {
        return unsupported(column, "getBlob");
    }

    @JdbcMethod
    public @Nullable Object getRef(int column) throws SQLException {
        return unsupported(column, "getRef");
    }

    @JdbcMethod
    public @Nullable Object getURL(int column) throws SQLException {
        return unsupported(column, "getURL");
    }

    @JdbcMethod
    public @Nullable Object getRowId(int column) throws SQLException {
        return unsupported(column, "getRowId");
    }

    @JdbcMethod
    public @Nullable Object getSQLXML(int column) throws SQLException {
        return unsupported(column, "getSQLXML");
    }

    /** Reads a column as a type that no column has: NULL is NULL all the same. */
    private @Nullable Object unsupported(int column, String call) throws SQLException {
        if (getObject(column) != null) {
            throw new SQLFeatureNotSupportedException(
                    "ResultSet." + call + " is not supported: column " + column + " is of type "
                            + values.column(column).typeName() + "; read it with getString, getBytes or getObject",
                    UNSUPPORTED_STATE);
        }
        return null;
    }

    private @Nullable Object given(Callable<? extends Optional<?>> value) throws SQLException {
        return call(() -> value.call().orElse(null));
    }

    private @Nullable Object time(int column, Function<LocalDateTime, Object> conversion) throws SQLException {
        return given(() -> values.fields(column).map(conversion));
    }

    private static Function<LocalDateTime, Object> inZone(
            @Nullable Calendar calendar,
            Function<LocalDateTime, Object> ofProcess,
            BiFunction<LocalDateTime, Calendar, Object> ofCalendar) {
        return calendar == null ? ofProcess : fields -> ofCalendar.apply(fields, calendar);
    }

    private long whole(int column, long min, long max, String type) throws SQLException {
        return (long) Objects.requireNonNull(call(() -> values.numbers().whole(values.column(column), min, max, type)));
    }

    private double floating(int column, boolean isFloat) throws SQLException {
        return (double) Objects.requireNonNull(call(() -> values.numbers().floating(values.column(column), isFloat)));
    }
}
