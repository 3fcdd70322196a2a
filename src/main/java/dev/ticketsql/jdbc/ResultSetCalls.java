package dev.ticketsql.jdbc;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers {@link ResultSet}: the rows of a statement, or of metadata. */
final class ResultSetCalls extends JdbcCalls {

    /** Message of Avatica, which goes on with the name of a class. */
    private static final Pattern CONVERSION = Pattern.compile("cannot convert to (\\w+)");

    private final ResultSet rows;
    private final ConnectionContext context;
    private final String sql;
    private final QueryTimeout timeout;
    private final Optional<EarlyRows> early;
    private final ColumnValues values;

    ResultSetCalls(ResultSet rows, JdbcCalls origin, ConnectionContext context) {
        super(ResultSet.class, rows, Optional.of(origin));
        this.rows = rows;
        values = new ColumnValues(rows);
        this.context = context;
        sql = origin.sql();
        boolean isOfStatement = origin instanceof StatementCalls;
        timeout = origin instanceof StatementCalls statement ? statement.timeout() : new QueryTimeout();
        early = context.printing()
                .filter(it -> isOfStatement && it.isEarly())
                .map(it -> new EarlyRows(System::nanoTime));
    }

    @Override
    String sql() {
        return sql;
    }

    @Override
    @Nullable
    Object proxied(@Nullable Object result, Class<?> type) {
        return JdbcObjects.proxied(result, type, this, context);
    }

    @Override
    SQLException explained(SQLException failure) throws SQLException {
        Matcher conversion = CONVERSION.matcher(String.valueOf(
                failure.getCause() == null
                        ? failure.getMessage()
                        : failure.getCause().getMessage()));
        return conversion.lookingAt()
                ? new SQLException(
                        "this column holds no " + conversion.group(1) + "; read it with getObject or getString",
                        ParameterChecks.TYPE_STATE,
                        failure)
                : ClosedResultSets.explained(rows, failure);
    }

    @JdbcMethod
    public boolean next() throws SQLException {
        StatementGuard.Call moving = () -> timeout.run(this::moved);
        return early.isPresent() ? early.get().next(moving) : (boolean) Objects.requireNonNull(moving.run());
    }

    private boolean moved() throws SQLException {
        return (boolean)
                Objects.requireNonNull(call(() -> !isFull() && ClosedResultSets.requireWhole(rows, rows.next())));
    }

    /**
     * Returns whether setMaxRows is reached. Calcite forgets it for a prepared statement, and for others reads one row
     * more, which may cost a request.
     */
    private boolean isFull() throws SQLException {
        Statement statement = rows.getStatement();
        return statement != null && statement.getMaxRows() > 0 && rows.getRow() >= statement.getMaxRows();
    }

    @JdbcMethod
    public @Nullable Object getTimestamp(int column) throws SQLException {
        return time(column, JavaSqlTimes::timestamp);
    }

    @JdbcMethod
    public @Nullable Object getTimestamp(String label) throws SQLException {
        return time(place(label), JavaSqlTimes::timestamp);
    }

    @JdbcMethod
    public @Nullable Object getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        return time(column, inZone(calendar, JavaSqlTimes::timestamp, JavaSqlTimes::timestamp));
    }

    @JdbcMethod
    public @Nullable Object getTimestamp(String label, @Nullable Calendar calendar) throws SQLException {
        return getTimestamp(place(label), calendar);
    }

    @JdbcMethod
    public @Nullable Object getDate(int column) throws SQLException {
        return time(column, JavaSqlTimes::date);
    }

    @JdbcMethod
    public @Nullable Object getDate(String label) throws SQLException {
        return time(place(label), JavaSqlTimes::date);
    }

    @JdbcMethod
    public @Nullable Object getDate(int column, @Nullable Calendar calendar) throws SQLException {
        return time(column, inZone(calendar, JavaSqlTimes::date, JavaSqlTimes::date));
    }

    @JdbcMethod
    public @Nullable Object getDate(String label, @Nullable Calendar calendar) throws SQLException {
        return getDate(place(label), calendar);
    }

    @JdbcMethod
    public @Nullable Object getTime(int column) throws SQLException {
        return time(column, JavaSqlTimes::time);
    }

    @JdbcMethod
    public @Nullable Object getTime(String label) throws SQLException {
        return time(place(label), JavaSqlTimes::time);
    }

    @JdbcMethod
    public @Nullable Object getTime(int column, @Nullable Calendar calendar) throws SQLException {
        return time(column, inZone(calendar, JavaSqlTimes::time, JavaSqlTimes::time));
    }

    @JdbcMethod
    public @Nullable Object getTime(String label, @Nullable Calendar calendar) throws SQLException {
        return getTime(place(label), calendar);
    }

    @JdbcMethod
    public @Nullable Object getObject(int column) throws SQLException {
        return call(() -> values.object(column));
    }

    @JdbcMethod
    public @Nullable Object getObject(String label) throws SQLException {
        return getObject(place(label));
    }

    @JdbcMethod
    public @Nullable Object getObject(int column, Class<?> type) throws SQLException {
        return call(() -> values.object(column, type));
    }

    @JdbcMethod
    public @Nullable Object getObject(String label, Class<?> type) throws SQLException {
        return getObject(place(label), type);
    }

    @JdbcMethod
    public int getInt(int column) throws SQLException {
        return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    }

    @JdbcMethod
    public int getInt(String label) throws SQLException {
        return getInt(place(label));
    }

    @JdbcMethod
    public short getShort(int column) throws SQLException {
        return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
    }

    @JdbcMethod
    public short getShort(String label) throws SQLException {
        return getShort(place(label));
    }

    @JdbcMethod
    public byte getByte(int column) throws SQLException {
        return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
    }

    @JdbcMethod
    public byte getByte(String label) throws SQLException {
        return getByte(place(label));
    }

    @JdbcMethod
    public boolean getBoolean(int column) throws SQLException {
        return (boolean) Objects.requireNonNull(call(() -> values.isTrue(column)));
    }

    @JdbcMethod
    public boolean getBoolean(String label) throws SQLException {
        return getBoolean(place(label));
    }

    @JdbcMethod
    public @Nullable Object getNString(int column) throws SQLException {
        return call(() -> rows.getString(column));
    }

    @JdbcMethod
    public @Nullable Object getNString(String label) throws SQLException {
        return getNString(place(label));
    }

    @JdbcMethod
    public @Nullable Object getCharacterStream(int column) throws SQLException {
        return ofText(column, StringReader::new);
    }

    @JdbcMethod
    public @Nullable Object getCharacterStream(String label) throws SQLException {
        return getCharacterStream(place(label));
    }

    @JdbcMethod
    public @Nullable Object getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @JdbcMethod
    public @Nullable Object getNCharacterStream(String label) throws SQLException {
        return getCharacterStream(place(label));
    }

    @JdbcMethod
    public @Nullable Object getAsciiStream(int column) throws SQLException {
        return ofText(column, text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @JdbcMethod
    public @Nullable Object getAsciiStream(String label) throws SQLException {
        return getAsciiStream(place(label));
    }

    @JdbcMethod
    public @Nullable Object getObject(int column, Map<String, Class<?>> types) throws SQLException {
        return getObject(column);
    }

    @JdbcMethod
    public @Nullable Object getObject(String label, Map<String, Class<?>> types) throws SQLException {
        return getObject(label);
    }

    private @Nullable Object ofText(int column, Function<String, Object> conversion) throws SQLException {
        return call(() ->
                Optional.ofNullable(rows.getString(column)).map(conversion).orElse(null));
    }

    /** The place of a column, from 1. */
    private int place(String label) throws SQLException {
        return (int) Objects.requireNonNull(call(() -> rows.findColumn(label)));
    }

    private @Nullable Object time(int column, Function<LocalDateTime, Object> conversion) throws SQLException {
        return call(() -> values.fields(column).map(conversion).orElse(null));
    }

    private static Function<LocalDateTime, Object> inZone(
            @Nullable Calendar calendar,
            Function<LocalDateTime, Object> ofProcess,
            BiFunction<LocalDateTime, Calendar, Object> ofCalendar) {
        return calendar == null ? ofProcess : fields -> ofCalendar.apply(fields, calendar);
    }

    private long whole(int column, long min, long max, String type) throws SQLException {
        return (long) Objects.requireNonNull(call(() -> values.whole(column, min, max, type)));
    }
}
