package dev.ticketsql.jdbc;

import java.util.regex.Pattern;

/** Reads the text of a statement as programs hand it over. */
final class StatementText {

    private static final Pattern SEMICOLONS = Pattern.compile("[\\s;]++$");

    private StatementText() {}

    /** {@code sql} without the semicolon at its end, after which the parser would expect another statement. */
    static String withoutSemicolon(String sql) {
        return SEMICOLONS.matcher(sql).replaceFirst("");
    }
}
