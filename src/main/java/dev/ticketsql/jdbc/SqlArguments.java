package dev.ticketsql.jdbc;

import java.lang.reflect.Method;
import java.util.regex.Pattern;

/** Recognises JDBC calls with the text of a statement. */
final class SqlArguments {

    private static final Pattern SEMICOLONS = Pattern.compile("[\\s;]++$");

    private SqlArguments() {}

    /** Returns whether the first argument is a statement. */
    static boolean isIn(Method method, Object[] given) {
        return (method.getName().startsWith("execute") || method.getName().startsWith("prepare"))
                && given.length > 0
                && given[0] instanceof String;
    }

    /** Removes the semicolon at the end of a statement, after which a parser expects another one. */
    static Object[] withoutSemicolon(Object[] given) {
        Object[] bare = given.clone();
        bare[0] = SEMICOLONS.matcher((String) given[0]).replaceFirst("");
        return bare;
    }
}
