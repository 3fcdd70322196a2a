package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.event.FetchListener;
import dev.ticketsql.jdbc.message.SqlErrors;
import dev.ticketsql.jdbc.message.SqlText;
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
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proxy of a connection and of all that comes out of it. Its failures are {@linkplain SqlErrors readable} and always
 * SQLExceptions: rows that fail while they are read come out of Calcite as unchecked exceptions, for which no JDBC
 * program is prepared. A proxy, because Calcite's connection and statement classes cannot be extended.
 */
public final class JdbcProxy implements InvocationHandler {

    /**
     * Return types that are wrapped, by a method's declaration: an object of Calcite's may be several of them at once.
     */
    private static final Set<Class<?>> KINDS = Set.of(
            Connection.class,
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            ResultSetMetaData.class,
            DatabaseMetaData.class);

    /**
     * Methods that do nothing, since nothing is written. Programs that switch off auto-commit call them all the same.
     */
    private static final Set<String> TRANSACTION_ENDS = Set.of("commit", "rollback");

    private final Object target;
    private final Optional<Object> parent;
    private final CancelAnnouncements cancels;
    private final Optional<Printing> printing;
    private final StatementWarnings warnings = new StatementWarnings();
    private final ParameterChecks parameters = new ParameterChecks();
    private final StatementGuard guard = new StatementGuard();
    private final QueryTimeout timeout;
    private final Optional<EarlyRows> early;

    /** Text of the last statement of this object, or of the one it came from, for the messages of failures. */
    private String sql;

    private JdbcProxy(
            Object target, Optional<Object> parent, CancelAnnouncements cancels, Optional<Printing> printing) {
        this.target = target;
        this.parent = parent;
        this.cancels = cancels;
        this.printing = printing;
        Optional<JdbcProxy> origin = parent.map(JdbcProxy::handler);
        timeout = origin.filter(it -> target instanceof ResultSet)
                .map(it -> it.timeout)
                .orElseGet(QueryTimeout::new);
        sql = origin.map(it -> it.sql).orElse("");
        boolean isAnswer = target instanceof ResultSet
                && parent.filter(Statement.class::isInstance).isPresent();
        early = printing.filter(it -> isAnswer && it.isEarly()).map(it -> new EarlyRows(System::nanoTime));
    }

    /**
     * Connection with readable failures. {@code unwrap} gives the one inside.
     *
     * @param cancels announces to the connection's executions that a statement was cancelled
     */
    static Connection around(Connection connection, CancelAnnouncements cancels) {
        return around(connection, cancels, Optional.empty());
    }

    /**
     * Same connection for sqlline, which prints a result by the types of its columns, and the trace of every warning
     * although the log has it.
     *
     * @param printing adapts types and the first rows to it
     */
    public static Connection forSqlLine(Connection connection, Printing printing) {
        return around((Connection) handler(connection).target, handler(connection).cancels, Optional.of(printing));
    }

    private static Connection around(Connection connection, CancelAnnouncements cancels, Optional<Printing> printing) {
        return (Connection)
                proxy(TicketSqlConnection.class, new JdbcProxy(connection, Optional.empty(), cancels, printing));
    }

    private static Object proxy(Class<?> kind, JdbcProxy handler) {
        return Proxy.newProxyInstance(JdbcProxy.class.getClassLoader(), new Class<?>[] {kind}, handler);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
        return switch (method.getName()) {
            case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "unwrap" -> isOwn(arguments) ? proxy : call(method, arguments);
            case "isWrapperFor" -> isOwn(arguments) ? true : call(method, arguments);
            case "setFetchListener" -> {
                listen((Connection) target, (FetchListener) Objects.requireNonNull(arguments)[0]);
                yield null;
            }
            case "setQueryTimeout" -> {
                int seconds = (int) Objects.requireNonNull(arguments)[0];
                // Calcite refuses a negative one, and gets no other: its clock runs on while nobody waits for a row.
                call(method, new Object[] {Math.min(seconds, 0)});
                timeout.set(seconds);
                yield null;
            }
            case "getQueryTimeout" -> {
                call(method, arguments);
                yield timeout.seconds();
            }
            case "prepareStatement" -> {
                Object result;
                // Calcite keeps the statements of a connection in a map that is not made for several threads.
                synchronized (target) {
                    result = Objects.requireNonNull(call(method, arguments));
                }
                yield prepared(
                        dressed(result, method.getReturnType(), proxy), (String) Objects.requireNonNull(arguments)[0]);
            }
            case "close" -> close(method);
            case "cancel" -> {
                call(method, arguments);
                cancels.announce();
                yield null;
            }
            case "getWarnings", "clearWarnings" ->
                target instanceof Statement statement
                        ? warnings(statement, method, arguments)
                        : call(method, arguments);
            default -> {
                @Nullable Object result;
                if (target instanceof Statement statement && method.getName().startsWith("execute")) {
                    result = guard.take(() -> execute(statement, method, arguments));
                } else if (target instanceof PreparedStatement
                        && ParameterChecks.isSetter(method.getName(), arguments)) {
                    result = guard.take(() -> call(method, arguments));
                } else if (target instanceof ResultSet && method.getName().equals("next")) {
                    StatementGuard.Call moving = () -> timeout.run(() -> call(method, arguments));
                    result = early.isPresent() ? early.get().next(moving) : moving.run();
                } else {
                    result = call(method, arguments);
                }
                yield result != null && KINDS.contains(method.getReturnType())
                        ? dressed(result, method.getReturnType(), proxy)
                        : result;
            }
        };
    }

    private boolean isOwn(Object @Nullable [] arguments) {
        return target instanceof Connection && Objects.requireNonNull(arguments)[0] == TicketSqlConnection.class;
    }

    private static void listen(Connection connection, FetchListener listener) throws SQLException {
        Objects.requireNonNull(listener, "listener");
        if (connection.isClosed()) {
            throw new SQLException("the connection is closed");
        }
        for (ZendeskSchema account : AccountSchemas.of(connection)) {
            account.listen(listener);
        }
    }

    private @Nullable Object close(Method method) throws SQLException {
        if (target instanceof Statement statement) {
            timeout.end();
            return OpenStatements.close(statement, cancels, () -> call(method, null));
        }
        try {
            return call(method, null);
        } finally {
            if (target instanceof Connection connection) {
                // Not before: another thread could begin to run one.
                OpenStatements.end(connection, cancels);
            }
        }
    }

    private @Nullable Object execute(Statement statement, Method method, Object @Nullable [] arguments)
            throws SQLException {
        warnings.collect(statement);
        warnings.clear();
        if (statement instanceof PreparedStatement prepared
                && arguments == null
                && !method.getName().endsWith("Batch")) {
            parameters.requireAll(prepared);
        }
        timeout.end();
        timeout.begin(OpenStatements.begin(statement, cancels));
        @Nullable Object result = timeout.run(() -> call(method, arguments));
        warnings.collect(statement);
        if (result == null && method.getName().equals("executeQuery")) {
            throw new SQLException("another thread has closed this statement while it began", StatementGuard.STATE);
        }
        return result;
    }

    private @Nullable Object warnings(Statement statement, Method method, Object @Nullable [] arguments)
            throws SQLException {
        @Nullable Object unexpected = call(method, arguments);
        // Also those that came while rows were read.
        warnings.collect(statement);
        if (method.getName().equals("clearWarnings")) {
            warnings.clear();
        }
        return unexpected == null && printing.isEmpty() ? warnings.chain().orElse(null) : unexpected;
    }

    private @Nullable Object call(Method method, Object @Nullable [] passed) throws SQLException {
        Object @Nullable [] arguments = target instanceof PreparedStatement
                ? JavaTimeConversions.withoutText(method.getName(), passed)
                : passed;
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (SqlArguments.isIn(method, given)) {
            sql = (String) given[0];
        }
        if (method.getName().equals("addBatch")) {
            throw new SQLFeatureNotSupportedException(
                    "a batch is for updates, and TicketSQL's tables are read-only; ask with executeQuery, once for each"
                            + " set of parameters",
                    "0A000");
        }
        try {
            if (target instanceof PreparedStatement statement) {
                parameters.note(statement, method.getName(), arguments);
            }
            if (JavaTimeConversions.areAskedFor(target, method.getName(), given)) {
                return JavaTimeConversions.read((ResultSet) target, given[0], (Class<?>) given[1]);
            }
            if (JavaTimeConversions.areGiven(target, method.getName(), given)) {
                JavaTimeConversions.set((PreparedStatement) target, (int) given[0], given[1]);
                return null;
            }
            if (target instanceof ResultSet rows && method.getName().equals("next") && isFull(rows)) {
                return false;
            }
            if (printing.isPresent()
                    && target instanceof ResultSetMetaData metadata
                    && method.getName().equals("getColumnType")) {
                return printing.get().columnType(metadata.getColumnType((int) given[0]));
            }
            if (target instanceof Connection && TRANSACTION_ENDS.contains(method.getName()) && given.length == 0) {
                return null;
            }
            Object result = method.invoke(
                    target, SqlArguments.isIn(method, given) ? SqlArguments.withoutSemicolon(given) : arguments);
            return target instanceof ResultSet rows && method.getName().equals("next")
                    ? ClosedResultSets.requireWhole(rows, (boolean) result)
                    : result;
        } catch (InvocationTargetException e) {
            Throwable failure = Objects.requireNonNullElse(e.getCause(), e);
            // Of the rest, Calcite's generated classes raise errors for values that cannot be computed: 1/0.
            if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
                throw error;
            }
            throw SqlArguments.isIn(method, given)
                    ? SqlErrors.of(failure, sql)
                    : ClosedResultSets.explained(target, SqlErrors.of(failure, sql));
        } catch (SQLException e) {
            throw ClosedResultSets.explained(target, e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * True after setMaxRows rows: Calcite forgets it of a prepared statement, and else reads one more, maybe fetched.
     */
    private static boolean isFull(ResultSet rows) throws SQLException {
        Statement statement = rows.getStatement();
        return statement != null && statement.getMaxRows() > 0 && rows.getRow() >= statement.getMaxRows();
    }

    /** Proxy of {@code result}: if that is where {@code proxy} came from, as a result's statement, the one there is. */
    private Object dressed(Object result, Class<?> kind, Object proxy) {
        for (Optional<Object> origin = parent; origin.isPresent(); origin = handler(origin.get()).parent) {
            if (handler(origin.get()).target == result) {
                return origin.get();
            }
        }
        return proxy(kind, new JdbcProxy(result, Optional.of(proxy), cancels, printing));
    }

    /** The prepared statement {@code sql}; if it is an EXPLAIN, it runs without its parameters. */
    private static Object prepared(Object dressed, String sql) {
        if (SqlText.firstWord(sql).equals("EXPLAIN")) {
            handler(dressed).parameters.leaveOut();
        }
        return dressed;
    }

    private static JdbcProxy handler(Object proxy) {
        return (JdbcProxy) Proxy.getInvocationHandler(proxy);
    }
}
