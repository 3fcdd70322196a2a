package dev.ticketsql.jdbc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@link java.sql.DatabaseMetaData} and {@link java.sql.ParameterMetaData}: as Calcite does, with readable
 * failures.
 */
final class MetaDataCalls extends JdbcCalls {

    private final String sql;
    private final ConnectionContext context;

    MetaDataCalls(Class<?> kind, Object target, JdbcCalls origin, ConnectionContext context) {
        super(kind, target, Optional.of(origin));
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
        return JdbcObjects.proxied(result, type, this, context);
    }
}
