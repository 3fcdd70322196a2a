package dev.ticketsql.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the rows of {@link DatabaseMetaData} about schemas, tables and columns. */
public final class TableRows {

    /** What a user may do with every table. */
    private static final String PRIVILEGE = "SELECT";

    private final Catalog catalog;

    public TableRows(Catalog catalog) {
        this.catalog = catalog;
    }

    /** A row of JDBC. */
    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    /** Whether the catalog is meant: by its name, or by none. */
    boolean isMeant(@Nullable String catalogName) {
        return catalogName == null || catalog.exact(catalogName).matches(Catalog.NAME);
    }

    /** The tables of patterns; none in another catalog. */
    List<CatalogTable> matching(@Nullable String catalogName, @Nullable String schema, @Nullable String table) {
        return isMeant(catalogName) ? catalog.tables(catalog.like(schema), catalog.like(table)) : List.of();
    }

    /** The tables of names that are no patterns. */
    List<CatalogTable> named(@Nullable String catalogName, @Nullable String schema, @Nullable String table) {
        return isMeant(catalogName) ? catalog.tables(catalog.exact(schema), catalog.exact(table)) : List.of();
    }

    /** Rows of {@code getClientInfoProperties}: the names of JDBC. */
    public static List<List<@Nullable Object>> clientInfo() {
        return List.of(
                row("ApplicationName", Integer.MAX_VALUE, null, "Name of the program; kept, and read by nothing"),
                row("ClientHostname", Integer.MAX_VALUE, null, "Computer of the program; kept, and read by nothing"),
                row("ClientUser", Integer.MAX_VALUE, null, "User of the program; kept, and read by nothing"));
    }

    /** Rows of {@code getCatalogs}. */
    public List<List<@Nullable Object>> catalogs() {
        return List.of(row(Catalog.NAME));
    }

    /** Rows of {@code getSchemas}. */
    public List<List<@Nullable Object>> schemas(@Nullable String catalogName, @Nullable String schema) {
        return isMeant(catalogName)
                ? catalog.schemas(catalog.like(schema)).stream()
                        .map(name -> row(name, Catalog.NAME))
                        .toList()
                : List.of();
    }

    /** Rows of {@code getTableTypes}: those that there always are, and those of the tables of other databases. */
    public List<List<@Nullable Object>> tableTypes() {
        TreeSet<String> types = new TreeSet<>(List.of("SYSTEM VIEW", "TABLE", "VIEW"));
        matching(null, null, null).forEach(table -> types.add(table.type()));
        return types.stream().map(type -> row(type)).toList();
    }

    /** Rows of {@code getTables}. */
    public List<List<@Nullable Object>> tables(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table, String @Nullable [] types) {
        return matching(catalogName, schema, table).stream()
                .filter(each -> types == null || List.of(types).contains(each.type()))
                .sorted(Comparator.comparing(CatalogTable::type))
                .map(each -> row(
                        Catalog.NAME,
                        each.schema(),
                        each.name(),
                        each.type(),
                        each.remarks().orElse(null),
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
    }

    /** Rows of {@code getColumns}. */
    public List<List<@Nullable Object>> columns(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table, @Nullable String column) {
        NamePattern pattern = catalog.like(column);
        return matching(catalogName, schema, table).stream()
                .flatMap(each -> each.columns().stream()
                        .filter(it -> pattern.matches(it.name()))
                        .map(it -> column(each, it)))
                .toList();
    }

    private static List<@Nullable Object> column(CatalogTable table, CatalogTable.Column column) {
        ColumnType type = column.type();
        return row(
                Catalog.NAME,
                table.schema(),
                table.name(),
                column.name(),
                type.code(),
                type.name(),
                type.size(),
                null,
                orNull(type.fractionDigits()),
                orNull(type.radix()),
                column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                column.remarks().orElse(null),
                null,
                null,
                null,
                orNull(type.octetLength()),
                column.position(),
                column.nullable() ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }

    static @Nullable Object orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    /** Rows of {@code getTablePrivileges}: everybody may read everything. */
    public List<List<@Nullable Object>> tablePrivileges(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table, String user) {
        return matching(catalogName, schema, table).stream()
                .map(each -> row(Catalog.NAME, each.schema(), each.name(), null, user, PRIVILEGE, "NO"))
                .toList();
    }

    /** Rows of {@code getColumnPrivileges}, whose table is a name and no pattern. */
    public List<List<@Nullable Object>> columnPrivileges(
            @Nullable String catalogName,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String column,
            String user) {
        NamePattern pattern = catalog.like(column);
        return named(catalogName, schema, table).stream()
                .flatMap(each -> each.columns().stream()
                        .map(CatalogTable.Column::name)
                        .filter(pattern::matches)
                        .sorted()
                        .map(name -> row(Catalog.NAME, each.schema(), each.name(), name, null, user, PRIVILEGE, "NO")))
                .toList();
    }

    /** Rows of {@code getBestRowIdentifier}: the columns of the primary key, which never change. */
    public List<List<@Nullable Object>> bestRowIdentifier(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) {
        return named(catalogName, schema, table).stream()
                .flatMap(each -> each.primaryKey().stream()
                        .flatMap(key -> key.columns().stream())
                        .flatMap(name -> identifier(each, name)))
                .toList();
    }

    private static Stream<List<@Nullable Object>> identifier(CatalogTable table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .map(column -> row(
                        (short) DatabaseMetaData.bestRowSession,
                        name,
                        column.type().code(),
                        column.type().name(),
                        column.type().size(),
                        null,
                        (short) column.type().fractionDigits().orElse(0),
                        (short) DatabaseMetaData.bestRowNotPseudo));
    }
}
