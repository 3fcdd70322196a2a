package dev.ticketsql.jdbc.metadata;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Views of {@code information_schema}: their columns, and their rows of a catalog. */
enum SchemaView {
    /** Schemas. */
    SCHEMATA("catalog_name schema_name schema_owner", SchemaView::schemata),

    /** Tables and views. */
    TABLES(
            "table_catalog table_schema table_name table_type is_insertable_into table_comment",
            catalog -> tables(catalog).map(SchemaView::table)),

    /** Columns of tables and views. */
    COLUMNS(
            "table_catalog table_schema table_name column_name ordinal_position:int column_default is_nullable data_type"
                    + " character_maximum_length:int character_octet_length:int numeric_precision:int"
                    + " numeric_precision_radix:int numeric_scale:int datetime_precision:int is_generated is_updatable"
                    + " column_comment",
            catalog -> tables(catalog).flatMap(table -> table.columns().stream().map(column -> column(table, column)))),

    /** Primary and foreign keys. */
    TABLE_CONSTRAINTS(
            "constraint_catalog constraint_schema constraint_name table_catalog table_schema table_name constraint_type"
                    + " is_deferrable initially_deferred enforced",
            SchemaView::constraints),

    /** Columns of primary and foreign keys. */
    KEY_COLUMN_USAGE(
            "constraint_catalog constraint_schema constraint_name table_catalog table_schema table_name column_name"
                    + " ordinal_position:int position_in_unique_constraint:int",
            SchemaView::keyColumns),

    /** Foreign keys. */
    REFERENTIAL_CONSTRAINTS(
            "constraint_catalog constraint_schema constraint_name unique_constraint_catalog unique_constraint_schema"
                    + " unique_constraint_name match_option update_rule delete_rule",
            SchemaView::references);

    /** A column: a whole number, or text. */
    record Column(String name, boolean isNumber) {

        private static Column of(String text) {
            return new Column(text.replace(":int", ""), text.endsWith(":int"));
        }
    }

    // Stream.toList makes an immutable list, but the type does not show it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Column> columns;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Catalog, Stream<@Nullable Object[]>> rows;

    SchemaView(String columns, Function<Catalog, Stream<@Nullable Object[]>> rows) {
        this.columns = Stream.of(columns.split(" ")).map(Column::of).toList();
        this.rows = rows;
    }

    /** Name of the view in SQL. */
    String viewName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Column> columns() {
        return columns;
    }

    /** The rows, in the order of names. */
    List<@Nullable Object[]> rows(Catalog catalog) {
        return rows.apply(catalog).toList();
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static Stream<CatalogTable> tables(Catalog catalog) {
        return catalog.tables(NamePattern.any(), NamePattern.any()).stream();
    }

    private static Stream<@Nullable Object[]> schemata(Catalog catalog) {
        return catalog.schemas(NamePattern.any()).stream().map(name -> row(Catalog.NAME, name, null));
    }

    private static @Nullable Object[] table(CatalogTable table) {
        return row(
                Catalog.NAME,
                table.schema(),
                table.name(),
                table.type().endsWith("VIEW") ? "VIEW" : "BASE TABLE",
                "NO",
                table.remarks().orElse(null));
    }

    private static @Nullable Object[] column(CatalogTable table, CatalogTable.Column column) {
        ColumnType type = column.type();
        boolean isTime = !type.isNumber() && type.fractionDigits().isPresent();
        boolean hasLength = type.isText() && type.precision() > 0;
        return row(
                Catalog.NAME,
                table.schema(),
                table.name(),
                column.name(),
                column.position(),
                null,
                column.nullable() ? "YES" : "NO",
                dataType(type),
                hasLength ? type.size() : null,
                TableRows.orNull(type.octetLength()),
                type.isNumber() ? type.size() : null,
                TableRows.orNull(type.radix()),
                TableRows.orNull(type.isNumber() ? type.fractionDigits() : OptionalInt.empty()),
                isTime ? type.fractionDigits().getAsInt() : null,
                "NEVER",
                "NO",
                column.remarks().orElse(null));
    }

    /** PostgreSQL's name of a type. */
    private static String dataType(ColumnType type) {
        return switch (type.code()) {
            case Types.CHAR -> "character";
            case Types.VARCHAR -> "character varying";
            case Types.DOUBLE, Types.FLOAT -> "double precision";
            case Types.DECIMAL -> "numeric";
            case Types.TIME -> "time without time zone";
            case Types.TIMESTAMP -> "timestamp without time zone";
            case Types.ARRAY -> "ARRAY";
            default ->
                type.name().startsWith("INTERVAL") ? "interval" : type.name().toLowerCase(Locale.ROOT);
        };
    }

    private static Stream<@Nullable Object[]> constraints(Catalog catalog) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        tables(catalog).forEach(table -> {
            table.primaryKey().ifPresent(key -> rows.add(constraint(table, key.name(), "PRIMARY KEY")));
            table.foreignKeys().forEach(key -> rows.add(constraint(table, key.name(), "FOREIGN KEY")));
        });
        return rows.stream();
    }

    private static @Nullable Object[] constraint(CatalogTable table, String name, String type) {
        return row(
                Catalog.NAME,
                table.schema(),
                name,
                Catalog.NAME,
                table.schema(),
                table.name(),
                type,
                "NO",
                "NO",
                // Nothing is written, so that nothing needs to be enforced.
                "NO");
    }

    private static Stream<@Nullable Object[]> keyColumns(Catalog catalog) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        tables(catalog).forEach(table -> {
            table.primaryKey().ifPresent(key -> addKeyColumns(rows, table, key.name(), key.columns(), false));
            table.foreignKeys().forEach(key -> addKeyColumns(rows, table, key.name(), key.columns(), true));
        });
        return rows.stream();
    }

    private static void addKeyColumns(
            List<@Nullable Object[]> rows, CatalogTable table, String key, List<String> columns, boolean isReference) {
        for (int column = 0; column < columns.size(); column++) {
            rows.add(row(
                    Catalog.NAME,
                    table.schema(),
                    key,
                    Catalog.NAME,
                    table.schema(),
                    table.name(),
                    columns.get(column),
                    column + 1,
                    isReference ? column + 1 : null));
        }
    }

    private static Stream<@Nullable Object[]> references(Catalog catalog) {
        return tables(catalog)
                .flatMap(table -> table.foreignKeys().stream()
                        .map(key -> row(
                                Catalog.NAME,
                                table.schema(),
                                key.name(),
                                Catalog.NAME,
                                table.schema(),
                                KeyRows.referencedKey(key),
                                "NONE",
                                "NO ACTION",
                                "NO ACTION")));
    }
}
