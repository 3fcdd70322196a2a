package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.SessionNames;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.metadata.Catalog;
import dev.ticketsql.jdbc.metadata.FunctionRows;
import dev.ticketsql.jdbc.metadata.KeyRows;
import dev.ticketsql.jdbc.metadata.MetadataRows;
import dev.ticketsql.jdbc.metadata.ResultShape;
import dev.ticketsql.jdbc.metadata.SqlWords;
import dev.ticketsql.jdbc.metadata.TableRows;
import dev.ticketsql.jdbc.metadata.TypeRows;
import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalciteSchema;
import org.jspecify.annotations.Nullable;

/** Answers {@link DatabaseMetaData}, without a request. */
final class DatabaseMetaDataCalls extends JdbcCalls {

    /** Standard state: there is no connection. */
    private static final String CLOSED_STATE = ErrorKind.CONNECTION_CLOSED.sqlState();

    /** Results about what there is not: their columns, by the method. */
    private static final Map<String, ResultShape> EMPTY = Map.of(
            "getAttributes", ResultShape.ATTRIBUTES,
            "getFunctionColumns", ResultShape.FUNCTION_COLUMNS,
            "getIndexInfo", ResultShape.INDEX_INFO,
            "getProcedureColumns", ResultShape.PROCEDURE_COLUMNS,
            "getProcedures", ResultShape.PROCEDURES,
            "getPseudoColumns", ResultShape.PSEUDO_COLUMNS,
            "getSuperTables", ResultShape.SUPER_TABLES,
            "getSuperTypes", ResultShape.SUPER_TYPES,
            "getUDTs", ResultShape.UDTS,
            "getVersionColumns", ResultShape.VERSION_COLUMNS);

    private final CalciteConnection connection;
    private final ConnectionContext context;

    /** @param origin the calls of the connection */
    DatabaseMetaDataCalls(DatabaseMetaData metadata, JdbcCalls origin, ConnectionContext context) {
        super(DatabaseMetaData.class, metadata, Optional.of(origin));
        this.connection = (CalciteConnection) origin.target();
        this.context = context;
    }

    @Override
    String sql() {
        return "";
    }

    @Override
    @Nullable
    Object proxied(@Nullable Object result, Class<?> type) {
        @Nullable Object proxied = JdbcObjects.proxied(result, type, this, context);
        if (result instanceof MetadataRows rows) {
            JdbcCalls.of(Objects.requireNonNull(proxied))
                    .closeIfAbandoned(context.statements().closingOf(rows));
        }
        return proxied;
    }

    /** Answers from the facts, and where they say nothing as Avatica does. */
    @Override
    @Nullable
    Object forward(Method method, Object @Nullable [] arguments) throws SQLException {
        Optional<Object> fact = DatabaseFacts.fixed(method.getName())
                .or(() -> DatabaseFacts.configured(method.getName(), connection.config()));
        if (fact.isPresent()) {
            return fact.get();
        }
        ResultShape empty = EMPTY.get(method.getName());
        return empty == null
                ? super.forward(method, arguments)
                : MetadataRows.of((AvaticaConnection) requireOpen(), empty, List.of());
    }

    private CalciteConnection requireOpen() throws SQLException {
        if (connection.isClosed()) {
            throw new SQLException("the connection is closed", CLOSED_STATE);
        }
        return connection;
    }

    private @Nullable Object rows(ResultShape shape, Function<Catalog, List<List<@Nullable Object>>> rows)
            throws SQLException {
        CalciteConnection open = requireOpen();
        return proxied(
                call(() -> MetadataRows.of((AvaticaConnection) open, shape, rows.apply(Catalog.of(open)))),
                ResultSet.class);
    }

    private String user() throws SQLException {
        return SessionNames.user(CalciteSchema.from(connection.getRootSchema()), connection.getSchema())
                .orElse("");
    }

    /** The URL as it was given, without secrets. */
    @JdbcMethod
    public String getURL() {
        return context.url();
    }

    @JdbcMethod
    public String getUserName() throws SQLException {
        return user();
    }

    @JdbcMethod
    public String getSQLKeywords() {
        return SqlWords.keywords();
    }

    @JdbcMethod
    public String getNumericFunctions() {
        return SqlWords.numericFunctions();
    }

    @JdbcMethod
    public String getStringFunctions() {
        return SqlWords.stringFunctions();
    }

    @JdbcMethod
    public String getSystemFunctions() {
        return SqlWords.systemFunctions();
    }

    @JdbcMethod
    public String getTimeDateFunctions() {
        return SqlWords.timeDateFunctions();
    }

    @JdbcMethod
    public boolean supportsConvert(int from, int to) {
        return TypeRows.isConverted(from, to);
    }

    @JdbcMethod
    public boolean supportsResultSetType(int type) {
        return DatabaseFacts.isSupported(type, ResultSet.CONCUR_READ_ONLY);
    }

    @JdbcMethod
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return DatabaseFacts.isSupported(type, concurrency);
    }

    @JdbcMethod
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @JdbcMethod
    public boolean supportsTransactionIsolationLevel(int level) {
        return DatabaseFacts.isSupportedIsolation(level);
    }

    @JdbcMethod
    public @Nullable Object getCatalogs() throws SQLException {
        return rows(ResultShape.CATALOGS, catalog -> new TableRows(catalog).catalogs());
    }

    @JdbcMethod
    public @Nullable Object getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @JdbcMethod
    public @Nullable Object getSchemas(@Nullable String catalogName, @Nullable String schema) throws SQLException {
        return rows(ResultShape.SCHEMAS, catalog -> new TableRows(catalog).schemas(catalogName, schema));
    }

    @JdbcMethod
    public @Nullable Object getTableTypes() throws SQLException {
        return rows(ResultShape.TABLE_TYPES, catalog -> new TableRows(catalog).tableTypes());
    }

    @JdbcMethod
    public @Nullable Object getTables(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table, String @Nullable [] types)
            throws SQLException {
        return rows(ResultShape.TABLES, catalog -> new TableRows(catalog).tables(catalogName, schema, table, types));
    }

    @JdbcMethod
    public @Nullable Object getColumns(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table, @Nullable String column)
            throws SQLException {
        return rows(ResultShape.COLUMNS, catalog -> new TableRows(catalog).columns(catalogName, schema, table, column));
    }

    @JdbcMethod
    public @Nullable Object getTablePrivileges(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) throws SQLException {
        String user = user();
        return rows(
                ResultShape.TABLE_PRIVILEGES,
                catalog -> new TableRows(catalog).tablePrivileges(catalogName, schema, table, user));
    }

    @JdbcMethod
    public @Nullable Object getColumnPrivileges(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table, @Nullable String column)
            throws SQLException {
        String user = user();
        return rows(
                ResultShape.COLUMN_PRIVILEGES,
                catalog -> new TableRows(catalog).columnPrivileges(catalogName, schema, table, column, user));
    }

    @JdbcMethod
    public @Nullable Object getBestRowIdentifier(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        return rows(
                ResultShape.BEST_ROW_IDENTIFIER,
                catalog -> new TableRows(catalog).bestRowIdentifier(catalogName, schema, table));
    }

    @JdbcMethod
    public @Nullable Object getPrimaryKeys(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) throws SQLException {
        return rows(ResultShape.PRIMARY_KEYS, catalog -> new KeyRows(catalog).primaryKeys(catalogName, schema, table));
    }

    @JdbcMethod
    public @Nullable Object getImportedKeys(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) throws SQLException {
        return rows(ResultShape.KEYS, catalog -> new KeyRows(catalog).importedKeys(catalogName, schema, table));
    }

    @JdbcMethod
    public @Nullable Object getExportedKeys(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) throws SQLException {
        return rows(ResultShape.KEYS, catalog -> new KeyRows(catalog).exportedKeys(catalogName, schema, table));
    }

    @JdbcMethod
    public @Nullable Object getCrossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String catalogName,
            @Nullable String schema,
            @Nullable String table)
            throws SQLException {
        return rows(
                ResultShape.KEYS,
                catalog -> new KeyRows(catalog)
                        .crossReference(parentCatalog, parentSchema, parentTable, catalogName, schema, table));
    }

    @JdbcMethod
    public @Nullable Object getTypeInfo() throws SQLException {
        return rows(ResultShape.TYPE_INFO, catalog -> TypeRows.all());
    }

    /** The names by which {@code setClientInfo} is called; others are kept too. */
    @JdbcMethod
    public @Nullable Object getClientInfoProperties() throws SQLException {
        return rows(ResultShape.CLIENT_INFO_PROPERTIES, catalog -> TableRows.clientInfo());
    }

    @JdbcMethod
    public @Nullable Object getFunctions(
            @Nullable String catalogName, @Nullable String schema, @Nullable String function) throws SQLException {
        return rows(
                ResultShape.FUNCTIONS, catalog -> new FunctionRows(catalog).functions(catalogName, schema, function));
    }
}
