package dev.ticketsql.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of {@link DatabaseMetaData} about keys. They hold without being enforced: nothing is written, and the
 * tables of one account come from the same events.
 */
public final class KeyRows {

    private final Catalog catalog;
    private final TableRows tables;

    public KeyRows(Catalog catalog) {
        this.catalog = catalog;
        this.tables = new TableRows(catalog);
    }

    /** A foreign key of a table, and the key that it references. */
    private record Reference(CatalogTable table, TableDescription.ForeignKey key, String referencedKey) {

        private List<List<@Nullable Object>> rows() {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (int column = 0; column < key.columns().size(); column++) {
                rows.add(TableRows.row(
                        Catalog.NAME,
                        table.schema(),
                        key.referenced(),
                        key.referencedColumns().get(column),
                        Catalog.NAME,
                        table.schema(),
                        table.name(),
                        key.columns().get(column),
                        (short) (column + 1),
                        (short) DatabaseMetaData.importedKeyNoAction,
                        (short) DatabaseMetaData.importedKeyNoAction,
                        key.name(),
                        referencedKey,
                        (short) DatabaseMetaData.importedKeyNotDeferrable));
            }
            return rows;
        }
    }

    /** Rows of {@code getPrimaryKeys}, by the names of the columns. */
    public List<List<@Nullable Object>> primaryKeys(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (CatalogTable each : tables.named(catalogName, schema, table)) {
            each.primaryKey()
                    .ifPresent(key -> key.columns().stream()
                            .sorted()
                            .forEach(column -> rows.add(TableRows.row(
                                    Catalog.NAME,
                                    each.schema(),
                                    each.name(),
                                    column,
                                    (short) (key.columns().indexOf(column) + 1),
                                    key.name()))));
        }
        return rows;
    }

    /** Rows of {@code getImportedKeys}, by the tables that are referenced. */
    public List<List<@Nullable Object>> importedKeys(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) {
        return rows(references(tables.named(catalogName, schema, table), any -> true));
    }

    /** Rows of {@code getExportedKeys}, by the tables that reference. */
    public List<List<@Nullable Object>> exportedKeys(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) {
        NamePattern referenced = catalog.exact(table);
        return rows(references(tables.named(catalogName, schema, null), key -> referenced.matches(key.referenced())));
    }

    /** Rows of {@code getCrossReference}, by the tables that reference. */
    public List<List<@Nullable Object>> crossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String catalogName,
            @Nullable String schema,
            @Nullable String table) {
        NamePattern referenced = catalog.exact(parentTable);
        NamePattern referencedSchema = catalog.exact(parentSchema);
        if (!tables.isMeant(parentCatalog)) {
            return List.of();
        }
        return rows(references(
                tables.named(catalogName, schema, table).stream()
                        .filter(each -> referencedSchema.matches(each.schema()))
                        .toList(),
                key -> referenced.matches(key.referenced())));
    }

    private static List<Reference> references(
            List<CatalogTable> tables, Predicate<TableDescription.ForeignKey> filter) {
        return tables.stream()
                .flatMap(table -> table.foreignKeys().stream()
                        .filter(filter)
                        .map(key -> new Reference(table, key, referencedKey(key))))
                .sorted(Comparator.comparing(reference -> reference.key().referenced()))
                .toList();
    }

    static String referencedKey(TableDescription.ForeignKey key) {
        return TableDescription.of(key.referenced())
                .flatMap(TableDescription::primaryKey)
                .map(TableDescription.Key::name)
                .orElseThrow(() -> new IllegalStateException(key.referenced() + " has no primary key"));
    }

    private static List<List<@Nullable Object>> rows(List<Reference> references) {
        return references.stream()
                .flatMap(reference -> reference.rows().stream())
                .toList();
    }
}
