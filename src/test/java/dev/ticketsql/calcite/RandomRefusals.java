package dev.ticketsql.calcite;

import java.util.List;
import java.util.regex.Pattern;

/** The one list of reasons for which an engine may refuse a generated query without anybody being wrong. */
final class RandomRefusals {

    /** What numbers that do not fit come from: ids, times and long literals. */
    private static final String LARGE = "\\bid\\b|_id\\b|start_time|\\d{10}";

    /** Numbers that do not fit. One engine may look at a row that the other leaves out before. */
    private static final List<Limit> OVERFLOWS = List.of(
            new Limit("Out of Range Error: Overflow", LARGE),
            new Limit("out of range for the destination type INT64", "(?=.*(SUM|AVG))" + LARGE),
            new Limit("ArithmeticException: long overflow", LARGE),
            new Limit("ArithmeticException: integer overflow", "\\d{10}"),
            // PostgreSQL's words.
            new Limit("ERROR: bigint out of range", LARGE),
            new Limit("ERROR: integer out of range", LARGE));

    /** Calcite's JDBC adapter gives the other database what that does not know; costs decide whether it is asked. */
    private static final Limit ON_THE_WAY_TO_ANOTHER_DATABASE = new Limit("on JDBC sub-schema", "office\\.");

    private static final String SUBQUERY = "\\(SELECT";

    /** What Calcite itself does not do, pushed down or not. */
    private static final List<Limit> LIMITS_OF_CALCITE = List.of(
            ON_THE_WAY_TO_ANOTHER_DATABASE,
            // HSQLDB has no words for FLOOR TO QUARTER, nor for DATE_TRUNC of quarters.
            new Limit(
                    "could not convert time unit to HSQLDB equivalent: QUARTER",
                    "(?i)office\\..*quarter|quarter.*office\\."),
            // Planning a comparison that is always NULL, as one of a column with itself in a CASE.
            new Limit("Comparison with NULL in pulledUpPredicates", "NULL|<|>|BETWEEN"),
            // DISTINCT over a correlated subquery's columns: decorrelation loses one.
            new Limit("has no target in mapping", SUBQUERY),
            // Subqueries in the condition of an outer join.
            new Limit("Correlated RIGHT join is not supported", "RIGHT JOIN.*" + SUBQUERY),
            new Limit("Correlated FULL join is not supported", "FULL JOIN.*" + SUBQUERY),
            // A scalar subquery beside an outer join over a constant column: planning fails, with and without -ea.
            new Limit("type mismatch: ref:", SUBQUERY),
            new Limit("IndexOutOfBoundsException: Index:", SUBQUERY),
            // A correlated subquery beside ROLLUP.
            new Limit("ImmutableBitSet.range", "(ROLLUP|CUBE|GROUPING SETS)"),
            new Limit("index out of range:", SUBQUERY),
            // Sums in sets of groups that are there twice, beside the grand total.
            new Limit("Cannot add expression of different type to set", "ROLLUP|CUBE|GROUPING SETS"),
            new Limit("type mismatch: type1:", "ROLLUP|CUBE|GROUPING SETS"),
            // A correlated subquery in the condition of a join.
            new Limit("NullPointerException: null at java.base/java.util.Objects.requireNonNull", "JOIN.*" + SUBQUERY),
            new Limit("NullPointerException: oldInput", SUBQUERY),
            new Limit("NullPointerException: cm.mapCorToCorRel", "JOIN.*" + SUBQUERY),
            new Limit("cannot translate expression $SCALAR_QUERY", SUBQUERY),
            new Limit("CyclicMetadataException", SUBQUERY),
            // A window ordered by a constant, also where LIMIT in a correlated subquery becomes one.
            new Limit("Error while applying rule WindowOfProject", "OVER|LIMIT|FETCH"),
            // A remainder of what has a fraction, for which it takes no more than four digits before the point.
            new Limit("cannot be represented as a DECIMAL", "MOD\\("),
            // Of NULLs that it knows while it generates code.
            new Limit("Error while compiling generated Java code", "NULL"),
            // HSQLDB's IS TRUE is NULL of NULL, and what Calcite asks it for in a FILTER is never NULL.
            new Limit("Cannot convert null to boolean", "office\\."),
            new Limit("java.lang.Boolean.booleanValue()", "office\\."),
            // INTERSECT and EXCEPT over columns that are constants: planning puts them in another order.
            new Limit("Cannot compute compatible row type", "INTERSECT|EXCEPT|UNION"),
            // Assertions of the conversion of subqueries in join conditions.
            new Limit("while converting", "JOIN.*" + SUBQUERY),
            // A join condition that is always NULL beside a correlated EXISTS.
            new Limit("Index -1 out of bounds", "JOIN.*" + SUBQUERY),
            // The same, after Java has thrown it so often that it leaves out the message; and a scalar subquery above
            // a window function, in EXCEPT.
            new Limit("ArrayIndexOutOfBoundsException: null", "JOIN.*" + SUBQUERY + "|OVER.*" + SUBQUERY),
            new Limit("Decorrelation produced a relation with a different type", SUBQUERY),
            // A correlated subquery that is left over in a projection.
            new Limit("There are not enough rules to produce a node", SUBQUERY),
            new Limit("RexInputRef index", SUBQUERY),
            // A scalar subquery that is correlated, in a place from which it cannot be moved; an aggregate of NULLs in
            // a
            // window; FLOOR of a constant in a CASE.
            new Limit("Unable to implement", SUBQUERY + "|OVER|CASE.*FLOOR|FLOOR.*CASE"));

    /** What HSQLDB does not do. */
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

    /** What PostgreSQL does not do. */
    private static final List<Limit> LIMITS_OF_POSTGRES = List.of(
            // Conditions of full joins have to compare both sides for equality, and nothing else.
            new Limit("FULL JOIN is only supported with merge-joinable or hash-joinable join conditions", "FULL JOIN"),
            // Remainders of fractions, which here are averages of whole numbers.
            new Limit("function mod(double precision,", "AVG"));

    /**
     * A refusal that is known.
     *
     * @param message part of what is said
     * @param shape what the query has to have in it
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

    /** Whether it is known why our sides refused {@code query}, or one of them. */
    static boolean explain(RandomAnswer pushed, RandomAnswer unpushed, String query) {
        RandomAnswer refused = unpushed.isRefusal() ? unpushed : pushed;
        return isOverflow(refused, query)
                || (unpushed.isRefusal()
                        ? LIMITS_OF_CALCITE.stream().anyMatch(limit -> limit.explains(unpushed, query))
                        : ON_THE_WAY_TO_ANOTHER_DATABASE.explains(pushed, query));
    }

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
