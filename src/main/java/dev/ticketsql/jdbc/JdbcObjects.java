package dev.ticketsql.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Wraps results of JDBC calls in proxies, by the interface that the called method returns: one object may have several.
 */
final class JdbcObjects {

    private JdbcObjects() {}

    /**
     * Wraps {@code result} for the program: in the proxy that it has already, as for {@code ResultSet.getStatement}, or
     * in a new one. Returns {@code result} itself if it is no object of JDBC.
     *
     * @param type the interface
     * @param origin the calls that gave it
     */
    static @Nullable Object proxied(
            @Nullable Object result, Class<?> type, JdbcCalls origin, ConnectionContext context) {
        if (result == null || !isOfJdbc(type)) {
            return result;
        }
        return origin.originOf(result).orElseGet(() -> wrapped(result, type, origin, context));
    }

    private static boolean isOfJdbc(Class<?> type) {
        return type == Connection.class
                || Statement.class.isAssignableFrom(type)
                || type == ResultSet.class
                || type == ResultSetMetaData.class
                || type == ParameterMetaData.class
                || type == DatabaseMetaData.class;
    }

    private static Object wrapped(Object result, Class<?> type, JdbcCalls origin, ConnectionContext context) {
        if (PreparedStatement.class.isAssignableFrom(type)) {
            return new PreparedStatementCalls((PreparedStatement) result, origin, context).proxy(type);
        }
        if (type == Statement.class) {
            return new StatementCalls(type, (Statement) result, origin, context).proxy(type);
        }
        if (type == ResultSet.class) {
            return new ResultSetCalls((ResultSet) result, origin, context).proxy(type);
        }
        if (type == ResultSetMetaData.class) {
            return new ResultSetMetaDataCalls((ResultSetMetaData) result, origin, context).proxy(type);
        }
        return type == DatabaseMetaData.class
                ? new DatabaseMetaDataCalls((DatabaseMetaData) result, origin, context).proxy(type)
                : new ParameterMetaDataCalls((ParameterMetaData) result, origin).proxy(type);
    }
}
