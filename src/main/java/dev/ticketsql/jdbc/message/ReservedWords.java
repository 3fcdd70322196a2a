package dev.ticketsql.jdbc.message;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;

/** What a parser should have said where it stopped at a name that SQL keeps for itself: day, value, count, ... */
final class ReservedWords {

    /** What Calcite's parser says: the tokens that it did not expect, and where the first of them is. */
    private static final Pattern FAILURE = Pattern.compile(
            "(?:Encountered \"(.*)\"|Incorrect syntax near the keyword '(.*)') at line (\\d{1,9}), column (\\d{1,9})\\.");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    /** Words that are rarely meant as names: where they are not expected, something else is wrong. */
    private static final Set<String> STRUCTURE = Set.of(
            ("ALL AND AS ASC AT BETWEEN BY CASE CAST CROSS DESC DISTINCT ELSE EXCEPT EXISTS FALSE FETCH FROM FULL GROUP"
                            + " HAVING IN INNER INTERSECT INTO IS JOIN LEFT LIKE LIMIT NOT NULL OFFSET ON OR ORDER OUTER"
                            + " OVER PARTITION RIGHT SET THEN TRUE UNION USING WHEN WHERE")
                    .split(" "));

    /** Words that begin a query, which no name is taken for even after AS. */
    private static final Set<String> QUERY = Set.of("SELECT", "WITH", "VALUES");

    /** What comes before a name and nothing else. */
    private static final Pattern BEFORE_NAME = Pattern.compile("(?s).*(?:\\bAS\\s+|\\.\\s*)", Pattern.CASE_INSENSITIVE);

    /** AT TIME ZONE is missing, whatever is called time. */
    private static final Pattern AT = Pattern.compile("(?s).*\\bAT\\s+", Pattern.CASE_INSENSITIVE);

    private ReservedWords() {}

    /** {@code line}, what a parser said of the statement, with what to write where a name was unquoted. */
    static String advised(String line, String sql) {
        Matcher failure = FAILURE.matcher(line);
        if (!failure.matches()) {
            return line;
        }
        int start = ErrorPlaces.offset(sql, Integer.parseInt(failure.group(3)), Integer.parseInt(failure.group(4)));
        // Of a keyword the parser says only itself; the name may be what follows.
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

    /** Whether a reserved word is rather a name that lacks its quotes than a part of the syntax. */
    static boolean isMeantAsName(String word) {
        return isReserved(word) && !STRUCTURE.contains(word.toUpperCase(Locale.ROOT));
    }

    static boolean isReserved(String word) {
        SqlAbstractParserImpl.Metadata words = SqlParser.create("").getMetadata();
        return words.isReservedWord(word.toUpperCase(Locale.ROOT)) && !QUERY.contains(word.toUpperCase(Locale.ROOT));
    }

    /** The word, if it stands there as a name: unquoted, or one token later; what begins a literal is no name. */
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
