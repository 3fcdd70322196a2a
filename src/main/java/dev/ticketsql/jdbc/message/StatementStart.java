package dev.ticketsql.jdbc.message;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a statement begins, behind what a parser skips. */
public final class StatementStart {

    /** The comments are those of Calcite's parser. */
    private static final Pattern SPACE_OR_COMMENT = Pattern.compile("\\s+|(?:--|//)[^\\r\\n]*|(?s:/\\*.*?\\*/)");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    private StatementStart() {}

    /** The statement from its first word on. */
    static String bare(String sql) {
        Matcher skipped = SPACE_OR_COMMENT.matcher(sql);
        while (skipped.lookingAt()) {
            skipped.region(skipped.end(), sql.length());
        }
        return sql.substring(skipped.regionStart());
    }

    /** The first word in upper case; empty if something else comes first. */
    public static String word(String sql) {
        Matcher word = WORD.matcher(bare(sql));
        return word.lookingAt() ? word.group().toUpperCase(Locale.ROOT) : "";
    }
}
