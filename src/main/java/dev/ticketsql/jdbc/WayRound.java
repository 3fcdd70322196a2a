package dev.ticketsql.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What to write instead of what Calcite cannot run, as far as its failure tells which part of a statement it was. */
enum WayRound {
    /** Of parameters whose type nothing tells. */
    PARAMETER("DynamicParam", WayRound.TYPED_PARAMETER),

    /** Functions that only the planner knows. */
    PERCENTILE(
            "PERCENTILE_DISC",
            "write PERCENTILE_CONT, or sort, and take the row in the middle: ORDER BY ... LIMIT 1 OFFSET 500"),

    PATTERN("MATCH_RECOGNIZE", "compare each row with the one before it, LAG(...) OVER (...)"),

    GROUP_WINDOW("(?:TUMBLE|HOP|SESSION)\\w*\\s*\\(", "group by FLOOR(\"time\" TO HOUR), or another unit"),

    /** Windows over constants, or over rows of which nothing else is asked. */
    WINDOW(
            "rule \\w*Window|\\bOVER\\s*\\(",
            "of a window function, order and partition by columns instead of constants, and select a column beside it"),

    /** Subqueries in places from which they cannot be moved. */
    SUBQUERY(
            "\\$SCALAR_QUERY|correlat|\\(\\s*SELECT\\b",
            "write the subquery as a join with (SELECT ... GROUP BY ...), or name it with WITH and join that"),

    /** Constants in set operations lose their places. */
    SET_OPERATION(
            "compatible row type|\\b(?:UNION|INTERSECT|EXCEPT)\\b",
            "select columns in the parts of the set operation, and constants around it"),

    /** NULLs whose type nothing tells, and conditions that are known to be NULL. */
    NULLS(
            "null to boolean|(?<!IS |NOT )\\bNULL\\b",
            "leave out what is always NULL, or write CAST(NULL AS VARCHAR), or of whatever type it is");

    /** How the type of a parameter is told. */
    static final String TYPED_PARAMETER = "CAST(? AS VARCHAR), or of whatever type it is";

    private static final String UNKNOWN = "leave parts of it out to find which, and say that otherwise";

    private final Pattern signs;
    private final String advice;

    WayRound(String signs, String advice) {
        this.signs = Pattern.compile(signs, Pattern.CASE_INSENSITIVE);
        this.advice = advice;
    }

    /** What to write, for the first of the ways that {@code failure} points to. */
    static String of(Throwable failure) {
        String texts = texts(failure);
        for (WayRound way : values()) {
            if (way.signs.matcher(texts).find()) {
                return way.advice;
            }
        }
        return UNKNOWN;
    }

    /** What is said in a failure, without pages of plan; the statement, which Avatica repeats, is among it. */
    static String texts(Throwable failure) {
        List<String> texts = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause);
            boolean holdsStatement = cause instanceof SQLException;
            texts.add(holdsStatement ? text : text.lines().findFirst().orElse(""));
        }
        return String.join("\n", texts);
    }
}
