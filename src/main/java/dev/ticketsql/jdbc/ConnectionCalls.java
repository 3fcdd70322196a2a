package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.event.FetchListener;
import dev.ticketsql.jdbc.message.SqlText;
import dev.ticketsql.jdbc.metadata.Catalog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.calcite.jdbc.CalciteConnection;
import org.jspecify.annotations.Nullable;

/** Answers {@link Connection}, and {@link TicketSqlConnection}. */
public final class ConnectionCalls extends JdbcCalls {

    /** Standard state: there is no connection. */
    private static final String CLOSED_STATE = "08003";

    private final Connection connection;
    private final ConnectionContext context;
    private final Properties clientInfo = new Properties();
    private boolean autoCommit = true;
    private String sql = "";

    private ConnectionCalls(Connection connection, ConnectionContext context) {
        super(TicketSqlConnection.class, connection, Optional.empty());
        this.connection = connection;
        this.context = context;
    }

    /**
     * The connection of a program. {@code unwrap} gives Calcite's inside.
     *
     * @param cancels announces to the connection's executions that a statement was cancelled
     * @param url the connection's URL without secrets
     */
    static Connection around(Connection connection, CancelAnnouncements cancels, String url) {
        return new ConnectionCalls(connection, new ConnectionContext(cancels, url, Optional.empty()))
                .proxy(Connection.class);
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
        return new ConnectionCalls(
                        calls.connection,
                        new ConnectionContext(calls.context.cancels(), calls.context.url(), Optional.of(printing)))
                .proxy(Connection.class);
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

    @JdbcMethod
    public void setFetchListener(FetchListener listener) throws SQLException {
        Objects.requireNonNull(listener, "listener");
        if (connection.isClosed()) {
            throw new SQLException("the connection is closed");
        }
        for (ZendeskSchema account : AccountSchemas.of(connection)) {
            account.listen(listener);
        }
    }

    /** On at first, and of no effect: nothing is written. */
    @JdbcMethod
    public boolean getAutoCommit() throws SQLException {
        requireOpen();
        return autoCommit;
    }

    @JdbcMethod
    public void setAutoCommit(boolean isOn) throws SQLException {
        requireOpen();
        autoCommit = isOn;
    }

    private void requireOpen() throws SQLException {
        if (connection.isClosed()) {
            throw new SQLException("the connection is closed", CLOSED_STATE);
        }
    }

    /** Keeps what tools announce of themselves, such as their name; nothing reads it. */
    @JdbcMethod
    public void setClientInfo(String name, @Nullable String value) {
        if (value == null) {
            clientInfo.remove(name);
        } else {
            clientInfo.setProperty(name, value);
        }
    }

    @JdbcMethod
    public void setClientInfo(Properties all) {
        clientInfo.clear();
        clientInfo.putAll(all);
    }

    @JdbcMethod
    public @Nullable String getClientInfo(String name) throws SQLException {
        requireOpen();
        return clientInfo.getProperty(name);
    }

    @JdbcMethod
    public Properties getClientInfo() throws SQLException {
        requireOpen();
        return (Properties) clientInfo.clone();
    }

    /** The one catalog, which holds all schemas. */
    @JdbcMethod
    public String getCatalog() throws SQLException {
        requireOpen();
        return Catalog.NAME;
    }

    /** Does nothing, as PostgreSQL's driver: there is one catalog. */
    @JdbcMethod
    public void setCatalog(@Nullable String name) throws SQLException {
        requireOpen();
    }

    /** Makes a schema the one of names without one. */
    @JdbcMethod
    public void setSchema(String name) throws SQLException {
        requireOpen();
        AccountSchemas.require(connection.unwrap(CalciteConnection.class).getRootSchema(), name);
        call(() -> {
            connection.setSchema(name);
            return null;
        });
    }

    /** No type of ours has a class of the program's. */
    @JdbcMethod
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        requireOpen();
        return Map.of();
    }

    /** The statement as it is: its escapes are part of our grammar. */
    @JdbcMethod
    public String nativeSQL(String text) throws SQLException {
        requireOpen();
        return text;
    }

    /** Closes the connection, in the calling thread: nothing of it blocks. */
    @JdbcMethod
    public void abort(Executor executor) throws SQLException {
        Objects.requireNonNull(executor, "executor");
        close();
    }

    /** Does nothing, since nothing is written; programs that switch off auto-commit call it all the same. */
    @JdbcMethod
    public void commit() {
        // Nothing to do.
    }

    /** Does nothing, since nothing is written. */
    @JdbcMethod
    public void rollback() {
        // Nothing to do.
    }

    @JdbcMethod
    public void close() throws SQLException {
        try {
            call(() -> {
                connection.close();
                return null;
            });
        } finally {
            // After closing, since until then another thread could begin an execution.
            OpenStatements.end(connection, context.cancels());
        }
    }

    @JdbcMethod
    public Object prepareStatement(String text) throws SQLException {
        return prepared(text, connection::prepareStatement);
    }

    @JdbcMethod
    public Object prepareStatement(String text, int generatedKeys) throws SQLException {
        return generatedKeys == Statement.NO_GENERATED_KEYS
                ? prepareStatement(text)
                : prepared(text, bare -> connection.prepareStatement(bare, generatedKeys));
    }

    @JdbcMethod
    public Object prepareStatement(String text, int[] keyColumns) throws SQLException {
        return prepared(text, bare -> connection.prepareStatement(bare, keyColumns));
    }

    @JdbcMethod
    public Object prepareStatement(String text, String[] keyColumns) throws SQLException {
        return prepared(text, bare -> connection.prepareStatement(bare, keyColumns));
    }

    @JdbcMethod
    public Object prepareStatement(String text, int type, int concurrency) throws SQLException {
        return prepared(text, bare -> connection.prepareStatement(bare, type, concurrency));
    }

    @JdbcMethod
    public Object prepareStatement(String text, int type, int concurrency, int holdability) throws SQLException {
        return prepared(text, bare -> connection.prepareStatement(bare, type, concurrency, holdability));
    }

    @FunctionalInterface
    private interface Preparation {
        PreparedStatement of(String bare) throws SQLException;
    }

    private Object prepared(String text, Preparation preparation) throws SQLException {
        sql = text;
        Object statement;
        // Calcite keeps the statements of a connection in a map that is not made for several threads.
        synchronized (connection) {
            statement = Objects.requireNonNull(call(() -> preparation.of(StatementText.withoutSemicolon(text))));
        }
        PreparedStatementCalls calls = new PreparedStatementCalls((PreparedStatement) statement, this, context);
        if (SqlText.firstWord(text).equals("EXPLAIN")) {
            calls.leaveParametersOut();
        }
        return calls.proxy(PreparedStatement.class);
    }
}
