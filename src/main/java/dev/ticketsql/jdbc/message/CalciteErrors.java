package dev.ticketsql.jdbc.message;

import dev.ticketsql.event.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites messages of Calcite and of its generated code, which are worded for authors of parsers. */
final class CalciteErrors {

    /** Sentence about a statement whose first word begins none. */
    static final String NO_STATEMENT = "a statement begins with SELECT, WITH, VALUES, TABLE or EXPLAIN PLAN FOR";

    private static final String PLACE = "((?:From|At) line .*?: )?";

    /** Messages for values; Java's belong to the code that Calcite generates. */
    private static final List<ErrorPattern> VALUES = List.of(
            new ErrorPattern(ErrorKind.DIVISION_BY_ZERO, "/ by zero\\z", "division by zero"),
            new ErrorPattern(
                    ErrorKind.NUMBER_TOO_LARGE,
                    "(?:(?:integer |long )?overflow(?:: .*)?|Value -?\\d+ out of range)\\z",
                    ValueSentences.TOO_LARGE),
            new ErrorPattern(
                    ErrorKind.OTHER_TYPE,
                    "For input string: \"(.*)\"\\z",
                    (number, sql) -> ValueSentences.noNumber(number.group(1))),
            new ErrorPattern(
                    ErrorKind.NO_TIME,
                    "Invalid (DATE|TIME|TIMESTAMP) value, '(.*)'\\z",
                    (time, sql) -> ValueSentences.noTime(time.group(1), time.group(2))));

    private static final List<ErrorPattern> PATTERNS = List.of(
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    "(.*Illegal use of dynamic parameter)\\z",
                    "$1, whose type nothing tells: write CAST(? AS VARCHAR), or of whatever type it is"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    "Conversion to relational algebra failed to preserve datatypes",
                    "a column of a recursive query, or of another set operation, has longer text or more digits in one"
                            + " part than in another: write CAST(... AS VARCHAR) or CAST(... AS DOUBLE) in its first part"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE + "Unknown identifier '\\*'",
                    "$1'*' stands for all columns after SELECT and in COUNT(*) alone: FROM, or an operand, is missing"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE + "Cannot infer return type for (\\w+); operand types: \\[(.*)\\]",
                    "$1$2 takes values of one type, not ($3): CAST one to the type of the other"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE + "Parameters must be of the same type",
                    "$1these values must be of one type: CAST one to the type of the other"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE + "Expression '(.*?)' is not being grouped",
                    "$1$2 has several values in a group: write it in GROUP BY, or an aggregate of it, as MAX($2)"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE + "Ordinal out of range",
                    "$1the select list has no column of this number: count from 1, or write its name"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE + "Aggregate expression is illegal in WHERE clause",
                    "$1WHERE chooses rows before they are aggregated: write the condition on an aggregate in HAVING"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE + "Windowed aggregate expression is illegal in (WHERE|HAVING) clause",
                    "$1$2 comes before windows: write the condition on a window function in QUALIFY"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE + "QUALIFY expression .* must contain a window function",
                    "$1QUALIFY takes a condition on a window function, as ROW_NUMBER() OVER (ORDER BY id) = 1; others"
                            + " stand in WHERE"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE
                            + "List of column aliases must have same degree as table; table has (\\d+) columns .*?, whereas"
                            + " alias list has (\\d+) columns",
                    "$1$3 names are given to a table of $2 columns: write as many"),
            new ErrorPattern(ErrorKind.STATEMENT, "Non-query expression encountered in illegal context", NO_STATEMENT),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    "(?:Encountered \"explain\\b.*?\"|Incorrect syntax near the keyword 'EXPLAIN') at (line \\d+, column \\d+)",
                    "a plan is asked for with EXPLAIN PLAN FOR SELECT ..., at $1"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    "Encountered \"\\\\\\\\?(['\"]) .*?\" at (line \\d+, column \\d+)",
                    "what begins with $1 at $2 has no $1 at its end: text stands in single quotes, a name in double"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    PLACE + "Invalid number of arguments to function '(\\w+?)3?'. Was expecting (\\d+) arguments",
                    "$1$2 takes another number of operands: $3"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    "(?:Encountered \"unnest \\(\"|Incorrect syntax near the keyword 'UNNEST') at (line \\d+, column \\d+)",
                    "UNNEST at $1 makes rows: write it in FROM, as FROM UNNEST(x) AS t (a)"),
            new ErrorPattern(
                    ErrorKind.STATEMENT,
                    "Encountered \";.*?\" at (line \\d+, column \\d+)",
                    "one statement is run at a time: leave out what follows the semicolon at $1"));

    private static final Pattern LEXICAL = Pattern.compile(
            "(?s)(?:parse failed: )?Lexical error at line (\\d{1,9}), column (\\d{1,9})\\.\\s+Encountered: (<EOF>|\".*?\").*");

    private static final Pattern NO_COLUMN =
            Pattern.compile("(From line (\\d{1,9}), column (\\d{1,9}) .*: Column '(.*)' not found in any table)");

    private static final Pattern LAST = Pattern.compile(
            "(?s)(?:parse failed: )?(?:Incorrect syntax near the keyword '(\\w+)'|Encountered \"(?:([^\"]*) )?<EOF>\")"
                    + " at line (\\d{1,9}), column (\\d{1,9})\\..*");

    private static final Pattern AT_FROM = Pattern.compile(
            "(?s)(?:parse failed: )?Incorrect syntax near the keyword 'FROM' at line (\\d{1,9}), column (\\d{1,9})\\..*");

    private static final Pattern SELECT_ALONE = Pattern.compile("(?is).*\\bSELECT(?:\\s+(?:DISTINCT|ALL))?\\s+");

    private static final Pattern NO_COUNT = Pattern.compile("(?is).*\\b(LIMIT|OFFSET)\\s+[-'].*");

    private static final Pattern AT_COUNT = Pattern.compile(
            "(?i)(?:Incorrect syntax near the keyword '(?:LIMIT|OFFSET)'|Encountered \"(?:LIMIT|OFFSET) .*\")"
                    + " at line \\d+, column \\d+\\.");

    private CalciteErrors() {}

    /**
     * Explains {@code message}, a failure of {@code sql}, if it is one of Calcite's.
     *
     * @param type the name of the failure's class
     */
    static Optional<Explanation> explanation(String type, String message, String sql) {
        return ErrorPattern.first(VALUES, message, sql)
                .or(() -> Optional.of(type)
                        .filter(NumberFormatException.class.getName()::equals)
                        .map(any -> new Explanation(ErrorKind.OTHER_TYPE, ValueSentences.noNumber())))
                .or(() -> ErrorPattern.first(PATTERNS, message, sql))
                .or(() -> OperandErrors.sentence(message, sql)
                        .or(() -> lexical(message, sql))
                        .or(() -> unselected(message, sql))
                        .or(() -> ended(message, sql))
                        .or(() -> quoted(message, sql))
                        .map(sentence -> new Explanation(ErrorKind.STATEMENT, sentence)));
    }

    /** Adds the values of LIMIT and OFFSET to {@code line}, a parser's message that stopped at another value. */
    static String advised(String line, String sql) {
        Matcher count = NO_COUNT.matcher(sql);
        return AT_COUNT.matcher(line).matches() && count.matches()
                ? line + " " + count.group(1).toUpperCase(Locale.ROOT) + " takes a whole number from 0 on, as "
                        + count.group(1).toUpperCase(Locale.ROOT) + " 10"
                : line;
    }

    private static Optional<String> lexical(String message, String sql) {
        Matcher failure = LEXICAL.matcher(message);
        if (!failure.matches()) {
            return Optional.empty();
        }
        String at = " at line " + failure.group(1) + ", column " + failure.group(2);
        int start = SqlText.offset(sql, Integer.parseInt(failure.group(1)), Integer.parseInt(failure.group(2)));
        if (failure.group(3).equals("<EOF>")) {
            // The lexer reports the end, too, where the last character begins no word.
            return Optional.of(
                    sql.isEmpty() || SqlText.endsInside(sql)
                            ? "the statement ends" + at + " within a comment or a text: write */ or ' after it"
                            : foreign(sql.codePointBefore(sql.length()), at));
        }
        return start < sql.length() ? Optional.of(foreign(sql.codePointAt(start), at)) : Optional.empty();
    }

    private static String foreign(int character, String at) {
        boolean isHidden = Character.toString(character).matches("[\\p{C}\\p{Z}]");
        return "SQL has no " + (isHidden ? String.format("U+%04X", character) : Character.toString(character)) + at
                + ": text stands in single quotes, 'Web', a name in double, \"time\"";
    }

    /**
     * Recognises a statement that ends too early, which the parser does not report of a keyword at its end. A last word
     * that is a name needs quotes instead.
     */
    private static Optional<String> ended(String message, String sql) {
        Matcher failure = LAST.matcher(message);
        if (!failure.matches()) {
            return Optional.empty();
        }
        String at = " at line " + failure.group(3) + ", column " + failure.group(4);
        int start = SqlText.offset(sql, Integer.parseInt(failure.group(3)), Integer.parseInt(failure.group(4)));
        String keyword = failure.group(1);
        String last = keyword == null ? Objects.requireNonNullElse(failure.group(2), "") : keyword;
        boolean isLast = keyword == null || sql.substring(start).strip().equalsIgnoreCase(keyword);
        return isLast && !ReservedWords.isMeantAsName(last)
                ? Optional.of("the statement ends" + (last.isEmpty() ? "" : " after '" + last + "'") + at
                        + ", where more must follow")
                : Optional.empty();
    }

    /** Recognises FROM right behind SELECT. */
    private static Optional<String> unselected(String message, String sql) {
        Matcher failure = AT_FROM.matcher(message);
        if (!failure.matches()) {
            return Optional.empty();
        }
        int start = SqlText.offset(sql, Integer.parseInt(failure.group(1)), Integer.parseInt(failure.group(2)));
        return SELECT_ALONE.matcher(sql.substring(0, start)).matches()
                ? Optional.of("what to select is missing before FROM at line " + failure.group(1) + ", column "
                        + failure.group(2) + ": write columns, or * for all of them")
                : Optional.empty();
    }

    /** Recognises a text in double quotes, which is a name. */
    private static Optional<String> quoted(String message, String sql) {
        Matcher failure = NO_COLUMN.matcher(message);
        if (!failure.matches()) {
            return Optional.empty();
        }
        int start = SqlText.offset(sql, Integer.parseInt(failure.group(2)), Integer.parseInt(failure.group(3)));
        return sql.startsWith("\"", start) && !ReservedWords.isReserved(failure.group(4))
                ? Optional.of(failure.group(1) + "; text stands in single quotes, '" + failure.group(4) + "'")
                : Optional.empty();
    }
}
