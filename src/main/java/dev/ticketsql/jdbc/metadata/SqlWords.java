package dev.ticketsql.jdbc.metadata;

import dev.ticketsql.calcite.parser.LenientParserFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;

/** Lists words of the dialect for {@link java.sql.DatabaseMetaData}: keywords, and the functions of JDBC's escapes. */
public final class SqlWords {

    private static final String FILE = "sql-2003-keywords.txt";

    /** Functions that {@code {fn ...}} understands, of those that JDBC 4.3 names in its appendix C. */
    private static final List<String> NUMERIC_FUNCTIONS = words("ABS ACOS ASIN ATAN ATAN2 CEILING COS COT DEGREES EXP"
            + " FLOOR LOG LOG10 MOD PI POWER RADIANS RAND ROUND SIGN SIN SQRT TAN TRUNCATE");

    private static final List<String> STRING_FUNCTIONS = words("ASCII CHAR CHAR_LENGTH CHARACTER_LENGTH CONCAT"
            + " DIFFERENCE INSERT LCASE LEFT LENGTH LOCATE LTRIM OCTET_LENGTH REPEAT REPLACE RIGHT RTRIM SOUNDEX SPACE"
            + " SUBSTRING UCASE");

    private static final List<String> SYSTEM_FUNCTIONS = words("DATABASE IFNULL USER");

    private static final List<String> TIME_DATE_FUNCTIONS = words("CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURDATE"
            + " CURTIME DAYNAME DAYOFMONTH DAYOFWEEK DAYOFYEAR HOUR MINUTE MONTH MONTHNAME NOW QUARTER SECOND"
            + " TIMESTAMPADD TIMESTAMPDIFF WEEK YEAR");

    private SqlWords() {}

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }

    /** Answers {@code getNumericFunctions}. */
    public static String numericFunctions() {
        return listed(NUMERIC_FUNCTIONS);
    }

    /** Answers {@code getStringFunctions}. */
    public static String stringFunctions() {
        return listed(STRING_FUNCTIONS);
    }

    /** Answers {@code getSystemFunctions}. */
    public static String systemFunctions() {
        return listed(SYSTEM_FUNCTIONS);
    }

    /** Answers {@code getTimeDateFunctions}. */
    public static String timeDateFunctions() {
        return listed(TIME_DATE_FUNCTIONS);
    }

    /** Answers {@code getSQLKeywords}: keywords of the grammar that are none of SQL:2003. */
    public static String keywords() {
        return Keywords.TEXT;
    }

    private static String listed(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(","));
    }

    /** Holds the keywords, which are collected at their first use. */
    private static final class Keywords {

        private static final String TEXT = text();

        private Keywords() {}

        private static String text() {
            SqlAbstractParserImpl.Metadata grammar = SqlParser.create(
                            "", SqlParser.config().withParserFactory(LenientParserFactory.FACTORY))
                    .getMetadata();
            Set<String> words = new TreeSet<>(grammar.getTokens());
            words.removeIf(word -> !grammar.isKeyword(word));
            words.removeAll(ofStandard());
            return listed(words);
        }

        private static Set<String> ofStandard() {
            try (InputStream in = SqlWords.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException("TicketSQL's jar has no " + FILE);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .flatMap(line -> words(line).stream())
                        .collect(Collectors.toSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
