package dev.ticketsql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Answers {@link ResultSet}: the rows of a statement, or of metadata. */
final class ResultSetCalls extends JdbcCalls {

    private final ResultSet rows;
    private final Optional<Printing> printing;
    private final String sql;
    private final QueryTimeout timeout;
    private final Optional<EarlyRows> early;

    ResultSetCalls(ResultSet rows, JdbcCalls origin, Optional<Printing> printing) {
        super(ResultSet.class, rows, Optional.of(origin));
        this.rows = rows;
        this.printing = printing;
        sql = origin.sql();
        boolean isOfStatement = origin instanceof StatementCalls;
        timeout = origin instanceof StatementCalls statement ? statement.timeout() : new QueryTimeout();
        early = printing.filter(it -> isOfStatement && it.isEarly()).map(it -> new EarlyRows(System::nanoTime));
    }

    @Override
    String sql() {
        return sql;
    }

    @Override
    @Nullable
    Object dressed(@Nullable Object result, Class<?> type) {
        return JdbcObjects.dressed(result, type, this, printing);
    }

    @Override
    SQLException explained(SQLException failure) throws SQLException {
        return ClosedResultSets.explained(rows, failure);
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

    /** Calcite forgets setMaxRows of a prepared statement, and of others looks for one row more: maybe a request. */
    private boolean isFull() throws SQLException {
        Statement statement = rows.getStatement();
        return statement != null && statement.getMaxRows() > 0 && rows.getRow() >= statement.getMaxRows();
    }

    @JdbcMethod
    public @Nullable Object getObject(int column, Class<?> type) throws SQLException {
        return converted(column, type, () -> rows.getObject(column, type));
    }

    @JdbcMethod
    public @Nullable Object getObject(String column, Class<?> type) throws SQLException {
        return converted(column, type, () -> rows.getObject(column, type));
    }

    private @Nullable Object converted(Object column, Class<?> type, Callable<@Nullable Object> stock)
            throws SQLException {
        return call(JavaTimeConversions.isRead(type) ? () -> JavaTimeConversions.read(rows, column, type) : stock);
    }
}
