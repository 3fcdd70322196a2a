package dev.ticketsql.jdbc.message;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Positions in the text of a statement, as Calcite's parser counts and skips. */
public final class SqlText {

    /** Comments of Calcite's grammar. */
    private static final Pattern SPACE_OR_COMMENT = Pattern.compile("\\s+|(?:--|//)[^\\r\\n]*|(?s:/\\*.*?\\*/)");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    private static final Pattern NO_WORD = Pattern.compile("\\W+");

    private SqlText() {}

    /** Removes space and comments from the beginning. */
    public static String bare(String sql) {
        Matcher skipped = SPACE_OR_COMMENT.matcher(sql);
        while (skipped.lookingAt()) {
            skipped.region(skipped.end(), sql.length());
        }
        return sql.substring(skipped.regionStart());
    }

    /** Returns the first word in upper case; empty if something else comes first. */
    public static String firstWord(String sql) {
        Matcher word = WORD.matcher(bare(sql));
        return word.lookingAt() ? word.group().toUpperCase(Locale.ROOT) : "";
    }

    /** Returns the words in lower case, of names, keywords and texts alike. */
    public static Set<String> words(String sql) {
        return NO_WORD.splitAsStream(sql.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** Returns whether a text, a name in quotes or a comment has no end. */
    static boolean endsInside(String sql) {
        int start = 0;
        while (start < sql.length()) {
            String end = endOf(sql, start);
            int found = end.isEmpty() ? start : sql.indexOf(end, start + end.length());
            if (found < 0) {
                return !end.equals("\n");
            }
            start = found + Math.max(1, end.length());
        }
        return false;
    }

    /** Returns what ends the text, name or comment that begins there; empty if none does. */
    private static String endOf(String sql, int start) {
        if (sql.startsWith("/*", start)) {
            return "*/";
        }
        char first = sql.charAt(start);
        if (first == '\'' || first == '"') {
            return String.valueOf(first);
        }
        return sql.startsWith("--", start) || sql.startsWith("//", start) ? "\n" : "";
    }

    /** Returns the offset of a line and a column, both from 1, or the end if there is no such place. */
    static int offset(String sql, int line, int column) {
        int start = 0;
        for (int before = 1; before < line && start >= 0; before++) {
            start = sql.indexOf('\n', start) + 1;
        }
        return Math.max(0, Math.min(sql.length(), start + column - 1));
    }
}
