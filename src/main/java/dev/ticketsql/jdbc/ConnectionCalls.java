package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.event.FetchListener;
import dev.ticketsql.jdbc.message.SchemaNames;
import dev.ticketsql.jdbc.message.SqlText;
import dev.ticketsql.jdbc.metadata.Catalog;
import dev.ticketsql.jdbc.value.ArrayTypes;
import dev.ticketsql.jdbc.value.JdbcArguments;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Answers {@link Connection}, and {@link TicketSqlConnection}. */
public final class ConnectionCalls extends JdbcCalls {

    /** Prepared in place of a command of the session. */
    private static final String NOTHING = "VALUES 0";

    private final Connection connection;
    private final ConnectionContext context;
    private String sql = "";

    private ConnectionCalls(Connection connection, ConnectionContext context, Optional<JdbcCalls> origin) {
        super(TicketSqlConnection.class, connection, origin);
        this.connection = connection;
        this.context = context;
    }

    /**
     * The connection of a program. {@code unwrap} gives Calcite's inside.
     *
     * @param cancels announces to the connection's executions that a statement was cancelled
     * @param url the connection's URL without secrets
     */
    static Connection around(Connection connection, CancelAnnouncements cancels, String url) throws SQLException {
        OpenStatements statements = new OpenStatements(connection, cancels);
        ConnectionCalls calls = new ConnectionCalls(
                connection,
                new ConnectionContext(statements, url, new Session(connection), Optional.empty()),
                Optional.empty());
        calls.closeIfAbandoned(statements::endConnection);
        return calls.proxy(Connection.class);
    }

    /**
     * The same connection, for sqlline: with column types that sqlline prints well, and without warnings, whose stack
     * traces it would print although the log has them.
     *
     * @param connection of this driver
     * @param printing how sqlline prints
     */
    public static Connection forSqlLine(Connection connection, Printing printing) {
        ConnectionCalls calls = (ConnectionCalls) JdbcCalls.of(connection);
        ConnectionContext context = calls.context;
        return new ConnectionCalls(
                        calls.connection,
                        new ConnectionContext(
                                context.statements(), context.url(), context.session(), Optional.of(printing)),
                        Optional.of(calls))
                .proxy(Connection.class);
    }

    @Override
    String sql() {
        return sql;
    }

    @Override
    SchemaNames names() {
        return context.session();
    }

    @Override
    @Nullable
    Object proxied(@Nullable Object result, Class<?> type) {
        return JdbcObjects.proxied(result, type, this, context);
    }

    @JdbcMethod
    public void setFetchListener(FetchListener listener) throws SQLException {
        Objects.requireNonNull(listener, "listener");
        session().requireOpen();
        for (ZendeskSchema account : AccountSchemas.of(connection)) {
            account.listen(listener);
        }
    }

    /** The session of the connection, which is open. */
    private Session open() throws SQLException {
        session().requireOpen();
        return session();
    }

    private Session session() {
        return context.session();
    }

    /** On at first, and of no effect: nothing is written. */
    @JdbcMethod
    public boolean getAutoCommit() throws SQLException {
        return open().isAutoCommit();
    }

    @JdbcMethod
    public void setAutoCommit(boolean isOn) throws SQLException {
        open().setAutoCommit(isOn);
    }

    /** Does nothing, since nothing is written; programs call it all the same, with auto-commit too. */
    @JdbcMethod
    public void commit() throws SQLException {
        open();
    }

    /** Does nothing, since nothing is written. */
    @JdbcMethod
    public void rollback() throws SQLException {
        open();
    }

    /** None at first; of no effect. */
    @JdbcMethod
    public int getTransactionIsolation() throws SQLException {
        return open().isolation();
    }

    @JdbcMethod
    public void setTransactionIsolation(int level) throws SQLException {
        StatementOptions.requireIsolation(level);
        open().setIsolation(level);
    }

    @JdbcMethod
    public void setHoldability(int holdability) throws SQLException {
        StatementOptions.requireHoldability(holdability);
        change(() -> connection.setHoldability(holdability));
    }

    /** Keeps what tools announce of themselves, such as their name; nothing reads it. */
    @JdbcMethod
    public void setClientInfo(String name, @Nullable String value) throws SQLException {
        open().setClientInfo(JdbcArguments.present("name of the client's property", name), value);
    }

    @JdbcMethod
    public void setClientInfo(@Nullable Properties all) throws SQLException {
        open().setClientInfo(all == null ? new Properties() : all);
    }

    @JdbcMethod
    public @Nullable String getClientInfo(String name) throws SQLException {
        return open().clientInfo().getProperty(JdbcArguments.present("name of the client's property", name));
    }

    @JdbcMethod
    public Properties getClientInfo() throws SQLException {
        return open().clientInfo();
    }

    /** The one catalog, which holds all schemas. */
    @JdbcMethod
    public String getCatalog() throws SQLException {
        open();
        return Catalog.NAME;
    }

    /** Makes a schema the one of names without one; null for the one at first. */
    @JdbcMethod
    public void setSchema(@Nullable String name) throws SQLException {
        if (name == null) {
            open().resetSchema();
        } else {
            open().setSchema(name);
        }
    }

    /** Does nothing, as JDBC wants it of a driver without catalogs. */
    @JdbcMethod
    public void setCatalog(@Nullable String name) throws SQLException {
        open();
    }

    /** No column has a type that a program's class could stand for: the map is kept, and never looked into. */
    @JdbcMethod
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        return open().types();
    }

    @JdbcMethod
    public void setTypeMap(@Nullable Map<String, Class<?>> types) throws SQLException {
        open().setTypes(types);
    }

    /** The statement as it is: its escapes are part of our grammar. */
    @JdbcMethod
    public String nativeSQL(String text) throws SQLException {
        open();
        return StatementText.given(text);
    }

    /** An array for {@code CAST(? AS BIGINT ARRAY)}; its type may have a name of PostgreSQL. */
    @JdbcMethod
    public @Nullable Object createArrayOf(String typeName, Object @Nullable [] elements) throws SQLException {
        String name = ArrayTypes.standard(JdbcArguments.present("name of the type", typeName));
        Object[] given = JdbcArguments.present("array of elements", elements);
        return call(() -> connection.createArrayOf(name, given));
    }

    @JdbcMethod
    public boolean isValid(int seconds) throws SQLException {
        JdbcArguments.notNegative("timeout", seconds);
        return !connection.isClosed();
    }

    @JdbcMethod
    public void setNetworkTimeout(@Nullable Executor executor, int millis) throws SQLException {
        JdbcArguments.notNegative("timeout of the network", millis);
        change(() -> connection.setNetworkTimeout(executor, millis));
    }

    @JdbcMethod
    public @Nullable SQLWarning getWarnings() throws SQLException {
        return open().warnings().orElse(null);
    }

    @JdbcMethod
    public void clearWarnings() throws SQLException {
        open().clearWarnings();
    }

    /** Closes the connection, in the calling thread: nothing of it blocks. */
    @JdbcMethod
    public void abort(Executor executor) throws SQLException {
        JdbcArguments.present("executor", executor);
        close();
    }

    @JdbcMethod
    public void close() throws SQLException {
        try {
            change(() -> connection.close());
        } finally {
            // After closing, since until then another thread could begin an execution.
            context.statements().end();
            leaveClosing();
        }
    }

    @Override
    @Nullable
    Object forward(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        Optional<Method> withoutKeys = GeneratedKeys.without(method, arguments);
        return withoutKeys.isPresent() && arguments != null
                ? invoke(proxy(Connection.class), withoutKeys.get(), new Object[] {arguments[0]})
                : super.forward(method, arguments);
    }

    @JdbcMethod
    public Object prepareStatement(String text, int type, int concurrency) throws SQLException {
        return prepareStatement(text, type, concurrency, ResultSet.HOLD_CURSORS_OVER_COMMIT);
    }

    @JdbcMethod
    public Object prepareStatement(String text, int type, int concurrency, int holdability) throws SQLException {
        StatementOptions.fallBack(open(), type, concurrency, holdability);
        return prepareStatement(text);
    }

    @JdbcMethod
    public Object createStatement() throws SQLException {
        Statement statement = made(() -> connection.createStatement(
                ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT));
        StatementCalls calls = new StatementCalls(Statement.class, statement, this, context);
        calls.closeIfAbandoned(context.statements().closingOf(statement));
        return calls.proxy(Statement.class);
    }

    @JdbcMethod
    public Object createStatement(int type, int concurrency) throws SQLException {
        return createStatement(type, concurrency, ResultSet.HOLD_CURSORS_OVER_COMMIT);
    }

    @JdbcMethod
    public Object createStatement(int type, int concurrency, int holdability) throws SQLException {
        StatementOptions.fallBack(open(), type, concurrency, holdability);
        return createStatement();
    }

    @JdbcMethod
    public Object prepareStatement(String text) throws SQLException {
        sql = StatementText.given(text);
        Optional<SessionCommand> command = SessionCommand.of(text);
        String query = command.isPresent() ? NOTHING : StatementText.query(text, open());
        PreparedStatement statement = made(() -> connection.prepareStatement(
                query, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT));
        PreparedStatementCalls calls = new PreparedStatementCalls(statement, this, context);
        calls.closeIfAbandoned(context.statements().closingOf(statement));
        command.ifPresent(calls::runInstead);
        if (SqlText.firstWord(text).equals("EXPLAIN")) {
            calls.leaveParametersOut();
        }
        return calls.proxy(PreparedStatement.class);
    }

    @SuppressWarnings("unchecked")
    private <T extends Statement> T made(OpenStatements.Making<T> making) throws SQLException {
        return (T) Objects.requireNonNull(call(() -> context.statements().make(making)));
    }
}
