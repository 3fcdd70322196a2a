package dev.ticketsql.jdbc.message;

import dev.ticketsql.event.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites messages of DuckDB, which name columns and lines of generated SQL and settings that the user cannot change:
 * first by a list of patterns, then by the kind of the error. The message stays in the cause.
 */
final class DuckDbErrors {

    /** SQLSTATE at the beginning of such a message. */
    private static final String STATE = "(?:\\d[0-9A-Z]{4}|HY\\d{3}|XX\\d{3})";

    private static final List<ErrorPattern> PATTERNS = List.of(
            new ErrorPattern(
                    ErrorKind.TOO_MANY_ROWS,
                    "More than one row returned by a subquery used as an expression",
                    "a subquery in this place may give one row, and gave more: write LIMIT 1, MAX(...) or"
                            + " IN (SELECT ...)"),
            new ErrorPattern(
                    ErrorKind.VALUE,
                    "Failed to parse format specifier (.*?): ",
                    "'$1' is not a format: write the letters of strftime, as '%Y-%m-%d %H:%M:%S'"),
            new ErrorPattern(
                    ErrorKind.UNSUPPORTED,
                    "The \"format\" argument in function \"strftime\" must be a constant",
                    "the format of a time is a literal here: TO_CHAR takes one that is computed"),
            new ErrorPattern(
                    ErrorKind.UNSUPPORTED,
                    "The \"\\w+\" argument in function \"string_agg\" must be a constant",
                    "STRING_AGG takes a separator that is a literal, as ', '"),
            new ErrorPattern(
                    ErrorKind.VALUE,
                    "JSON path error near '(.*?)'",
                    "a JSON path cannot be read from '$1' on: write one such as '\\$.a.b' or '\\$.a[0]'"),
            new ErrorPattern(
                    ErrorKind.VALUE,
                    "Unknown TimeZone '(.*?)'",
                    "'$1' is not a time zone: write one such as 'UTC' or 'Europe/Berlin'"),
            new ErrorPattern(
                    ErrorKind.OTHER_TYPE,
                    "Unimplemented type for cast \\((\\w+).*? -> (\\w+).*\\)",
                    "$1 cannot become $2: the values of CASE, COALESCE, UNION or ARRAY are of one type;"
                            + " EXTRACT(EPOCH FROM x) makes a number of a time, TO_TIMESTAMP(n) a time of a number"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    "In a DISTINCT aggregate, ORDER BY expressions must appear in the argument list",
                    "an aggregate of DISTINCT values is ordered by these values alone, as in ARRAY_AGG(DISTINCT x ORDER"
                            + " BY x)"),
            new ErrorPattern(
                    ErrorKind.VALUE,
                    "(\\w+): Expected to find an object with property (\\[.*?\\]) in path (\\S+) but found",
                    "$1: $3 is no object that has $2"),
            new ErrorPattern(
                    ErrorKind.NO_TIME,
                    "Time out of range: (\\S+)",
                    "there is no time $1: hours are 0 to 23, minutes and seconds 0 to 59"),
            new ErrorPattern(
                    ErrorKind.VALUE, "interval cannot be 0", "a series never ends with steps of 0: write another step"),
            new ErrorPattern(
                    ErrorKind.NO_TIME,
                    "Date out of range: (\\S+)",
                    "there is no date $1: months are 1 to 12, days those of the month"),
            new ErrorPattern(
                    ErrorKind.VALUE,
                    "Cannot create a string of size: '(\\d+)'.*'(\\d+)'",
                    "a text of $1 bytes is too long: it may have $2"),
            new ErrorPattern(
                    ErrorKind.VALUE,
                    "invalid perl operator: (\\S+)",
                    "a regular expression cannot have '$1': there is no look-ahead and look-behind; write two conditions,"
                            + " joined with AND"),
            new ErrorPattern(
                    ErrorKind.VALUE,
                    "(missing [)\\]]|unexpected \\)|no argument for repetition operator|invalid escape sequence): (.*)",
                    "a regular expression cannot be read from '$2' on: $1"),
            new ErrorPattern(
                    ErrorKind.VALUE,
                    "Like pattern must not end with escape character",
                    "a pattern of LIKE ends with its escape character: write it twice to find the character itself"),
            new ErrorPattern(
                    ErrorKind.NUMBER_TOO_LARGE,
                    "(?:Out of Range Error: Overflow|.*out of range for the destination type INT\\d"
                            + "|Conversion Error: Failed to cast decimal value|Conversion Error: Could not cast value )",
                    ValueSentences.TOO_LARGE),
            new ErrorPattern(
                    ErrorKind.OTHER_TYPE,
                    "Invalid Input Error: 22018: '(.*)'",
                    (number, sql) -> ValueSentences.noNumber(number.group(1))),
            new ErrorPattern(
                    ErrorKind.OTHER_TYPE,
                    "Conversion Error: Could not convert string ['\"](.*?)['\"] to (?!BOOL|TIME)",
                    (number, sql) -> ValueSentences.noNumber(number.group(1))),
            new ErrorPattern(
                    ErrorKind.NO_TIME,
                    "Conversion Error: .*?(date|timestamp|time)\\b.*?[\"'](.*?)[\"']",
                    (time, sql) -> ValueSentences.noTime(time.group(1).toUpperCase(Locale.ROOT), time.group(2))),
            new ErrorPattern(
                    ErrorKind.OTHER_TYPE,
                    "Conversion Error: Could not convert string '(.*?)' to BOOL",
                    (truth, sql) ->
                            ValueSentences.shown(truth.group(1)) + " is neither true nor false: write TRUE or FALSE"),
            new ErrorPattern(
                    ErrorKind.TOO_COMPLEX,
                    "Max expression depth limit of (\\d+) exceeded",
                    "the statement is nested too deeply: an expression may have $1 levels; split it into parts, as a sum"
                            + " into several in parentheses"),
            // The limit follows the used part; not even a spill to disk helped.
            new ErrorPattern(
                    ErrorKind.OUT_OF_MEMORY,
                    "Out of Memory Error: .*?/([^/]*?) used\\)",
                    "the statement needs more memory than the $1 that it may use: read fewer columns or a shorter time,"
                            + " and give a recursion a condition that ends it"),
            // Compiled functions fail with sentences.
            new ErrorPattern(
                    ErrorKind.VALUE, "Invalid Input Error: (?!" + STATE + ": )(.*)", (own, sql) -> line(own.group(1))));

    /** Message of one of our macros, or of Java that the engine called, which begins with its SQLSTATE. */
    private static final Pattern OF_MACRO = Pattern.compile("(?s)(?:[\\w ]+ Error: )?(" + STATE + "): (.*)");

    /** Message by its kind: Binder Error, INTERNAL Error, ... */
    private static final Pattern FAILURE = Pattern.compile("(?s)([A-Za-z]\\w*(?: [a-z]+)*) Error: (.*)");

    /** Kinds of errors of the machine: their messages name files and limits, and stay. */
    private static final Set<String> OF_MACHINE =
            Set.of("IO", "HTTP", "Permission", "Interrupt", "Out of Memory", "Connection", "Network");

    /** Kinds of errors of a value, which their messages name. */
    private static final Set<String> OF_VALUE = Set.of("Conversion", "Invalid Input", "Out of Range", "Syntax");

    private static final Pattern WRITTEN_SQL =
            Pattern.compile("(?s)\\s*\\n\\s*LINE \\d+: .*| when casting from source column \\w+");

    private static final Pattern NO_FUNCTION = Pattern.compile(
            "(?s)(?:No function matches the given name and argument types|Could not choose a best candidate function for"
                    + " the function call) [\"'](.*?)\\((.*?)\\)[\"']\\..*");

    private static final Pattern NO_COMMON_TYPE = Pattern.compile(
            "(?s)Cannot (?:compare|mix) values of type ([\\w\\[\\]]+).*? (?:and|with)(?: values of)?(?: type)?"
                    + " ([\\w\\[\\]]+).*");

    /** Names of columns, tables and macros in the generated SQL. */
    private static final Pattern GENERATED = Pattern.compile("\\b[ct]\\d+\\b|\\bts_\\w+|EXPR\\$\\d+|\\$f\\d+");

    private static final Pattern STRUCTS = Pattern.compile("(?i)STRUCT\\(.*?\\)(?=,|$)");

    private static final Pattern DIGITS = Pattern.compile("\\([\\d, ]+\\)");

    private DuckDbErrors() {}

    /** Removes the lines of the generated SQL from {@code message}. */
    static String bare(String message) {
        return FAILURE.matcher(message).matches() ? WRITTEN_SQL.matcher(message).replaceAll("") : message;
    }

    /** Explains {@code message}, a failure of {@code sql}, if it is the engine's. */
    static Optional<Explanation> explanation(String message, String sql) {
        return ErrorPattern.first(PATTERNS, message, sql)
                .or(() -> ofMacro(message))
                .or(() -> byKind(message, sql));
    }

    private static Optional<Explanation> ofMacro(String message) {
        Matcher macro = OF_MACRO.matcher(message);
        return macro.matches()
                ? Optional.of(new Explanation(
                        ErrorKind.ofSqlState(macro.group(1)).orElse(ErrorKind.VALUE), line(macro.group(2))))
                : Optional.empty();
    }

    private static Optional<Explanation> byKind(String message, String sql) {
        Matcher failure = FAILURE.matcher(message);
        if (!failure.matches()) {
            return Optional.empty();
        }
        String kind = failure.group(1);
        return Optional.of(new Explanation(
                kind(kind), OF_MACHINE.contains(kind) ? line(message) : sentence(kind, failure.group(2), sql)));
    }

    private static ErrorKind kind(String kind) {
        return switch (kind) {
            case "Out of Memory" -> ErrorKind.OUT_OF_MEMORY;
            case "IO", "Permission" -> ErrorKind.FILES;
            case "Binder", "Catalog", "Not implemented" -> ErrorKind.UNSUPPORTED;
            case "Conversion" -> ErrorKind.OTHER_TYPE;
            case "Out of Range" -> ErrorKind.NUMBER_TOO_LARGE;
            case "Invalid Input", "Syntax" -> ErrorKind.VALUE;
            default -> ErrorKind.GENERAL;
        };
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String sentence(String kind, String text, String sql) {
        String line = line(text);
        if (OF_VALUE.contains(kind) && !GENERATED.matcher(line).find()) {
            return line;
        }
        Matcher function = NO_FUNCTION.matcher(line);
        if (function.matches()) {
            return name(function.group(1), sql) + " does not take (" + types(function.group(2))
                    + "): CAST what it is given to the type that it takes";
        }
        Matcher types = NO_COMMON_TYPE.matcher(line);
        if (types.matches()) {
            return types.group(1) + " and " + types.group(2)
                    + " do not meet in a comparison, a CASE or a list: CAST one to the type of the other";
        }
        return "the engine cannot run this statement, although it is SQL (" + reason(kind)
                + "): leave parts out to find which, and write that otherwise";
    }

    private static String reason(String kind) {
        return switch (kind) {
            case "Binder", "Catalog" -> "a function, an operator or a field of a row is not given what it takes";
            case "Not implemented" -> "something in it is not implemented";
            default -> "it fails on it";
        };
    }

    /** Returns the name, if the statement contains it; our macros have names of their own. */
    private static String name(String name, String sql) {
        return sql.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                ? name.toUpperCase(Locale.ROOT)
                : "a function";
    }

    private static String types(String types) {
        return DIGITS.matcher(STRUCTS.matcher(types).replaceAll("ROW")).replaceAll("");
    }
}
