package dev.ticketsql.jdbc.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * Words that the parser would have accepted in the place of a syntax error. Of its sixty tokens a sentence has those
 * that statements have most often; values, names and operators are called so.
 */
final class ExpectedWords {

    /** A parser's message that nothing has been added to. */
    private static final Pattern BARE =
            Pattern.compile("(?:Encountered|Incorrect syntax near) .* at line \\d+, column \\d+\\.");

    private static final String NAME = "<IDENTIFIER>";

    private static final String VALUE = "<UNSIGNED_INTEGER_LITERAL>";

    private static final String OPERATOR = "<=";

    /** The tokens that are said, the likeliest first, and their words where they have others. */
    private static final List<String> SAID = List.of(
            ")", "FROM", "ON", "USING", "JOIN", "WHERE", "AS", "WHEN", "THEN", "ELSE", "END", "BY", "AND", "OR", "ASC",
            "DESC", "GROUP", "HAVING", "ORDER", "LIMIT", ",", "(", "<EOF>", "UNION");

    private static final Map<String, String> WORDS = Map.of(
            ")", "a closing parenthesis",
            "(", "an opening parenthesis",
            ",", "a comma",
            "<EOF>", "the end",
            "GROUP", "GROUP BY",
            "ORDER", "ORDER BY");

    private static final int MOST = 8;

    private ExpectedWords() {}

    /** Adds the words to {@code line}, if it is a parser's and has no advice yet. */
    static String advised(String line, Throwable failure) {
        if (!BARE.matcher(line).matches()) {
            return line;
        }
        return SqlErrors.causes(failure)
                .filter(SqlParseException.class::isInstance)
                .map(cause -> words(tokens((SqlParseException) cause)))
                .filter(words -> !words.isEmpty())
                .map(words -> line + " Expected: " + listed(words))
                .findFirst()
                .orElse(line);
    }

    private static Set<String> tokens(SqlParseException failure) {
        return failure.getExpectedTokenNames().stream()
                .map(token -> token.replace("\"", ""))
                .collect(Collectors.toSet());
    }

    private static List<String> words(Set<String> tokens) {
        if (tokens.contains(VALUE)) {
            // Most keywords that may begin a value are rarer than a name or a number.
            return List.of("a value, as a column, a number or a text in single quotes");
        }
        List<String> words = new ArrayList<>();
        if (tokens.contains(NAME)) {
            words.add("a name");
        }
        if (tokens.contains(OPERATOR)) {
            words.add("an operator");
        }
        SAID.stream()
                .filter(tokens::contains)
                // Behind a name it may begin a clause that nearly no statement has.
                .filter(token -> !token.equals("BY") || tokens.size() == 1)
                .map(token -> WORDS.getOrDefault(token, token))
                .forEach(words::add);
        return words.subList(0, Math.min(MOST, words.size()));
    }

    private static String listed(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
