package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every method of JDBC answers, or fails with an SQLException that has a state and a sentence. */
final class JdbcMethodsTest {

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=10'");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Makes the object that a method is called of. */
    @FunctionalInterface
    private interface Target {
        Object make() throws SQLException;
    }

    @Test
    void connectionsAnswerEveryMethod() throws Exception {
        assertAnswers(
                Connection.class, () -> DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=10'"));
    }

    @Test
    void statementsAnswerEveryMethod() throws Exception {
        assertAnswers(Statement.class, connection::createStatement);
    }

    @Test
    void preparedStatementsAnswerEveryMethod() throws Exception {
        assertAnswers(
                PreparedStatement.class,
                () -> connection.prepareStatement("SELECT id FROM ticket_events WHERE via = ?"));
    }

    @Test
    void rowsAnswerEveryMethod() throws Exception {
        assertAnswers(ResultSet.class, this::row);
    }

    @Test
    void metadataAnswersEveryMethod() throws Exception {
        assertAnswers(ResultSetMetaData.class, () -> row().getMetaData());
        assertAnswers(DatabaseMetaData.class, connection::getMetaData);
        assertAnswers(
                ParameterMetaData.class,
                () -> connection.prepareStatement("SELECT ? + 1").getParameterMetaData());
    }

    private ResultSet row() throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery("SELECT 'a' AS a");
        assertTrue(rows.next());
        return rows;
    }

    private static void assertAnswers(Class<?> type, Target target) throws Exception {
        Set<String> wrong = new TreeSet<>();
        List<String> answered = new ArrayList<>();
        for (Method method : type.getMethods()) {
            try {
                Object ignored = method.invoke(target.make(), arguments(method));
                answered.add(method.getName());
            } catch (InvocationTargetException e) {
                if (!isReadable(e.getCause())) {
                    wrong.add(method + ": " + e.getCause());
                }
            }
        }
        assertEquals(Set.of(), wrong);
        assertTrue(answered.size() > 4, answered::toString);
    }

    private static boolean isReadable(@Nullable Throwable failure) {
        if (!(failure instanceof SQLException sql)) {
            return false;
        }
        String message = String.valueOf(sql.getMessage());
        return sql.getSQLState() != null
                && message.contains(" ")
                && !message.contains("Exception")
                && !message.startsWith("TicketSQL breaks")
                && (!(sql instanceof SQLFeatureNotSupportedException)
                        || sql.getSQLState().equals("0A000"));
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(JdbcMethodsTest::argument)
                .toArray();
    }

    private static @Nullable Object argument(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == short.class) {
            return (short) 1;
        }
        if (type == byte.class) {
            return (byte) 1;
        }
        if (type == float.class) {
            return 1f;
        }
        if (type == double.class) {
            return 1.0;
        }
        if (type == boolean.class) {
            return false;
        }
        return reference(type);
    }

    private static @Nullable Object reference(Class<?> type) {
        if (type == String.class) {
            return "a";
        }
        if (type == Class.class) {
            return String.class;
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Properties.class) {
            return new Properties();
        }
        if (type == Executor.class) {
            return (Executor) Runnable::run;
        }
        if (type == Calendar.class) {
            return new GregorianCalendar();
        }
        if (type == Duration.class) {
            return Duration.ZERO;
        }
        return null;
    }
}
