package dev.ticketsql.jdbc;

import java.util.List;
import java.util.Optional;

/**
 * What is said when Calcite parses a statement and then finds no way to run it: a sentence instead of a page of plan,
 * or of a Java class. The README lists what is known to end so, with a way round.
 */
final class PlannerLimits {

    /** How Calcite 1.42 begins to say so: its planner, its code generator, and Java's compiler after that. */
    private static final List<String> SIGNS = List.of(
            "There are not enough rules to produce a node",
            "Unable to implement Enumerable",
            "Error while compiling generated Java code",
            "Decorrelation produced a relation with a different type",
            "Cannot compute compatible row type",
            "Correlated RIGHT join is not supported");

    private PlannerLimits() {}

    /** The sentence, if that is what {@code message} says. */
    static Optional<String> sentence(String message) {
        return SIGNS.stream()
                .filter(message::startsWith)
                .findFirst()
                .map(sign -> "Calcite cannot run this statement, although it is SQL (" + sign
                        + "): leave parts of it out to find which, and say that otherwise; the README's limitations list"
                        + " what is known");
    }
}
