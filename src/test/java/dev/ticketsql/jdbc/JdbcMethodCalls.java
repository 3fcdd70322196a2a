package dev.ticketsql.jdbc;

import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
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

    private final Class<?> type;

    /** The failure of each method; empty if it answered. */
    private final Map<Method, Optional<Throwable>> failures = new LinkedHashMap<>();

    private JdbcMethodCalls(Class<?> type) {
        this.type = type;
    }

    /**
     * Makes the calls.
     *
     * @param hasNulls whether arguments that are objects are null
     */
    static JdbcMethodCalls of(Class<?> type, Target target, boolean hasNulls) throws Exception {
        JdbcMethodCalls calls = new JdbcMethodCalls(type);
        List<Method> methods = Arrays.stream(type.getMethods())
                .sorted(Comparator.comparing(JdbcMethodCalls::signature))
                .toList();
        for (Method method : methods) {
            Object object = target.make();
            @Nullable
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(parameter -> hasNulls && !parameter.isPrimitive() ? null : argument(parameter))
                    .toArray();
            try {
                Object ignored = method.invoke(object, arguments);
                calls.failures.put(method, Optional.empty());
            } catch (InvocationTargetException e) {
                calls.failures.put(method, Optional.of(e.getCause()));
            }
        }
        return calls;
    }

    /** Failures that are no SQLException with a state and a sentence. */
    List<String> unreadable() {
        return failures.entrySet().stream()
                .filter(call -> call.getValue().isPresent()
                        && !isReadable(call.getValue().get()))
                .map(call -> call.getKey() + ": " + call.getValue().get())
                .toList();
    }

    private static boolean isReadable(Throwable failure) {
        if (!(failure instanceof SQLException sql)) {
            return false;
        }
        String message = String.valueOf(sql.getMessage());
        return sql.getSQLState() != null
                && message.contains(" ")
                && !message.contains("Exception")
                && !message.startsWith("TicketSQL breaks")
                && isRefusal(failure) == sql.getSQLState().equals("0A000");
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof SQLFeatureNotSupportedException;
    }

    /** Refusals that do not name the call. */
    List<String> unnamed() {
        return failures.entrySet().stream()
                .filter(call ->
                        call.getValue().filter(JdbcMethodCalls::isRefusal).isPresent())
                .filter(call -> !String.valueOf(call.getValue().get().getMessage())
                        .contains(call.getKey().getName()))
                .map(call -> call.getKey() + ": " + call.getValue().get())
                .toList();
    }

    /** The names of the interface's own methods that are refused with 0A000, or are not, as the document lists them. */
    String names(boolean areRefused) {
        Map<String, List<Method>> byName = failures.keySet().stream()
                .filter(method -> method.getDeclaringClass() == type)
                .collect(Collectors.groupingBy(Method::getName));
        return byName.keySet().stream()
                .sorted()
                .flatMap(name -> names(byName.get(name), areRefused))
                .collect(Collectors.joining(", "));
    }

    private Stream<String> names(List<Method> overloads, boolean areRefused) {
        List<Method> chosen = overloads.stream()
                .filter(method -> isRefused(method) == areRefused)
                .toList();
        return chosen.size() == overloads.size()
                ? Stream.of("`" + overloads.get(0).getName() + "`")
                : chosen.stream().map(method -> "`" + signature(method) + "`").sorted();
    }

    private boolean isRefused(Method method) {
        return failures.get(method).filter(JdbcMethodCalls::isRefusal).isPresent();
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
