package dev.ticketsql.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection, and all that comes out of it, whose failures are {@linkplain ReadableErrors readable} and are always
 * SQLExceptions: rows that fail while they are read come out of Calcite as unchecked exceptions, for which no JDBC
 * program is prepared. A proxy, because Calcite's connection and statement classes cannot be extended.
 */
final class ReadableCalls implements InvocationHandler {

    /** What is wrapped when a method says that it returns it: an object of Calcite's may be several of them at once. */
    private static final Set<Class<?>> KINDS = Set.of(
            Connection.class,
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            ResultSetMetaData.class,
            DatabaseMetaData.class);

    /** What has nothing to do: nothing is written. Programs that switch off auto-commit call them all the same. */
    private static final Set<String> TRANSACTION_ENDS = Set.of("commit", "rollback");

    private static final Pattern SEMICOLONS = Pattern.compile("[\\s;]++$");

    private final Object target;
    private final @Nullable Object parent;
    private final IntUnaryOperator columnTypes;
    private final StatementWarnings warnings = new StatementWarnings();

    private ReadableCalls(Object target, @Nullable Object parent, IntUnaryOperator columnTypes) {
        this.target = target;
        this.parent = parent;
        this.columnTypes = columnTypes;
    }

    /** The connection with readable failures. {@code unwrap} gives the one inside. */
    static Connection around(Connection connection) {
        return (Connection) around(connection, Connection.class, null, IntUnaryOperator.identity());
    }

    /**
     * The same connection, for a program that decides by the types of a result's columns how it prints them.
     *
     * @param columnTypes what it is told instead of a type of {@link java.sql.Types}
     */
    static Connection withColumnTypes(Connection connection, IntUnaryOperator columnTypes) {
        return (Connection) around(handler(connection).target, Connection.class, null, columnTypes);
    }

    private static Object around(Object target, Class<?> kind, @Nullable Object parent, IntUnaryOperator columnTypes) {
        return Proxy.newProxyInstance(
                ReadableCalls.class.getClassLoader(),
                new Class<?>[] {kind},
                new ReadableCalls(target, parent, columnTypes));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
        return switch (method.getName()) {
            case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "unwrap" -> call(method, arguments);
            case "getWarnings", "clearWarnings" ->
                target instanceof Statement statement
                        ? warnings(statement, method, arguments)
                        : call(method, arguments);
            default -> {
                @Nullable
                Object result = target instanceof Statement statement
                                && method.getName().startsWith("execute")
                        ? execute(statement, method, arguments)
                        : call(method, arguments);
                yield result != null && KINDS.contains(method.getReturnType())
                        ? dressed(result, method.getReturnType(), proxy)
                        : result;
            }
        };
    }

    private @Nullable Object execute(Statement statement, Method method, Object @Nullable [] arguments)
            throws SQLException {
        warnings.collect(statement);
        warnings.clear();
        @Nullable Object result = call(method, arguments);
        warnings.collect(statement);
        return result;
    }

    private @Nullable Object warnings(Statement statement, Method method, Object @Nullable [] arguments)
            throws SQLException {
        @Nullable Object unexpected = call(method, arguments);
        // Of what ran only while rows were read, too.
        warnings.collect(statement);
        if (method.getName().equals("clearWarnings")) {
            warnings.clear();
        }
        return unexpected == null ? warnings.chain().orElse(null) : unexpected;
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws SQLException {
        Object[] given = arguments == null ? new Object[0] : arguments;
        try {
            if (JavaTimes.areAskedFor(target, method.getName(), given)) {
                return JavaTimes.read((ResultSet) target, given[0], (Class<?>) given[1]);
            }
            if (JavaTimes.areGiven(target, method.getName(), given)) {
                JavaTimes.set((PreparedStatement) target, (int) given[0], given[1]);
                return null;
            }
            if (target instanceof ResultSetMetaData metadata && method.getName().equals("getColumnType")) {
                return columnTypes.applyAsInt(metadata.getColumnType((int) given[0]));
            }
            if (target instanceof Connection && TRANSACTION_ENDS.contains(method.getName()) && given.length == 0) {
                return null;
            }
            return method.invoke(target, isGivenSql(method, given) ? withoutSemicolon(given) : arguments);
        } catch (InvocationTargetException e) {
            Throwable failure = Objects.requireNonNullElse(e.getCause(), e);
            // Of the rest, Calcite's generated classes raise errors for values that cannot be computed: 1/0.
            if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
                throw error;
            }
            throw isGivenSql(method, given)
                    ? ReadableErrors.of(failure, (String) given[0])
                    : ReadableErrors.of(failure);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isGivenSql(Method method, Object[] given) {
        return (method.getName().startsWith("execute") || method.getName().startsWith("prepare"))
                && given.length > 0
                && given[0] instanceof String;
    }

    /** The arguments, with a statement that ends as people end one; a parser would take it for the next. */
    private static Object[] withoutSemicolon(Object[] given) {
        Object[] bare = given.clone();
        bare[0] = SEMICOLONS.matcher((String) given[0]).replaceFirst("");
        return bare;
    }

    /** Whoever asks a result for its statement, or a statement for its connection, gets the proxy that it came from. */
    private Object dressed(Object result, Class<?> kind, Object proxy) {
        for (Object origin = parent; origin != null; origin = handler(origin).parent) {
            if (handler(origin).target == result) {
                return origin;
            }
        }
        return around(result, kind, proxy, columnTypes);
    }

    private static ReadableCalls handler(Object proxy) {
        return (ReadableCalls) Proxy.getInvocationHandler(proxy);
    }
}
