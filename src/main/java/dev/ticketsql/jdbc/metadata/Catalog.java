package dev.ticketsql.jdbc.metadata;

import dev.ticketsql.calcite.SessionNames;
import dev.ticketsql.calcite.ZendeskSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.lookup.LikePattern;
import org.jspecify.annotations.Nullable;

/**
 * Schemas and tables of a connection, as they are when they are asked for: of accounts, of other databases in a model,
 * and views of a model. One source for JDBC's metadata and for {@code information_schema}.
 */
public final class Catalog {

    /** Name of the one catalog, which holds all schemas of a connection. */
    public static final String NAME = SessionNames.CATALOG;

    private final CalciteSchema root;
    private final RelDataTypeFactory types;
    private final boolean isCaseSensitive;

    private Catalog(CalciteSchema root, RelDataTypeFactory types, boolean isCaseSensitive) {
        this.root = root;
        this.types = types;
        this.isCaseSensitive = isCaseSensitive;
    }

    /** Reads the catalog of {@code connection}. */
    public static Catalog of(CalciteConnection connection) {
        return new Catalog(
                CalciteSchema.from(connection.getRootSchema()),
                connection.getTypeFactory(),
                connection.config().caseSensitive());
    }

    /** Reads a pattern as the connection compares names. */
    public NamePattern like(@Nullable String pattern) {
        return NamePattern.like(pattern, isCaseSensitive);
    }

    /** Reads a name that is no pattern as the connection compares names. */
    public NamePattern exact(@Nullable String name) {
        return NamePattern.exact(name, isCaseSensitive);
    }

    /** Names of the schemas of {@code root}, sorted. */
    public static List<String> schemas(SchemaPlus root) {
        return List.copyOf(schemaMap(CalciteSchema.from(root)).keySet());
    }

    /** Names of the schemas that match, sorted. */
    List<String> schemas(NamePattern pattern) {
        return schemaMap(root).keySet().stream().filter(pattern::matches).toList();
    }

    /** The schemas by name, without the one by which the catalog itself is found. */
    private static Map<String, CalciteSchema> schemaMap(CalciteSchema root) {
        Map<String, CalciteSchema> schemas = new TreeMap<>(root.getSubSchemaMap());
        schemas.values().removeIf(schema -> schema.schema instanceof CatalogSchema);
        return schemas;
    }

    /** Names of all schemas, sorted. */
    public List<String> schemaNames() {
        return List.copyOf(schemaMap(root).keySet());
    }

    /** Names of the tables and views of a schema, sorted; upper and lower case are one. */
    public List<String> tableNames(String schema) {
        return tables(NamePattern.exact(schema, false), NamePattern.like(null, false)).stream()
                .map(CatalogTable::name)
                .toList();
    }

    /** Names of the columns of a table or view, in their order; upper and lower case are one. */
    public List<String> columnNames(String schema, String table) {
        return tables(NamePattern.exact(schema, false), NamePattern.exact(table, false)).stream()
                .flatMap(found -> found.columns().stream())
                .map(CatalogTable.Column::name)
                .toList();
    }

    /** True if there is such a table or view; upper and lower case are one. */
    public boolean hasTable(String schema, String name) {
        return !tables(NamePattern.exact(schema, false), NamePattern.exact(name, false))
                .isEmpty();
    }

    /** The tables and views that match, sorted by schema and name. */
    List<CatalogTable> tables(NamePattern schemaPattern, NamePattern namePattern) {
        List<CatalogTable> tables = new ArrayList<>();
        schemaMap(root).forEach((name, schema) -> {
            if (!schemaPattern.matches(name)) {
                return;
            }
            Map<String, Table> views = schema.getTablesBasedOnNullaryFunctions();
            TreeSet<String> names = new TreeSet<>(schema.getTableNames(LikePattern.any()));
            names.addAll(views.keySet());
            names.removeIf(table -> !namePattern.matches(table));
            names.forEach(table -> table(schema, table, views)
                    .ifPresent(found -> tables.add(
                            new CatalogTable(name, table, found, description(schema, table, found), types))));
        });
        return tables;
    }

    private static Optional<Table> table(CalciteSchema schema, String name, Map<String, Table> views) {
        return Optional.ofNullable(schema.getTable(name, true))
                .map(CalciteSchema.TableEntry::getTable)
                .or(() -> Optional.ofNullable(views.get(name)));
    }

    /** The description of a table of ours; a table that a model adds to our schema has none. */
    private static Optional<TableDescription> description(CalciteSchema schema, String name, Table table) {
        boolean isOurs = schema.schema instanceof ZendeskSchema account
                && account.tables().get(name) == table;
        return isOurs ? TableDescription.of(name) : Optional.empty();
    }
}
