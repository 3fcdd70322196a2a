package dev.ticketsql.jdbc;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement that failed is told because of its own words, which Calcite's parser answers with noise. */
final class StatementAdvice {

    /** What databases that are written to have, and a reader of events has not. */
    private static final Set<String> WRITING =
            Set.of("CREATE", "DROP", "ALTER", "TRUNCATE", "GRANT", "REVOKE", "ANALYZE");

    /** The comments are those of Calcite's parser. */
    private static final Pattern SPACE_OR_COMMENT = Pattern.compile("\\s+|(?:--|//)[^\\r\\n]*|(?s:/\\*.*?\\*/)");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    private static final Pattern POSITION = Pattern.compile(".* at line ([1-9]\\d{0,8}), column ([1-9]\\d{0,8})\\.");

    /** The parser stops at the word or one token before it; what begins a literal is no column. */
    private static final Pattern TIME =
            Pattern.compile("(?:\\w+\\s|[^\\w\\s'\"])?\\s*\\btime\\b(?!\\s*')", Pattern.CASE_INSENSITIVE);

    private StatementAdvice() {}

    /** A sentence instead of the failure, if the statement is of a kind that there is not. */
    static Optional<String> refusal(String sql) {
        Matcher matcher = SPACE_OR_COMMENT.matcher(sql);
        while (matcher.lookingAt()) {
            matcher.region(matcher.end(), sql.length());
        }
        matcher.usePattern(WORD);
        return matcher.lookingAt()
                ? Optional.of(matcher.group().toUpperCase(Locale.ROOT))
                        .filter(WRITING::contains)
                        .map(word -> "TicketSQL only reads: it has no " + word + " statement")
                : Optional.empty();
    }

    /** {@code line}, what a parser said of the statement, with what to write where the column's name was unquoted. */
    static String advised(String line, String sql) {
        Matcher position = POSITION.matcher(line);
        return position.matches() && isTime(sql, number(position, 1), number(position, 2))
                ? line + " time is a reserved word: write \"time\" in double quotes"
                : line;
    }

    private static boolean isTime(String sql, int line, int column) {
        return sql.lines()
                .skip(line - 1L)
                .findFirst()
                .filter(text -> column <= text.length())
                .map(text -> text.substring(column - 1))
                .filter(text -> TIME.matcher(text).lookingAt())
                .isPresent();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
