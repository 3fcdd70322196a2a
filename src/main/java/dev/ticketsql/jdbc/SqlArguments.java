package dev.ticketsql.jdbc;

import java.lang.reflect.Method;
import java.util.regex.Pattern;

/** Calls of JDBC that are given the text of a statement. */
final class SqlArguments {

    private static final Pattern SEMICOLONS = Pattern.compile("[\\s;]++$");

    private SqlArguments() {}

    /** Whether the first argument is a statement. */
    static boolean isIn(Method method, Object[] given) {
        return (method.getName().startsWith("execute") || method.getName().startsWith("prepare"))
                && given.length > 0
                && given[0] instanceof String;
    }

    /** The arguments, with a statement that ends as people end one; a parser would take it for the next. */
    static Object[] withoutSemicolon(Object[] given) {
        Object[] bare = given.clone();
        bare[0] = SEMICOLONS.matcher((String) given[0]).replaceFirst("");
        return bare;
    }
}
