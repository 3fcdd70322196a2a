package dev.ticketsql.jdbc;

import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls every method of an interface of JDBC once, each of a new object. */
final class JdbcMethodCalls {

    /** Makes the object that a method is called of. */
    @FunctionalInterface
    interface Target {
        Object make() throws SQLException;
    }

    /**
     * A call.
     *
     * @param failure empty if the method answered
     */
    private record Call(Method method, Optional<Throwable> failure) {

        boolean isRefused() {
            return failure.filter(SQLFeatureNotSupportedException.class::isInstance)
                    .isPresent();
        }

        boolean isReadable() {
            if (failure.isEmpty()) {
                return true;
            }
            if (!(failure.get() instanceof SQLException sql)) {
                return false;
            }
            String message = String.valueOf(sql.getMessage());
            return sql.getSQLState() != null
                    && message.contains(" ")
                    && !message.contains("Exception")
                    && !message.startsWith("TicketSQL breaks")
                    && isRefused() == sql.getSQLState().equals("0A000");
        }

        boolean isNamed() {
            return String.valueOf(failure.map(Throwable::getMessage).orElse("")).contains(method.getName());
        }

        @Override
        public String toString() {
            return method + ": " + failure;
        }
    }

    private final Class<?> type;
    private final List<Call> calls = new ArrayList<>();

    private JdbcMethodCalls(Class<?> type) {
        this.type = type;
    }

    /**
     * Makes the calls.
     *
     * @param hasNulls whether arguments that are objects are null
     */
    static JdbcMethodCalls of(Class<?> type, Target target, boolean hasNulls) throws Exception {
        JdbcMethodCalls all = new JdbcMethodCalls(type);
        for (Method method : type.getMethods()) {
            Object object = target.make();
            @Nullable
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(parameter -> hasNulls && !parameter.isPrimitive() ? null : argument(parameter))
                    .toArray();
            try {
                Object ignored = method.invoke(object, arguments);
                all.calls.add(new Call(method, Optional.empty()));
            } catch (InvocationTargetException e) {
                all.calls.add(new Call(method, Optional.of(Objects.requireNonNullElse(e.getCause(), e))));
            }
        }
        return all;
    }

    /** Calls that failed with anything but an SQLException that has a state and a sentence. */
    List<Call> unreadable() {
        return calls.stream().filter(call -> !call.isReadable()).toList();
    }

    /** Refusals that do not name the call. */
    List<Call> unnamed() {
        return calls.stream()
                .filter(call -> call.isRefused() && !call.isNamed())
                .toList();
    }

    /** The names of the interface's own methods that are refused with 0A000, or are not, as the document lists them. */
    String names(boolean areRefused) {
        return calls.stream()
                .filter(call -> call.method().getDeclaringClass() == type)
                .collect(Collectors.groupingBy(call -> call.method().getName(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(overloads -> names(overloads, areRefused))
                .collect(Collectors.joining(", "));
    }

    /** One name if all overloads are alike, or the overloads. */
    private static Stream<String> names(List<Call> overloads, boolean areRefused) {
        List<Method> chosen = overloads.stream()
                .filter(call -> call.isRefused() == areRefused)
                .map(Call::method)
                .toList();
        return chosen.size() == overloads.size()
                ? Stream.of("`" + chosen.get(0).getName() + "`")
                : chosen.stream().map(method -> "`" + signature(method) + "`").sorted();
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
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
        if (type == Reader.class) {
            return new StringReader("a");
        }
        return type.isInterface() && type.getPackageName().equals("java.sql") ? stub(type) : null;
    }

    /** An object of JDBC that a program may hand in, whose methods answer with any value of their type. */
    private static Object stub(Class<?> type) {
        return Proxy.newProxyInstance(
                JdbcMethodCalls.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        argument(method.getReturnType() == Integer.class ? int.class : method.getReturnType()));
    }
}
