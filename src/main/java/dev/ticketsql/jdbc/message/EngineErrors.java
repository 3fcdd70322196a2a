package dev.ticketsql.jdbc.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences for what the mirror's engine refuses a function to be given: with what to write, and no advice about
 * settings that nobody here can set.
 */
final class EngineErrors {

    private static final List<ErrorSentence> REFUSALS = List.of(
            new ErrorSentence(
                    "More than one row returned by a subquery used as an expression",
                    "a subquery in this place may give one row, and gave more: write LIMIT 1, MAX(...) or"
                            + " IN (SELECT ...)"),
            new ErrorSentence(
                    "Failed to parse format specifier (.*?): ",
                    "'$1' is not a format: write the letters of strftime, as '%Y-%m-%d %H:%M:%S'"),
            new ErrorSentence(
                    "The \"format\" argument in function \"strftime\" must be a constant",
                    "the format of a time is a literal here: TO_CHAR takes one that is computed"),
            new ErrorSentence(
                    "The \"\\w+\" argument in function \"string_agg\" must be a constant",
                    "STRING_AGG takes a separator that is a literal, as ', '"),
            new ErrorSentence(
                    "JSON path error near '(.*?)'",
                    "a JSON path cannot be read from '$1' on: write one such as '\\$.a.b' or '\\$.a[0]'"),
            new ErrorSentence(
                    "Unknown TimeZone '(.*?)'", "'$1' is not a time zone: write one such as 'UTC' or 'Europe/Berlin'"),
            new ErrorSentence(
                    "Unimplemented type for cast \\((\\w+).*? -> (\\w+).*\\)",
                    "$1 cannot become $2: the values of CASE, COALESCE, UNION or ARRAY are of one type;"
                            + " EXTRACT(EPOCH FROM x) makes a number of a time, TO_TIMESTAMP(n) a time of a number"),
            new ErrorSentence(
                    "In a DISTINCT aggregate, ORDER BY expressions must appear in the argument list",
                    "an aggregate of DISTINCT values is ordered by these values alone, as in ARRAY_AGG(DISTINCT x ORDER"
                            + " BY x)"),
            new ErrorSentence(
                    "(\\w+): Expected to find an object with property (\\[.*?\\]) in path (\\S+) but found",
                    "$1: $3 is no object that has $2"),
            new ErrorSentence(
                    "Time out of range: (\\S+)", "there is no time $1: hours are 0 to 23, minutes and seconds 0 to 59"),
            new ErrorSentence("interval cannot be 0", "a series never ends with steps of 0: write another step"),
            new ErrorSentence(
                    "Date out of range: (\\S+)", "there is no date $1: months are 1 to 12, days those of the month"),
            new ErrorSentence(
                    "Cannot create a string of size: '(\\d+)'.*'(\\d+)'",
                    "a text of $1 bytes is too long: it may have $2"),
            new ErrorSentence(
                    "invalid perl operator: (\\S+)",
                    "a regular expression cannot have '$1': there is no look-ahead and look-behind; write two conditions,"
                            + " joined with AND"),
            new ErrorSentence(
                    "(missing [)\\]]|unexpected \\)|no argument for repetition operator|invalid escape sequence): (.*)",
                    "a regular expression cannot be read from '$2' on: $1"),
            new ErrorSentence(
                    "Like pattern must not end with escape character",
                    "a pattern of LIKE ends with its escape character: write it twice to find the character itself"));

    private static final Pattern NO_COUNT = Pattern.compile("(?is).*\\b(LIMIT|OFFSET)\\s+[-'].*");

    private static final Pattern AT_COUNT = Pattern.compile(
            "(?i)(?:Incorrect syntax near the keyword '(?:LIMIT|OFFSET)'|Encountered \"(?:LIMIT|OFFSET) .*\")"
                    + " at line \\d+, column \\d+\\.");

    private EngineErrors() {}

    /** A sentence with what to write instead, if {@code message} is such a refusal. */
    static Optional<String> sentence(String message) {
        return ErrorSentence.first(REFUSALS, message);
    }

    /**
     * {@code line}, what a parser said of the statement, with what LIMIT and OFFSET take where they were given else.
     */
    static String advised(String line, String sql) {
        Matcher count = NO_COUNT.matcher(sql);
        return AT_COUNT.matcher(line).matches() && count.matches()
                ? line + " " + count.group(1).toUpperCase(Locale.ROOT) + " takes a whole number from 0 on, as "
                        + count.group(1).toUpperCase(Locale.ROOT) + " 10"
                : line;
    }
}
