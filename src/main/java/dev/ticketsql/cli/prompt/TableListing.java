package dev.ticketsql.cli.prompt;

import dev.ticketsql.cli.print.PrintOptions;
import dev.ticketsql.cli.print.TextTable;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.message.NearNames;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Tables, views and columns in a form for people, by the driver's metadata, which costs no request. */
final class TableListing {

    private static final String[] KINDS = {"TABLE", "VIEW"};

    private final Connection connection;

    TableListing(Connection connection) {
        this.connection = connection;
    }

    /**
     * Prints tables and views, each by name.
     *
     * @param pattern of JDBC, or with {@code *}; empty for all
     */
    void tables(Optional<String> pattern, PrintOptions options, Consumer<String> lines) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet tables = metadata()
                .getTables(
                        null,
                        connection.getSchema(),
                        pattern.map(it -> it.replace('*', '%')).orElse("%"),
                        KINDS)) {
            while (tables.next()) {
                rows.add(List.of(
                        tables.getString("TABLE_NAME"),
                        tables.getString("TABLE_TYPE").toLowerCase(Locale.ROOT),
                        Optional.ofNullable(tables.getString("REMARKS")).orElse("")));
            }
        }
        if (rows.isEmpty()) {
            throw ErrorKind.STATEMENT.exception(
                    "no table or view is named " + pattern.orElse("so") + "; \\d lists those that there are");
        }
        TextTable.print(List.of("name", "kind", "what it is"), rows, options, lines);
    }

    /**
     * Prints the columns of a table.
     *
     * @throws SQLException if there is no such table
     */
    void columns(String table, PrintOptions options, Consumer<String> lines) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet columns = metadata().getColumns(null, schemaOf(table), nameOf(table), "%")) {
            while (columns.next()) {
                boolean isRequired = columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
                rows.add(List.of(
                        columns.getString("COLUMN_NAME"),
                        columns.getString("TYPE_NAME") + (isRequired ? " NOT NULL" : ""),
                        Optional.ofNullable(columns.getString("REMARKS")).orElse("")));
            }
        }
        if (rows.isEmpty()) {
            throw ErrorKind.STATEMENT.exception("there is no table '" + table + "': "
                    + NearNames.among(names()).question(table).orElse("\\d lists those that there are"));
        }
        TextTable.print(List.of("column", "type", "what it is"), rows, options, lines);
    }

    private List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = metadata().getTables(null, connection.getSchema(), "%", KINDS)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private DatabaseMetaData metadata() throws SQLException {
        return connection.getMetaData();
    }

    private String schemaOf(String table) throws SQLException {
        return table.contains(".") ? table.substring(0, table.indexOf('.')) : connection.getSchema();
    }

    private static String nameOf(String table) {
        return table.substring(table.indexOf('.') + 1).replace("_", "\\_");
    }
}
