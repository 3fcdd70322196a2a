package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.value.JdbcArguments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers {@link ResultSet}: the rows of a statement, or of metadata. */
final class ResultSetCalls extends ColumnGetters {

    /** Message of Avatica, which goes on with the name of a class. */
    private static final Pattern CONVERSION = Pattern.compile("cannot convert to (\\w+)");

    /** Message of Avatica for a value that is read before the first row, or after the last. */
    private static final Pattern POSITION = Pattern.compile("Expecting cursor position .* actual is Position\\.(\\w+)");

    /** Standard state: there is no current row. */
    private static final String POSITION_STATE = ErrorKind.CURSOR.sqlState();

    private final ResultSet rows;
    private final ConnectionContext context;
    private final QueryTimeout timeout;

    ResultSetCalls(ResultSet rows, JdbcCalls origin, ConnectionContext context) {
        super(rows, origin, origin instanceof StatementCalls statement ? statement.maxFieldSize() : 0);
        this.rows = rows;
        this.context = context;
        timeout = origin instanceof StatementCalls statement ? statement.timeout() : new QueryTimeout();
    }

    @Override
    @Nullable
    Object proxied(@Nullable Object result, Class<?> type) {
        return JdbcObjects.proxied(result, type, this, context);
    }

    @Override
    SQLException explained(SQLException failure) throws SQLException {
        String message = String.valueOf(
                failure.getCause() == null
                        ? failure.getMessage()
                        : failure.getCause().getMessage());
        Matcher position = POSITION.matcher(message);
        if (position.find() && !rows.isClosed()) {
            return new SQLException(
                    position.group(1).equals("BEFORE_START")
                            ? "no row is current: call next first"
                            : "no row is current: the last has been read",
                    POSITION_STATE,
                    failure);
        }
        Matcher conversion = CONVERSION.matcher(message);
        return conversion.lookingAt()
                ? new SQLException(
                        "this column holds no " + conversion.group(1) + "; read it with getObject or getString",
                        ErrorKind.OTHER_TYPE.sqlState(),
                        failure)
                : ClosedObjects.explained(rows, failure);
    }

    @JdbcMethod
    public boolean next() throws SQLException {
        return (boolean) Objects.requireNonNull(timeout.run(this::moved));
    }

    private boolean moved() throws SQLException {
        return (boolean) Objects.requireNonNull(call(() -> !isFull() && ClosedObjects.requireWhole(rows, rows.next())));
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
    public void setFetchSize(int count) throws SQLException {
        JdbcArguments.notNegative("fetch size", count);
        change(() -> rows.setFetchSize(count));
    }

    /** Rows are read forward; a hint that says so changes nothing. */
    @JdbcMethod
    public void setFetchDirection(int direction) throws SQLException {
        call(rows::getFetchSize);
        StatementOptions.requireFetchDirection(direction);
        if (direction == ResultSet.FETCH_REVERSE) {
            throw new SQLException("rows are read forward alone: this result is of TYPE_FORWARD_ONLY", POSITION_STATE);
        }
    }

    @JdbcMethod
    public int getFetchDirection() throws SQLException {
        call(rows::getFetchSize);
        return ResultSet.FETCH_FORWARD;
    }
}
