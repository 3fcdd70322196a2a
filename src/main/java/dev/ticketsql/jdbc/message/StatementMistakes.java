package dev.ticketsql.jdbc.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences for mistakes that Calcite finds in a statement and words for people who build parsers. */
final class StatementMistakes {

    private static final String PLACE = "((?:From|At) line .*?: )?";

    private static final List<ErrorSentence> MISTAKES = List.of(
            new ErrorSentence(
                    PLACE + "Unknown identifier '\\*'",
                    "$1'*' stands for all columns after SELECT and in COUNT(*) alone: FROM, or an operand, is missing"),
            new ErrorSentence(
                    PLACE + "Cannot infer return type for (\\w+); operand types: \\[(.*)\\]",
                    "$1$2 takes values of one type, not ($3): CAST one to the type of the other"),
            new ErrorSentence(
                    PLACE + "Parameters must be of the same type",
                    "$1these values must be of one type: CAST one to the type of the other"),
            new ErrorSentence(
                    PLACE + "Expression '(.*?)' is not being grouped",
                    "$1$2 has several values in a group: write it in GROUP BY, or an aggregate of it, as MAX($2)"),
            new ErrorSentence(
                    PLACE + "Ordinal out of range",
                    "$1the select list has no column of this number: count from 1, or write its name"),
            new ErrorSentence(
                    PLACE + "Aggregate expression is illegal in WHERE clause",
                    "$1WHERE chooses rows before they are aggregated: write the condition on an aggregate in HAVING"),
            new ErrorSentence(
                    PLACE + "Windowed aggregate expression is illegal in (WHERE|HAVING) clause",
                    "$1$2 comes before windows: write the condition on a window function in QUALIFY"),
            new ErrorSentence(
                    PLACE + "QUALIFY expression .* must contain a window function",
                    "$1QUALIFY takes a condition on a window function, as ROW_NUMBER() OVER (ORDER BY id) = 1; others"
                            + " stand in WHERE"),
            new ErrorSentence(
                    PLACE
                            + "List of column aliases must have same degree as table; table has (\\d+) columns .*?, whereas"
                            + " alias list has (\\d+) columns",
                    "$1$3 names are given to a table of $2 columns: write as many"),
            new ErrorSentence(
                    "Non-query expression encountered in illegal context",
                    "a statement begins with SELECT, WITH, VALUES, TABLE or EXPLAIN PLAN FOR"),
            new ErrorSentence(
                    "(?:Encountered \"explain\\b.*?\"|Incorrect syntax near the keyword 'EXPLAIN') at (line \\d+, column \\d+)",
                    "a plan is asked for with EXPLAIN PLAN FOR SELECT ..., at $1"),
            new ErrorSentence(
                    "Encountered \"\\\\\\\\?(['\"]) .*?\" at (line \\d+, column \\d+)",
                    "what begins with $1 at $2 has no $1 at its end: text stands in single quotes, a name in double"),
            new ErrorSentence(
                    PLACE + "Invalid number of arguments to function '(\\w+?)3?'. Was expecting (\\d+) arguments",
                    "$1$2 takes another number of operands: $3"),
            new ErrorSentence(
                    "(?:Encountered \"unnest \\(\"|Incorrect syntax near the keyword 'UNNEST') at (line \\d+, column \\d+)",
                    "UNNEST at $1 makes rows: write it in FROM, as FROM UNNEST(x) AS t (a)"),
            new ErrorSentence(
                    "Encountered \";.*?\" at (line \\d+, column \\d+)",
                    "one statement is run at a time: leave out what follows the semicolon at $1"));

    private static final Pattern LEXICAL = Pattern.compile(
            "(?s)(?:parse failed: )?Lexical error at line (\\d{1,9}), column (\\d{1,9})\\.\\s+Encountered: (<EOF>|\".*?\").*");

    private static final Pattern NO_COLUMN =
            Pattern.compile("(From line (\\d{1,9}), column (\\d{1,9}) .*: Column '(.*)' not found in any table)");

    private static final Pattern LAST = Pattern.compile(
            "(?s)(?:parse failed: )?(?:Incorrect syntax near the keyword '(\\w+)'|Encountered \"(?:([^\"]*) )?<EOF>\")"
                    + " at line (\\d{1,9}), column (\\d{1,9})\\..*");

    private StatementMistakes() {}

    /** The sentence, if {@code message}, a failure of {@code sql}, is that of such a mistake. */
    static Optional<String> sentence(String message, String sql) {
        return ErrorSentence.first(MISTAKES, message)
                .or(() -> lexical(message, sql))
                .or(() -> ended(message, sql))
                .or(() -> quoted(message, sql));
    }

    private static Optional<String> lexical(String message, String sql) {
        Matcher failure = LEXICAL.matcher(message);
        if (!failure.matches()) {
            return Optional.empty();
        }
        String at = " at line " + failure.group(1) + ", column " + failure.group(2);
        int start = ErrorPlaces.offset(sql, Integer.parseInt(failure.group(1)), Integer.parseInt(failure.group(2)));
        if (failure.group(3).equals("<EOF>")) {
            return Optional.of("the statement ends" + at + " within a comment or a text: write */ or ' after it");
        }
        return start < sql.length()
                ? Optional.of("SQL has no " + Character.toString(sql.codePointAt(start)) + at
                        + ": text stands in single quotes, 'Web', a name in double, \"time\"")
                : Optional.empty();
    }

    /** The parser does not say of a keyword that nothing follows. One that is meant as a name is to be quoted. */
    private static Optional<String> ended(String message, String sql) {
        Matcher failure = LAST.matcher(message);
        if (!failure.matches()) {
            return Optional.empty();
        }
        String at = " at line " + failure.group(3) + ", column " + failure.group(4);
        int start = ErrorPlaces.offset(sql, Integer.parseInt(failure.group(3)), Integer.parseInt(failure.group(4)));
        String keyword = failure.group(1);
        String last = keyword == null ? Objects.requireNonNullElse(failure.group(2), "") : keyword;
        boolean isLast = keyword == null || sql.substring(start).strip().equalsIgnoreCase(keyword);
        return isLast && !ReservedWords.isMeantAsName(last)
                ? Optional.of("the statement ends" + (last.isEmpty() ? "" : " after '" + last + "'") + at
                        + ", where more must follow")
                : Optional.empty();
    }

    /** Text in double quotes, which is a name. */
    private static Optional<String> quoted(String message, String sql) {
        Matcher failure = NO_COLUMN.matcher(message);
        if (!failure.matches()) {
            return Optional.empty();
        }
        int start = ErrorPlaces.offset(sql, Integer.parseInt(failure.group(2)), Integer.parseInt(failure.group(3)));
        return sql.startsWith("\"", start) && !ReservedWords.isReserved(failure.group(4))
                ? Optional.of(failure.group(1) + "; text stands in single quotes, '" + failure.group(4) + "'")
                : Optional.empty();
    }
}
