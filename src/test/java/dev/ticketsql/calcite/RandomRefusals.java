package dev.ticketsql.calcite;

import java.util.List;

/** The one list of reasons for which an engine may refuse a generated query without anybody being wrong. */
final class RandomRefusals {

    /** Numbers that do not fit: the mirror's engine says so where Calcite wraps around in silence. */
    private static final List<String> OVERFLOWS_OF_THE_ENGINE =
            List.of("Out of Range Error: Overflow", "out of range for the destination type INT64");

    /** What Calcite itself does not do, pushed down or not. */
    private static final List<String> LIMITS_OF_CALCITE = List.of(
            // Its JDBC adapter gives the other database expressions that it does not know (CEIL TO, JSON functions).
            "on JDBC sub-schema",
            // An assertion while planning a comparison that is always NULL; off unless Java runs with -ea.
            "Comparison with NULL in pulledUpPredicates",
            // DISTINCT over a correlated subquery's columns: decorrelation loses one.
            "has no target in mapping",
            // Subqueries in the condition of a right join.
            "Correlated RIGHT join is not supported",
            // A scalar subquery beside an outer join over a constant column: planning fails, with and without -ea.
            "type mismatch: ref:",
            "IndexOutOfBoundsException: Index:",
            // Of NULLs that it knows while it generates code.
            "Error while compiling generated Java code",
            // A FILTER that is NULL, in a correlated subquery.
            "Cannot convert null to boolean",
            // INTERSECT and EXCEPT over columns that are constants: planning puts them in another order.
            "Cannot compute compatible row type",
            // Assertions of the conversion of subqueries in join conditions.
            "while converting",
            // A join condition that is always NULL beside a correlated EXISTS.
            "Index -1 out of bounds",
            "Decorrelation produced a relation with a different type",
            // A correlated subquery that is left over in a projection.
            "There are not enough rules to produce a node",
            "RexInputRef index",
            // HSQLDB's words for FLOOR TO QUARTER.
            "could not convert time unit",
            // A scalar subquery that is correlated, in a place from which it cannot be moved.
            "Unable to implement");

    /** What HSQLDB does not do. */
    private static final List<String> LIMITS_OF_HSQLDB = List.of(
            // Conditions as values in some places, as in CASE.
            "unexpected token",
            "HsqlException: General error",
            // Some groups in a union.
            "incompatible data type in conversion",
            // Sums and products wrap around in Calcite.
            "numeric value out of range",
            // It groups by columns and by some expressions only.
            "expression not in aggregate or GROUP BY columns",
            "invalid ORDER BY expression");

    private RandomRefusals() {}

    /** Whether it is known why our sides refused, or one of them. */
    static boolean explain(RandomAnswer pushed, RandomAnswer unpushed) {
        if (pushed.isRefusal() && unpushed.isRefusal()) {
            return names(LIMITS_OF_CALCITE, unpushed);
        }
        if (unpushed.isRefusal()) {
            return names(LIMITS_OF_CALCITE, unpushed);
        }
        return names(OVERFLOWS_OF_THE_ENGINE, pushed);
    }

    static boolean explainHsqldb(RandomAnswer answer) {
        return names(LIMITS_OF_HSQLDB, answer);
    }

    private static boolean names(List<String> reasons, RandomAnswer answer) {
        return reasons.stream().anyMatch(answer.refusal()::contains);
    }
}
