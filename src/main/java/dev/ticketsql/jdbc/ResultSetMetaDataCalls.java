package dev.ticketsql.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers {@link ResultSetMetaData}. */
final class ResultSetMetaDataCalls extends JdbcCalls {

    private final ResultSetMetaData metadata;
    private final ConnectionContext context;
    private final String sql;

    ResultSetMetaDataCalls(ResultSetMetaData metadata, JdbcCalls origin, ConnectionContext context) {
        super(ResultSetMetaData.class, metadata, Optional.of(origin));
        this.metadata = metadata;
        this.context = context;
        sql = origin.sql();
    }

    @Override
    String sql() {
        return sql;
    }

    @Override
    @Nullable
    Object proxied(@Nullable Object result, Class<?> type) {
        return result;
    }

    /** The column's type of {@link java.sql.Types}; for sqlline, the type by which it prints the column well. */
    @JdbcMethod
    public int getColumnType(int column) throws SQLException {
        int type = (int) Objects.requireNonNull(call(() -> metadata.getColumnType(column)));
        return context.printing().map(it -> it.columnType(type)).orElse(type);
    }
}
