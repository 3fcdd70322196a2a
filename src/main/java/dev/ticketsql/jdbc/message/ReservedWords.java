package dev.ticketsql.jdbc.message;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;

/** Advises quotes where the parser stopped at an unquoted name that SQL reserves: day, value, count, ... */
final class ReservedWords {

    /** Message of Calcite's parser: the unexpected tokens, and the place of the first. */
    private static final Pattern FAILURE = Pattern.compile(
            "(?:Encountered \"(.*)\"|Incorrect syntax near the keyword '(.*)') at line (\\d{1,9}), column (\\d{1,9})\\.");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    /** Words that are rarely meant as names: where they are unexpected, something else is wrong. */
    private static final Set<String> STRUCTURE = Set.of(
            ("ALL AND AS ASC AT BETWEEN BY CASE CAST CROSS DESC DISTINCT ELSE EXCEPT EXISTS FALSE FETCH FROM FULL GROUP"
                            + " HAVING IN INNER INTERSECT INTO IS JOIN LEFT LIKE LIMIT NOT NULL OFFSET ON OR ORDER OUTER"
                            + " OVER PARTITION RIGHT SET THEN TRUE UNION USING WHEN WHERE")
                    .split(" "));

    /** Words that begin a query; the parser takes them for no name, not even after AS. */
    private static final Set<String> QUERY = Set.of("SELECT", "WITH", "VALUES");

    /** Text before a name and nothing else. */
    private static final Pattern BEFORE_NAME = Pattern.compile("(?s).*(?:\\bAS\\s+|\\.\\s*)", Pattern.CASE_INSENSITIVE);

    /** Text before a TIME whose AT TIME ZONE is incomplete. */
    private static final Pattern AT = Pattern.compile("(?s).*\\bAT\\s+", Pattern.CASE_INSENSITIVE);

    private ReservedWords() {}

    /** Adds advice to {@code line}, a parser's message about {@code sql}, if a name was unquoted. */
    static String advised(String line, String sql) {
        Matcher failure = FAILURE.matcher(line);
        if (!failure.matches()) {
            return line;
        }
        int start = SqlText.offset(sql, Integer.parseInt(failure.group(3)), Integer.parseInt(failure.group(4)));
        // For a keyword the message has no other token; the next word may be the name.
        String tokens = failure.group(1) == null ? sql.substring(start) : failure.group(1);
        return WORD.matcher(tokens)
                .results()
                .limit(2)
                .map(match -> match.group())
                .filter(ReservedWords::isReserved)
                .flatMap(word -> name(sql, start, word).stream())
                .findFirst()
                .map(name -> line + " " + name + " is a reserved word: write \"" + name + "\" in double quotes")
                .orElse(line);
    }

    /** Returns whether a reserved word is more likely a name without quotes than a part of the syntax. */
    static boolean isMeantAsName(String word) {
        return isReserved(word) && !STRUCTURE.contains(word.toUpperCase(Locale.ROOT));
    }

    static boolean isReserved(String word) {
        SqlAbstractParserImpl.Metadata words = SqlParser.create("").getMetadata();
        return words.isReservedWord(word.toUpperCase(Locale.ROOT)) && !QUERY.contains(word.toUpperCase(Locale.ROOT));
    }

    /**
     * Returns the word if it is a name at this place: unquoted, or one token later; a word that begins a literal is no
     * name.
     */
    private static Optional<String> name(String sql, int start, String word) {
        Matcher written = Pattern.compile("(?:\\w+\\s|[^\\w\\s'\"])?\\s*(\\b" + word + "\\b)(?!\\s*['(])")
                .matcher(sql)
                .region(start, sql.length());
        if (!written.lookingAt()) {
            return Optional.empty();
        }
        if (AT.matcher(sql.substring(0, written.start(1))).matches()) {
            return Optional.empty();
        }
        boolean isName = !STRUCTURE.contains(word.toUpperCase(Locale.ROOT))
                || BEFORE_NAME.matcher(sql.substring(0, written.start(1))).matches();
        return Optional.of(word.toLowerCase(Locale.ROOT)).filter(any -> isName);
    }
}
