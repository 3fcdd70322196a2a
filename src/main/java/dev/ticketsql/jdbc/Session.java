package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.message.SchemaNames;
import dev.ticketsql.jdbc.metadata.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/**
 * The state of a connection that calls and commands set: its schema, and what tools set and read back although nothing
 * here depends on it, since nothing is written. Safe for several threads.
 */
final class Session implements SchemaNames {

    /** Standard state: there is no connection. */
    static final String CLOSED_STATE = ErrorKind.CONNECTION_CLOSED.sqlState();

    private final Connection connection;
    private final Optional<String> firstSchema;
    private final Properties clientInfo = new Properties();
    private Map<String, Class<?>> types = Map.of();
    private boolean isAutoCommit = true;
    private int isolation = Connection.TRANSACTION_NONE;
    private Optional<SQLWarning> warnings = Optional.empty();

    Session(Connection connection) throws SQLException {
        this.connection = connection;
        firstSchema = Optional.ofNullable(connection.getSchema());
    }

    /** Throws an SQLException if the connection is closed. */
    void requireOpen() throws SQLException {
        if (connection.isClosed()) {
            throw new SQLException("the connection is closed", CLOSED_STATE);
        }
    }

    /**
     * Makes a schema the one of names without one. Upper and lower case are one, unless two schemas differ by it.
     *
     * @throws SQLException if there is no such schema
     */
    void setSchema(String name) throws SQLException {
        SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
        connection.setSchema(AccountSchemas.require(root, name));
    }

    /** Throws an SQLException that names those that there are, if there is no such schema. */
    void requireSchema(String name) throws SQLException {
        AccountSchemas.require(connection.unwrap(CalciteConnection.class).getRootSchema(), name);
    }

    @Override
    public String schema() {
        try {
            return Optional.ofNullable(connection.getSchema()).orElse("");
        } catch (SQLException e) {
            return "";
        }
    }

    @Override
    public List<String> schemas() {
        return listed(Catalog::schemaNames);
    }

    @Override
    public List<String> tables(String schema) {
        return listed(catalog -> catalog.tableNames(schema));
    }

    @Override
    public List<String> columns(String schema, String table) {
        return listed(catalog -> catalog.columnNames(schema, table));
    }

    /**
     * A table of another database, or a view of a model, may fail; names are only asked for where something else has.
     */
    private List<String> listed(Function<Catalog, List<String>> names) {
        try {
            return names.apply(Catalog.of(connection.unwrap(CalciteConnection.class)));
        } catch (SQLException | RuntimeException e) {
            return List.of();
        }
    }

    /** True if the schema, or else the one of names without one, has such a table or view. */
    boolean hasTable(Optional<String> schema, String table) throws SQLException {
        return Catalog.of(connection.unwrap(CalciteConnection.class)).hasTable(schema.orElseGet(this::schema), table);
    }

    /**
     * Changes an option of the connection's accounts from the next statement on.
     *
     * @param value empty for the one that the connection was opened with
     * @throws SQLException if it cannot be that, or if the option belongs to the connection
     */
    void set(Option option, Optional<String> value) throws SQLException {
        try {
            for (ZendeskSchema account : AccountSchemas.of(connection)) {
                account.reports().set(option, value);
            }
        } catch (IllegalArgumentException e) {
            throw ErrorKind.ARGUMENT.exception(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns all options to the values that the connection was opened with. */
    void resetOptions() throws SQLException {
        for (ZendeskSchema account : AccountSchemas.of(connection)) {
            account.reports().resetOptions();
        }
    }

    /**
     * The value of an option, of the first account.
     *
     * @throws SQLException if the option belongs to the connection
     */
    String shown(Option option) throws SQLException {
        try {
            return AccountSchemas.of(connection).stream()
                    .findFirst()
                    .map(account -> account.reports().shown(option))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            throw ErrorKind.ARGUMENT.exception(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns to the schema that the connection had at first. */
    void resetSchema() throws SQLException {
        if (firstSchema.isPresent()) {
            connection.setSchema(firstSchema.get());
        }
    }

    synchronized boolean isAutoCommit() {
        return isAutoCommit;
    }

    synchronized void setAutoCommit(boolean isOn) {
        isAutoCommit = isOn;
    }

    synchronized int isolation() {
        return isolation;
    }

    synchronized void setIsolation(int level) {
        isolation = level;
    }

    synchronized Map<String, Class<?>> types() {
        return types;
    }

    synchronized void setTypes(@Nullable Map<String, Class<?>> map) {
        types = map == null ? Map.of() : Map.copyOf(map);
    }

    synchronized Properties clientInfo() {
        return (Properties) clientInfo.clone();
    }

    synchronized void setClientInfo(String name, @Nullable String value) {
        if (value == null) {
            clientInfo.remove(name);
        } else {
            clientInfo.setProperty(name, value);
        }
    }

    synchronized void setClientInfo(Properties all) {
        clientInfo.clear();
        clientInfo.putAll(all);
    }

    synchronized Optional<SQLWarning> warnings() {
        return warnings;
    }

    synchronized void clearWarnings() {
        warnings = Optional.empty();
    }

    synchronized void warn(SQLWarning warning) {
        warnings.ifPresentOrElse(first -> first.setNextWarning(warning), () -> warnings = Optional.of(warning));
    }

    /** A warning without a trace, which would show only classes of the driver. */
    static SQLWarning warning(String message, String state) {
        SQLWarning warning = new SQLWarning(Objects.requireNonNull(message, "message"), state);
        warning.setStackTrace(new StackTraceElement[0]);
        return warning;
    }
}
