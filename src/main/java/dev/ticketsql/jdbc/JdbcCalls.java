package dev.ticketsql.jdbc;

import dev.ticketsql.event.Abandonment;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.message.SchemaNames;
import dev.ticketsql.jdbc.message.SqlErrors;
import dev.ticketsql.jdbc.value.JdbcArguments;
import java.lang.ref.Reference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of one JDBC interface: by a {@link JdbcMethod} of the subclass, where it has one, and otherwise by
 * Calcite's object. There is one subclass for each interface. Objects of Calcite are wrapped in proxies, because its
 * classes cannot be extended; failures are {@linkplain SqlErrors readable} and always SQLExceptions, since rows that
 * fail while they are read come out of Calcite as unchecked exceptions.
 */
abstract class JdbcCalls implements InvocationHandler {

    /** Standard state: a call that is not supported. */
    static final String UNSUPPORTED_STATE = ErrorKind.UNSUPPORTED.sqlState();

    private static final List<Class<?>> INTERFACES = List.of(
            TicketSqlConnection.class,
            CallableStatement.class,
            ResultSet.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            DatabaseMetaData.class);

    /** For each subclass its {@link JdbcMethod}s, by the methods of JDBC that they answer. */
    private static final ClassValue<Map<Method, Method>> OWN = new ClassValue<>() {
        @Override
        protected Map<Method, Method> computeValue(Class<?> type) {
            Map<Method, Method> own = new HashMap<>();
            for (Method method : type.getMethods()) {
                if (method.isAnnotationPresent(JdbcMethod.class)) {
                    method.setAccessible(true);
                    INTERFACES.stream()
                            .flatMap(each -> Arrays.stream(each.getMethods()))
                            .filter(each -> isSame(each, method))
                            .forEach(each -> own.put(each, method));
                }
            }
            return Map.copyOf(own);
        }
    };

    private final Object target;
    private final Optional<JdbcCalls> origin;
    private final String originSql;
    private final Object proxy;
    private Optional<Abandonment> abandonment = Optional.empty();

    /**
     * @param kind the interface
     * @param target Calcite's object, which answers all other calls
     * @param origin the calls that gave {@code target}
     */
    JdbcCalls(Class<?> kind, Object target, Optional<JdbcCalls> origin) {
        this.target = target;
        this.origin = origin;
        originSql = origin.map(JdbcCalls::sql).orElse("");
        proxy = Proxy.newProxyInstance(JdbcCalls.class.getClassLoader(), new Class<?>[] {kind}, this);
    }

    /**
     * Closes Calcite's object by {@code closing} once no program can reach it, through this object or one that it gave.
     */
    final void closeIfAbandoned(Abandonment.Closing closing) {
        abandonment = Optional.of(Abandonment.of(this, closing));
    }

    /** Leaves the closing to the program, since it has closed the object, or got what is inside. */
    final void leaveClosing() {
        abandonment.ifPresent(Abandonment::forget);
    }

    /** The object that a program holds. */
    final <T> T proxy(Class<T> type) {
        return type.cast(proxy);
    }

    /** The calls behind an object that a program holds. */
    static JdbcCalls of(Object proxy) {
        return (JdbcCalls) Proxy.getInvocationHandler(proxy);
    }

    final Object target() {
        return target;
    }

    /** Text of the statement to which a failure belongs: the origin's, when it gave this; empty before there is one. */
    String sql() {
        return originSql;
    }

    /** Names of the connection, of which a failed statement may have misspelled one. */
    SchemaNames names() {
        return SchemaNames.NONE;
    }

    /** Wraps the result of a call for the program: an object of JDBC gets a proxy. */
    abstract @Nullable Object proxied(@Nullable Object result, Class<?> type);

    /** Replaces the readable failure of a call where a subclass recognises its reason. */
    SQLException explained(SQLException failure) throws SQLException {
        return failure;
    }

    /** Makes a call that has no {@link JdbcMethod}. */
    @Nullable
    Object forward(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        return call(() -> method.invoke(target, arguments));
    }

    /** Calcite and Avatica throw one or the other, without a message, for what they do not have. */
    private static boolean isUnsupported(Throwable failure) {
        return failure instanceof UnsupportedOperationException || failure instanceof SQLFeatureNotSupportedException;
    }

    private static SQLException unsupported(Method method, SQLException failure) {
        return new SQLFeatureNotSupportedException(
                method.getDeclaringClass().getSimpleName() + "." + method.getName()
                        + " is not supported: TicketSQL reads rows forward and writes nothing",
                UNSUPPORTED_STATE,
                failure);
    }

    private static boolean isOfNull(SQLException failure) {
        return failure.getCause() instanceof NullPointerException;
    }

    private static boolean isOfClientInfo(Method method) {
        return List.of(method.getExceptionTypes()).equals(List.of(SQLClientInfoException.class));
    }

    /** The only failure that JDBC lets {@code setClientInfo} have. */
    private static SQLException ofClientInfo(SQLException failure) {
        return new SQLClientInfoException(failure.getMessage(), failure.getSQLState(), Map.of(), failure);
    }

    @Override
    public final @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(method.getName(), arguments);
        }
        try {
            return answer(method, arguments);
        } catch (SQLException e) {
            if (arguments != null && Arrays.asList(arguments).contains(null) && isOfNull(e)) {
                throw JdbcArguments.missing(
                        "an argument of " + method.getDeclaringClass().getSimpleName() + "." + method.getName());
            }
            boolean isRefused = UNSUPPORTED_STATE.equals(e.getSQLState());
            SQLException failure =
                    !isRefused && isUnsupported(e.getCause() == null ? e : e.getCause()) ? unsupported(method, e) : e;
            throw isOfClientInfo(method) ? ofClientInfo(failure) : SqlErrors.shown(ClosedObjects.explained(failure));
        } finally {
            // An object that works is not abandoned, even if this call is its last.
            Reference.reachabilityFence(this);
        }
    }

    private @Nullable Object answer(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        Method own = OWN.get(getClass()).get(method);
        if (own == null) {
            return forwarded(method, arguments);
        }
        try {
            return own.invoke(this, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw readable(Objects.requireNonNullElse(e.getCause(), e));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object forwarded(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        try {
            return proxied(forward(method, arguments), method.getReturnType());
        } catch (RuntimeException e) {
            throw readable(e);
        }
    }

    private Object ofObject(String method, @Nullable Object @Nullable [] arguments) {
        return switch (method) {
            case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> target.toString();
        };
    }

    /** Whether {@code unwrap} gives something: this object as an interface of JDBC, else a class of Calcite. */
    @JdbcMethod
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return isOwn(JdbcArguments.present("interface", type))
                || (boolean) Objects.requireNonNull(call(() -> ((Wrapper) target).isWrapperFor(type)));
    }

    @JdbcMethod
    public @Nullable Object unwrap(Class<?> type) throws SQLException {
        if (isOwn(JdbcArguments.present("interface", type))) {
            return proxy;
        }
        if (!isWrapperFor(type)) {
            throw ErrorKind.GENERAL.exception(
                    "there is no " + type.getSimpleName() + " inside; isWrapperFor says what there is");
        }
        Optional<JdbcCalls> handedOut = Optional.of(this);
        while (handedOut.isPresent()) {
            handedOut.get().leaveClosing();
            handedOut = handedOut.get().origin;
        }
        return call(() -> ((Wrapper) target).unwrap(type));
    }

    private boolean isOwn(Class<?> type) {
        return type.isInstance(proxy);
    }

    /** A call of Calcite's without a result. */
    @FunctionalInterface
    interface Change {
        void make() throws SQLException;
    }

    /** Makes a call of Calcite's; its failure becomes readable. */
    final void change(Change change) throws SQLException {
        call(() -> {
            change.make();
            return null;
        });
    }

    /** Makes a call of Calcite's; its failure becomes readable. */
    final @Nullable Object call(Callable<@Nullable Object> call) throws SQLException {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            throw readable(Objects.requireNonNullElse(e.getCause(), e));
        } catch (SQLException e) {
            throw readable(e);
        } catch (Exception | Error e) {
            throw readable(e);
        }
    }

    private SQLException readable(Throwable failure) throws SQLException {
        // Other errors may come from Calcite's generated classes, for values that cannot be computed, as 1/0.
        if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
            throw error;
        }
        return explained(ClosedObjects.explained(SqlErrors.of(failure, sql(), names())));
    }

    /** The proxy of {@code result}, if it is the object of one of the origins of these calls. */
    final Optional<Object> originOf(Object result) {
        Optional<JdbcCalls> next = origin;
        while (next.isPresent()) {
            if (next.get().target == result) {
                return Optional.of(next.get().proxy);
            }
            next = next.get().origin;
        }
        return Optional.empty();
    }

    private static boolean isSame(Method method, Method other) {
        return method.getName().equals(other.getName())
                && Arrays.equals(method.getParameterTypes(), other.getParameterTypes());
    }
}
