package dev.ticketsql.correctness;

import java.util.List;
import java.util.regex.Pattern;

/** The one list of reasons for which an engine may refuse a generated query without anybody being wrong. */
final class RandomRefusals {

    /** The sources of numbers that do not fit: ids, times and long literals. */
    private static final String LARGE = "\\bid\\b|_id\\b|start_time|\\d{10}";

    /** Numbers that do not fit. One engine may look at a row that the other leaves out before. */
    private static final List<Limit> OVERFLOWS = List.of(
            new Limit("Out of Range Error: Overflow", LARGE),
            new Limit(
                    "out of range for the destination type INT64",
                    "(?:SUM|AVG).*(?:" + LARGE + ")|(?:" + LARGE + ").*(?:SUM|AVG)"),
            new Limit("out of range for the destination type INT32", LARGE),
            // PostgreSQL's words.
            new Limit("ERROR: bigint out of range", LARGE),
            new Limit("ERROR: integer out of range", LARGE));

    /** Refusals of HSQLDB that are its limits. */
    private static final List<Limit> LIMITS_OF_HSQLDB = List.of(
            // Conditions as values in some places, as in CASE; the opposite of a negative number.
            new Limit("unexpected token", "IS|CASE|LIKE|IN|BETWEEN|[=<>]|- -"),
            new Limit("HsqlException: General error", "IS|CASE|LIKE|IN|BETWEEN|[=<>]"),
            // Some groups and NULLs in a union, and the like.
            new Limit("incompatible data type in conversion", "GROUP BY|UNION|EXCEPT|INTERSECT|CASE"),
            // Sums and products that do not fit.
            new Limit("numeric value out of range", "SUM|AVG|[*+-]"),
            // It groups by columns and by some expressions only.
            new Limit("expression not in aggregate or GROUP BY columns", "GROUP BY|COUNT|SUM|AVG|MIN|MAX"),
            new Limit("invalid ORDER BY expression", "ORDER BY"));

    /** Refusals of PostgreSQL that are its rules. */
    private static final List<Limit> LIMITS_OF_POSTGRES = List.of(
            // Conditions of full joins have to compare both sides for equality, and nothing else.
            new Limit("FULL JOIN is only supported with merge-joinable or hash-joinable join conditions", "FULL JOIN"),
            // Remainders of fractions, which here are averages of whole numbers.
            new Limit("function mod(double precision,", "AVG"));

    /**
     * A refusal that is known.
     *
     * @param message a part of the message
     * @param shape a part that the query must have
     */
    private record Limit(String message, Pattern shape) {

        Limit(String message, String shape) {
            this(message, Pattern.compile(shape));
        }

        boolean explains(RandomAnswer answer, String query) {
            return answer.refusal().contains(message) && shape.matcher(query).find();
        }
    }

    private RandomRefusals() {}

    /** Whether {@code answer} is that a number does not fit. */
    static boolean isOverflow(RandomAnswer answer, String query) {
        return OVERFLOWS.stream().anyMatch(limit -> limit.explains(answer, query));
    }

    static boolean explainPostgres(RandomAnswer answer, String query) {
        return LIMITS_OF_POSTGRES.stream().anyMatch(limit -> limit.explains(answer, query));
    }

    static boolean explainHsqldb(RandomAnswer answer, String query) {
        return LIMITS_OF_HSQLDB.stream().anyMatch(limit -> limit.explains(answer, query));
    }
}
