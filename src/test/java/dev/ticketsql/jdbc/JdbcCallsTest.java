package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each method that is to answer a call of JDBC has the name and the parameters of one, or it would never be called. */
final class JdbcCallsTest {

    private static final Map<Class<?>, Class<?>> INTERFACES = Map.of(
            ConnectionCalls.class, TicketSqlConnection.class,
            StatementCalls.class, Statement.class,
            PreparedStatementCalls.class, PreparedStatement.class,
            ResultSetCalls.class, ResultSet.class,
            ResultSetMetaDataCalls.class, ResultSetMetaData.class,
            DatabaseMetaDataCalls.class, DatabaseMetaData.class,
            ParameterMetaDataCalls.class, ParameterMetaData.class);

    @Test
    void everyJdbcMethodIsOneOfItsInterface() {
        Set<String> strange = new TreeSet<>();
        INTERFACES.forEach((calls, type) -> Arrays.stream(calls.getMethods())
                .filter(method -> method.isAnnotationPresent(JdbcMethod.class))
                .filter(method -> !isIn(type, method))
                .forEach(method -> strange.add(method.toString())));
        assertEquals(Set.of(), strange);
    }

    private static boolean isIn(Class<?> type, Method method) {
        return Arrays.stream(type.getMethods())
                .anyMatch(each -> each.getName().equals(method.getName())
                        && Arrays.equals(each.getParameterTypes(), method.getParameterTypes()));
    }
}
