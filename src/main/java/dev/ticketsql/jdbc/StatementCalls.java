package dev.ticketsql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers {@link Statement}: one execution at a time, with its timeout and its warnings. */
class StatementCalls extends JdbcCalls {

    private final Statement statement;
    private final ConnectionContext context;
    private final StatementWarnings warnings = new StatementWarnings();
    private final StatementGuard guard = new StatementGuard();
    private final QueryTimeout timeout = new QueryTimeout();
    private String sql;

    StatementCalls(Class<?> kind, Statement statement, JdbcCalls origin, ConnectionContext context) {
        super(kind, statement, Optional.of(origin));
        this.statement = statement;
        this.context = context;
        sql = origin.sql();
    }

    @Override
    final String sql() {
        return sql;
    }

    final StatementGuard guard() {
        return guard;
    }

    /** The timeout of this statement and of its rows. */
    final QueryTimeout timeout() {
        return timeout;
    }

    @Override
    final @Nullable Object proxied(@Nullable Object result, Class<?> type) {
        return JdbcObjects.proxied(result, type, this, context);
    }

    @FunctionalInterface
    private interface Run {
        @Nullable
        Object of(String bare) throws SQLException;
    }

    private @Nullable Object executed(String text, Run run) throws SQLException {
        return guard.take(() -> {
            sql = text;
            return executed(() -> run.of(StatementText.withoutSemicolon(text)));
        });
    }

    /** Runs the statement as one execution; the caller holds the guard. */
    final @Nullable Object executed(StatementGuard.Call run) throws SQLException {
        warnings.collect(statement);
        warnings.clear();
        timeout.end();
        timeout.begin(OpenStatements.begin(statement, context.cancels()));
        @Nullable Object result = timeout.run(() -> call(run::run));
        warnings.collect(statement);
        return result;
    }

    /** The rows of an execution as a program holds them. */
    final Object rows(@Nullable Object result) throws SQLException {
        if (result == null) {
            throw new SQLException("another thread has closed this statement while it began", StatementGuard.STATE);
        }
        return Objects.requireNonNull(proxied(result, ResultSet.class));
    }

    @JdbcMethod
    public Object executeQuery(String text) throws SQLException {
        return rows(executed(text, statement::executeQuery));
    }

    @JdbcMethod
    public @Nullable Object execute(String text) throws SQLException {
        return executed(text, statement::execute);
    }

    @JdbcMethod
    public @Nullable Object execute(String text, int generatedKeys) throws SQLException {
        return executed(text, bare -> statement.execute(bare, generatedKeys));
    }

    @JdbcMethod
    public @Nullable Object execute(String text, int[] keyColumns) throws SQLException {
        return executed(text, bare -> statement.execute(bare, keyColumns));
    }

    @JdbcMethod
    public @Nullable Object execute(String text, String[] keyColumns) throws SQLException {
        return executed(text, bare -> statement.execute(bare, keyColumns));
    }

    @JdbcMethod
    public @Nullable Object executeUpdate(String text) throws SQLException {
        return executed(text, statement::executeUpdate);
    }

    @JdbcMethod
    public @Nullable Object executeUpdate(String text, int generatedKeys) throws SQLException {
        return executed(text, bare -> statement.executeUpdate(bare, generatedKeys));
    }

    @JdbcMethod
    public @Nullable Object executeUpdate(String text, int[] keyColumns) throws SQLException {
        return executed(text, bare -> statement.executeUpdate(bare, keyColumns));
    }

    @JdbcMethod
    public @Nullable Object executeUpdate(String text, String[] keyColumns) throws SQLException {
        return executed(text, bare -> statement.executeUpdate(bare, keyColumns));
    }

    @JdbcMethod
    public @Nullable Object executeLargeUpdate(String text) throws SQLException {
        return executed(text, statement::executeLargeUpdate);
    }

    /** Escapes are part of the grammar, whether they are asked for or not. */
    @JdbcMethod
    public void setEscapeProcessing(boolean isOn) throws SQLException {
        call(statement::isClosed);
    }

    /** A hint to pools, which this driver has no use for. */
    @JdbcMethod
    public void setPoolable(boolean isOn) throws SQLException {
        call(statement::isClosed);
    }

    @JdbcMethod
    public boolean isPoolable() throws SQLException {
        call(statement::isClosed);
        return false;
    }

    @JdbcMethod
    public @Nullable Object executeBatch() throws SQLException {
        return guard.take(() -> executed(statement::executeBatch));
    }

    @JdbcMethod
    public void addBatch(String text) throws SQLException {
        refuseBatch();
    }

    @SuppressWarnings("DoNotCallSuggester")
    static void refuseBatch() throws SQLException {
        throw new SQLFeatureNotSupportedException(
                "a batch is for updates, and TicketSQL's tables are read-only; ask with executeQuery, once for each"
                        + " set of parameters",
                UNSUPPORTED_STATE);
    }

    /**
     * Limits the driver's own work. Calcite's clock would also count the time in which the caller does something else.
     */
    @JdbcMethod
    public void setQueryTimeout(int seconds) throws SQLException {
        call(() -> {
            // Calcite refuses a negative timeout, and gets no other.
            statement.setQueryTimeout(Math.min(seconds, 0));
            return null;
        });
        timeout.set(seconds);
    }

    @JdbcMethod
    public int getQueryTimeout() throws SQLException {
        call(statement::getQueryTimeout);
        return timeout.seconds();
    }

    /** Raises Calcite's flag, and announces it, so that executions check it at once. */
    @JdbcMethod
    public void cancel() throws SQLException {
        call(() -> {
            statement.cancel();
            return null;
        });
        context.cancels().announce();
    }

    @JdbcMethod
    public void close() throws SQLException {
        timeout.end();
        OpenStatements.close(
                statement,
                context.cancels(),
                () -> call(() -> {
                    statement.close();
                    return null;
                }));
    }

    @JdbcMethod
    public @Nullable SQLWarning getWarnings() throws SQLException {
        @Nullable Object unexpected = call(statement::getWarnings);
        // Includes the warnings of slices that ran while rows were read.
        warnings.collect(statement);
        return unexpected == null && context.printing().isEmpty()
                ? warnings.chain().orElse(null)
                : (SQLWarning) unexpected;
    }

    @JdbcMethod
    public void clearWarnings() throws SQLException {
        call(() -> {
            statement.clearWarnings();
            return null;
        });
        warnings.collect(statement);
        warnings.clear();
    }
}
