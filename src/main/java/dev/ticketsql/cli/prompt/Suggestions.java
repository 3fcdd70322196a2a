package dev.ticketsql.cli.prompt;

import dev.ticketsql.jdbc.message.NearNames;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds to an error the name or the keyword that was probably meant. */
final class Suggestions {

    private static final Pattern COLUMN =
            Pattern.compile("(?s).*Column '([^']+)' not found in (?:any table|table '[^']*')");

    private static final Pattern TABLE = Pattern.compile("(?s).*Object '([^']+)' not found(?: within '[^']*')?");

    private static final Pattern SYNTAX =
            Pattern.compile("Encountered (\".*?\") at line (\\d+), column (\\d+)\\.?(?: (Expected: .*))?");

    private static final Pattern LAST_WORD = Pattern.compile("(?s).*?(\\w{3,})\\s*$");

    private final KnownNames names;

    Suggestions(KnownNames names) {
        this.names = names;
    }

    /** The message with a question at its end, if a name is near; a syntax error in plain words. */
    String advised(String message, String sql) {
        Matcher column = COLUMN.matcher(message);
        if (column.matches()) {
            return with(message, NearNames.among(names.columnsOf(sql)).question(column.group(1)));
        }
        Matcher table = TABLE.matcher(message);
        if (table.matches()) {
            return with(message, NearNames.among(names.tables()).question(table.group(1)));
        }
        Matcher syntax = SYNTAX.matcher(message);
        return syntax.matches()
                ? with(
                        "At line " + syntax.group(2) + ", column " + syntax.group(3) + ": " + syntax.group(1)
                                + " is not expected here"
                                + Optional.ofNullable(syntax.group(4))
                                        .map(expected -> ". " + expected)
                                        .orElse(""),
                        keyword(
                                sql,
                                Integer.parseInt(syntax.group(2)),
                                Integer.parseInt(syntax.group(3)),
                                syntax.group(1)))
                : message;
    }

    private static String with(String message, Optional<String> question) {
        return question.map(it -> message + ": " + it).orElse(message);
    }

    /** A misspelled keyword is read as a name, so that the parser stumbles over it, or over the word behind. */
    private Optional<String> keyword(String sql, int line, int column, String token) {
        Optional<String> own = meant(token.replace("\"", ""));
        if (own.isPresent()) {
            return own;
        }
        int begin = 0;
        for (int i = 1; i < line && begin >= 0; i++) {
            begin = sql.indexOf('\n', begin) + 1;
        }
        int end = Math.min(sql.length(), begin + column - 1);
        Matcher before = LAST_WORD.matcher(sql.substring(0, end));
        return before.matches() ? meant(before.group(1)) : Optional.empty();
    }

    private Optional<String> meant(String word) {
        boolean isName = names.tables().contains(word.toLowerCase(Locale.ROOT))
                || names.columnsOf("").contains(word.toLowerCase(Locale.ROOT))
                || names.keywords().contains(word.toUpperCase(Locale.ROOT));
        return isName || word.length() < 3
                ? Optional.empty()
                : NearNames.among(names.keywords()).of(word).stream()
                        .findFirst()
                        .map(keyword -> "did you mean " + keyword + " instead of " + word + "?");
    }
}
