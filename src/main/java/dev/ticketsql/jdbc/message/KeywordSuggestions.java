package dev.ticketsql.jdbc.message;

import dev.ticketsql.calcite.parser.KnownFunctions;
import dev.ticketsql.calcite.parser.UnknownFunctions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds to a syntax error the keyword that was probably misspelled. The parser takes such a word for a name, and
 * stumbles over it or over the one behind.
 */
final class KeywordSuggestions {

    private static final Pattern UNEXPECTED =
            Pattern.compile("Encountered (\".*\") at line (\\d{1,9}), column (\\d{1,9})\\.(.*)");

    private static final Pattern NEAR_KEYWORD =
            Pattern.compile("(Incorrect syntax near the keyword '\\w+' at line (\\d{1,9}), column (\\d{1,9}))\\.(.*)");

    private static final Pattern EXPECTED = Pattern.compile("(?: Expected: .*)?");

    private static final Pattern STAR = Pattern.compile("At line (\\d{1,9}), column (\\d{1,9}): '\\*' stands for .*");

    private static final Pattern CALL = Pattern.compile("(?s).*?\\b(\\w+)\\s*\\(\\s*");

    private static final Pattern LAST_WORD = Pattern.compile("(?s).*?\\b([A-Za-z_]{3,})\\s*");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{3,}");

    private static final Pattern SPACE = Pattern.compile(" ");

    private static final List<String> FIRST =
            List.of("SELECT", "WITH", "VALUES", "TABLE", "EXPLAIN", "SHOW", "DESCRIBE");

    /** Of two keywords as near as each other the longer: a letter is more often left out than added. */
    private static final NearNames KEYWORDS = NearNames.among(CommonKeywords.all().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());

    private final String sql;
    private final NamedTables tables;

    /** Suggests keywords for {@code sql}, whose names are none. */
    KeywordSuggestions(String sql, NamedTables tables) {
        this.sql = sql;
        this.tables = tables;
    }

    /** The error {@code line} in plain words, with a question if a keyword is near. */
    String advised(String line) {
        if (line.equals(CalciteErrors.NO_STATEMENT)) {
            String first = SqlText.firstWord(sql);
            return with(
                    line, NearNames.among(FIRST).of(first).stream().findFirst().map(word -> question(word, first)));
        }
        Matcher star = STAR.matcher(line);
        if (star.matches()) {
            return function(star).orElse(line);
        }
        Matcher unexpected = UNEXPECTED.matcher(line);
        if (unexpected.matches()) {
            return syntax(
                    unexpected,
                    unexpected.group(1),
                    "At line " + unexpected.group(2) + ", column " + unexpected.group(3) + ": " + unexpected.group(1)
                            + " is not expected here");
        }
        Matcher keyword = NEAR_KEYWORD.matcher(line);
        return keyword.matches() ? syntax(keyword, "", keyword.group(1)) : line;
    }

    /** A misspelled COUNT is a function of which the parser takes the star for a column. */
    private Optional<String> function(Matcher star) {
        Matcher call = CALL.matcher(sql.substring(0, offset(star, 1)));
        return call.matches()
                ? UnknownFunctions.sentence(call.group(1))
                        .map(sentence -> "At line " + star.group(1) + ", column " + star.group(2) + ": " + sentence)
                : Optional.empty();
    }

    private String syntax(Matcher failure, String tokens, String problem) {
        String rest = failure.group(4);
        boolean hasAdvice = !EXPECTED.matcher(rest).matches();
        String advised = hasAdvice ? problem : with(problem, keyword(failure, tokens));
        return advised + (rest.isEmpty() || advised.endsWith("?") ? "" : ".") + rest;
    }

    private Optional<String> keyword(Matcher failure, String tokens) {
        int start = offset(failure, 2);
        List<String> words = new ArrayList<>(SPACE.splitAsStream(tokens.replaceAll("^\"|\"$", ""))
                .filter(token -> WORD.matcher(token).matches())
                .toList());
        Matcher before = LAST_WORD.matcher(sql.substring(0, start));
        if (before.matches()) {
            words.add(before.group(1));
        }
        return words.stream()
                .filter(word -> !isKnown(word))
                .flatMap(word -> KEYWORDS.of(word).stream().limit(1).map(keyword -> question(keyword, word)))
                .findFirst();
    }

    private boolean isKnown(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return CommonKeywords.all().contains(upper)
                || ReservedWords.isReserved(word)
                || KnownFunctions.callable().contains(upper)
                || tables.known().stream().anyMatch(word::equalsIgnoreCase)
                || tables.columns(Optional.empty()).stream().anyMatch(word::equalsIgnoreCase);
    }

    /** Place of a failure in the statement; its line is the group {@code line}, its column the next. */
    private int offset(Matcher failure, int line) {
        return SqlText.offset(sql, Integer.parseInt(failure.group(line)), Integer.parseInt(failure.group(line + 1)));
    }

    private static String question(String keyword, String word) {
        return "did you mean " + keyword + " instead of " + word + "?";
    }

    private static String with(String line, Optional<String> question) {
        return question.map(it -> line + ": " + it).orElse(line);
    }
}
