package dev.ticketsql.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recognises calls that ask for generated keys, {@code execute(text, RETURN_GENERATED_KEYS)}: JDBC wants that ignored
 * of statements that insert nothing.
 */
final class GeneratedKeys {

    private static final Map<Method, Method> WITHOUT = without();

    private GeneratedKeys() {}

    private static Map<Method, Method> without() {
        Map<Method, Method> methods = new HashMap<>();
        for (Class<?> type : List.of(Connection.class, Statement.class)) {
            for (Method method : type.getMethods()) {
                Class<?>[] types = method.getParameterTypes();
                if (types.length == 2
                        && types[0] == String.class
                        && (types[1] == int.class || types[1] == int[].class || types[1] == String[].class)) {
                    find(type, method.getName()).ifPresent(other -> methods.put(method, other));
                }
            }
        }
        return Map.copyOf(methods);
    }

    private static Optional<Method> find(Class<?> type, String name) {
        try {
            return Optional.of(type.getMethod(name, String.class));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    /**
     * The call that does the same without keys.
     *
     * @return empty if {@code method} has nothing to do with keys
     * @throws SQLException if a number for keys is none of JDBC's
     */
    static Optional<Method> without(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        Optional<Method> other = Optional.ofNullable(WITHOUT.get(method));
        if (other.isPresent() && arguments != null && arguments[1] instanceof Integer keys) {
            StatementOptions.requireGeneratedKeys(keys);
        }
        return other;
    }
}
