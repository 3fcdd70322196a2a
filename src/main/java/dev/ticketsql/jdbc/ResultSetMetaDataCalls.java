package dev.ticketsql.jdbc;

import dev.ticketsql.jdbc.metadata.Catalog;
import dev.ticketsql.jdbc.metadata.ColumnType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers {@link ResultSetMetaData}: the type of each column as that of a table's column. */
final class ResultSetMetaDataCalls extends JdbcCalls {

    private final ResultSetMetaData metadata;
    private final ConnectionContext context;

    ResultSetMetaDataCalls(ResultSetMetaData metadata, JdbcCalls origin, ConnectionContext context) {
        super(ResultSetMetaData.class, metadata, Optional.of(origin));
        this.metadata = metadata;
        this.context = context;
    }

    @Override
    @Nullable
    Object proxied(@Nullable Object result, Class<?> type) {
        return result;
    }

    private ColumnType type(int column) throws SQLException {
        return (ColumnType) Objects.requireNonNull(call(() -> {
            ColumnType type = ColumnType.of(
                    metadata.getColumnType(column),
                    metadata.getColumnTypeName(column),
                    metadata.getPrecision(column),
                    metadata.getScale(column));
            return metadata.getTableName(column) == null ? type.ofExpression() : type;
        }));
    }

    /** The column's type of {@link java.sql.Types}; for sqlline, the type by which it prints the column well. */
    @JdbcMethod
    public int getColumnType(int column) throws SQLException {
        int type = type(column).code();
        return context.printing().map(it -> it.columnType(type)).orElse(type);
    }

    @JdbcMethod
    public String getColumnTypeName(int column) throws SQLException {
        return type(column).name();
    }

    @JdbcMethod
    public String getColumnClassName(int column) throws SQLException {
        return type(column).className();
    }

    @JdbcMethod
    public int getPrecision(int column) throws SQLException {
        return type(column).size();
    }

    @JdbcMethod
    public int getScale(int column) throws SQLException {
        return type(column).fractionDigits().orElse(0);
    }

    /** Characters of the longest value; sqlline makes its columns as wide as Calcite says. */
    @JdbcMethod
    public int getColumnDisplaySize(int column) throws SQLException {
        int size = type(column).displaySize();
        return context.printing().isEmpty()
                ? size
                : (int) Objects.requireNonNull(call(() -> metadata.getColumnDisplaySize(column)));
    }

    @JdbcMethod
    public boolean isSigned(int column) throws SQLException {
        return type(column).isNumber();
    }

    @JdbcMethod
    public boolean isCaseSensitive(int column) throws SQLException {
        return type(column).isText();
    }

    /** Every column may stand in WHERE. */
    @JdbcMethod
    public boolean isSearchable(int column) throws SQLException {
        type(column);
        return true;
    }

    /** The table of the column; empty of an expression. */
    @JdbcMethod
    public String getTableName(int column) throws SQLException {
        return text(() -> metadata.getTableName(column));
    }

    @JdbcMethod
    public String getSchemaName(int column) throws SQLException {
        return text(() -> metadata.getSchemaName(column));
    }

    @JdbcMethod
    public String getCatalogName(int column) throws SQLException {
        return getTableName(column).isEmpty() ? "" : Catalog.NAME;
    }

    @FunctionalInterface
    private interface Text {
        @Nullable
        String of() throws SQLException;
    }

    private String text(Text text) throws SQLException {
        return (String) Objects.requireNonNullElse(call(text::of), "");
    }
}
