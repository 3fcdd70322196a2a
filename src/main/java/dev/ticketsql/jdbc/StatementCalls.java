package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.message.SchemaNames;
import dev.ticketsql.jdbc.message.SqlText;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers {@link Statement}: one execution at a time, with its timeout, its results and its warnings. */
class StatementCalls extends StatementSettings {

    /** Standard state: a statement gave no rows where they were expected. */
    private static final String NO_ROWS_STATE = ErrorKind.NO_ROWS.sqlState();

    /** PostgreSQL's state: a statement gave rows where none were expected. */
    private static final String ROWS_STATE = ErrorKind.SEVERAL_RESULTS.sqlState();

    /** First words of statements that give rows. */
    private static final Set<String> OF_ROWS =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "EXPLAIN", "SHOW", "DESCRIBE", "DESC", "");

    /** Rows of generated keys, of which there are none. */
    private static final String NO_KEYS =
            "SELECT CAST(NULL AS BIGINT) AS \"GENERATED_KEY\" FROM (VALUES 0) AS t WHERE FALSE";

    private final Statement statement;
    private final ConnectionContext context;
    private final StatementWarnings warnings = new StatementWarnings();
    private final StatementGuard guard = new StatementGuard();
    private final StatementResults results = new StatementResults();
    private String sql;

    StatementCalls(Class<?> kind, Statement statement, JdbcCalls origin, ConnectionContext context) {
        super(kind, statement, origin);
        this.statement = statement;
        this.context = context;
        sql = origin.sql();
    }

    @Override
    final String sql() {
        return sql;
    }

    @Override
    final SchemaNames names() {
        return context.session();
    }

    final StatementGuard guard() {
        return guard;
    }

    @Override
    final @Nullable Object proxied(@Nullable Object result, Class<?> type) {
        return JdbcObjects.proxied(result, type, this, context);
    }

    @Override
    @Nullable
    Object forward(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        Optional<Method> withoutKeys = GeneratedKeys.without(method, arguments);
        return withoutKeys.isPresent() && arguments != null
                ? invoke(proxy(Statement.class), withoutKeys.get(), new Object[] {arguments[0]})
                : super.forward(method, arguments);
    }

    @Override
    final SQLException explained(SQLException failure) throws SQLException {
        return ClosedObjects.explained(statement, failure);
    }

    /** A call of Calcite's that executes a text. */
    @FunctionalInterface
    interface Run {
        @Nullable
        Object of(String bare) throws SQLException;
    }

    /** Executes a text, which is a query or a command of the session. */
    private @Nullable Object executed(String text, Run run) throws SQLException {
        return guard.take(() -> {
            sql = StatementText.given(text);
            String query = StatementText.query(sql, context.session());
            return executed(() -> run.of(query));
        });
    }

    /** Runs the statement as one execution; the caller holds the guard. */
    final @Nullable Object executed(StatementGuard.Call run) throws SQLException {
        begin();
        timeout().end();
        timeout().begin(context.statements().begin(statement));
        @Nullable Object result = timeout().run(() -> call(run::run));
        warnings.collect(statement);
        return result;
    }

    private void begin() throws SQLException {
        results.clear();
        warnings.collect(statement);
        warnings.clear();
    }

    /** Runs a command of the session, which gives no rows; the caller holds the guard. */
    final void ran(SessionCommand command) throws SQLException {
        requireOpen();
        begin();
        command.run(context.session()).ifPresent(warnings::add);
        results.setCount();
    }

    private boolean isRun(String text) throws SQLException {
        Optional<SessionCommand> command = SessionCommand.of(StatementText.given(text));
        if (command.isPresent()) {
            guard.take(() -> {
                ran(command.get());
                return null;
            });
        }
        return command.isPresent();
    }

    /** The rows of an execution as a program holds them. */
    final Object rows(@Nullable Object result) throws SQLException {
        if (result == null) {
            throw ClosedObjects.closedWhileItBegan();
        }
        Object rows = Objects.requireNonNull(proxied(result, ResultSet.class));
        results.setRows((ResultSet) rows);
        return rows;
    }

    static SQLException givesNoRows(String command) {
        return new SQLException(command + " gives no rows: run it with execute", NO_ROWS_STATE);
    }

    static SQLException givesRows() {
        return new SQLException("the statement gives rows: run it with executeQuery or execute", ROWS_STATE);
    }

    @JdbcMethod
    public Object executeQuery(String text) throws SQLException {
        Optional<SessionCommand> command = SessionCommand.of(StatementText.given(text));
        if (command.isPresent()) {
            throw givesNoRows(command.get().text());
        }
        return rows(executed(text, statement::executeQuery));
    }

    @JdbcMethod
    public boolean execute(String text) throws SQLException {
        return !isRun(text) && withRows(executed(text, statement::execute));
    }

    /** Notes what an execution gave. */
    final boolean withRows(@Nullable Object gaveRows) {
        if (Boolean.TRUE.equals(gaveRows)) {
            results.setRows();
        }
        return Boolean.TRUE.equals(gaveRows);
    }

    @JdbcMethod
    public int executeUpdate(String text) throws SQLException {
        if (isRun(text)) {
            return 0;
        }
        if (OF_ROWS.contains(SqlText.firstWord(text)) || withRows(executed(text, statement::execute))) {
            throw givesRows();
        }
        return 0;
    }

    @JdbcMethod
    public long executeLargeUpdate(String text) throws SQLException {
        return executeUpdate(text);
    }

    @JdbcMethod
    public @Nullable Object getResultSet() throws SQLException {
        @Nullable Object open = call(statement::getResultSet);
        if (!results.hasRows() || open == null) {
            return null;
        }
        return results.rows().isPresent() ? results.rows().get() : rows(open);
    }

    @JdbcMethod
    public int getUpdateCount() throws SQLException {
        requireOpen();
        return results.count();
    }

    @JdbcMethod
    public long getLargeUpdateCount() throws SQLException {
        return getUpdateCount();
    }

    @JdbcMethod
    public boolean getMoreResults() throws SQLException {
        return getMoreResults(Statement.CLOSE_CURRENT_RESULT);
    }

    /** There is one result of each execution: the next is none. */
    @JdbcMethod
    public boolean getMoreResults(int current) throws SQLException {
        requireOpen();
        StatementOptions.requireResults(current);
        if (current != Statement.KEEP_CURRENT_RESULT) {
            getResultSet();
            results.close();
        }
        results.clear();
        return false;
    }

    @JdbcMethod
    public @Nullable Object getGeneratedKeys() throws SQLException {
        return call(() -> {
            Statement keys = context.statements().make(statement.getConnection()::createStatement);
            keys.closeOnCompletion();
            StatementCalls calls = new StatementCalls(Statement.class, keys, this, context);
            calls.closeIfAbandoned(context.statements().closingOf(keys));
            return calls.proxied(keys.executeQuery(NO_KEYS), ResultSet.class);
        });
    }

    @JdbcMethod
    public @Nullable Object executeBatch() throws SQLException {
        return guard.take(() -> executed(statement::executeBatch));
    }

    @JdbcMethod
    public void addBatch(String text) throws SQLException {
        throw refusedBatch("Statement");
    }

    static SQLException refusedBatch(String kind) {
        return new SQLFeatureNotSupportedException(
                kind + ".addBatch is not supported: a batch is for updates, and TicketSQL's tables are read-only; ask"
                        + " with executeQuery, once for each set of parameters",
                UNSUPPORTED_STATE);
    }

    /** Raises Calcite's flag, and announces it, so that executions check it at once. */
    @JdbcMethod
    public void cancel() throws SQLException {
        change(() -> statement.cancel());
        context.statements().announceCancel();
    }

    @JdbcMethod
    public void close() throws SQLException {
        timeout().end();
        context.statements().close(statement, () -> change(statement::close));
        leaveClosing();
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
        change(() -> statement.clearWarnings());
        warnings.collect(statement);
        warnings.clear();
    }
}
